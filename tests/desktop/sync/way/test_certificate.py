from __future__ import annotations

import ssl
from datetime import UTC, datetime

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.certificate import read_certificate

AUTHORITY = trustme.CA(organization_name="Muster GmbH", organization_unit_name="IT")
ENDS = datetime(2031, 5, 4, 12, tzinfo=UTC)
LEAF = AUTHORITY.issue_cert("wiki.test", "*.intra.test", "10.1.2.3", "fe80::1", not_after=ENDS)
DER = ssl.PEM_cert_to_DER_cert(LEAF.cert_chain_pems[0].bytes().decode())


def test_a_certificate_says_whose_it_is_and_who_issued_it() -> None:
    read = read_certificate(DER)
    assert read.issuer == "Muster GmbH"
    assert read.names == ("wiki.test", "*.intra.test", "10.1.2.3", "fe80::1")
    assert read.not_after == ENDS
    assert not read.self_signed
    assert read_certificate(
        ssl.PEM_cert_to_DER_cert(AUTHORITY.cert_pem.bytes().decode())
    ).self_signed


@pytest.mark.parametrize(
    ("host", "fits"),
    [("wiki.test", True), ("WIKI.test.", True), ("a.intra.test", True), ("10.1.2.3", True)]
    + [("intra.test", False), ("a.b.intra.test", False), ("other.test", False)],
)
def test_a_star_stands_for_one_part_of_a_name(host: str, fits: bool) -> None:
    assert read_certificate(DER).is_for(host) is fits


@given(st.integers(0, len(DER) - 1), st.integers(0, 255), st.integers(0, len(DER)))
def test_a_damaged_certificate_is_read_or_refused_and_nothing_else(
    at: int, byte: int, length: int
) -> None:
    damaged = bytearray(DER[:length])
    if at < length:
        damaged[at] = byte
    try:
        assert all(sign.isprintable() for sign in read_certificate(bytes(damaged)).issuer)
    except ValueError:
        return


@given(st.binary(max_size=64))
def test_bytes_that_are_no_certificate_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="cut short|not"):
        read_certificate(data)
