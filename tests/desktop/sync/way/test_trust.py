"""Whom a client believes, and whose certificate a sentence names where it does not."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from desktop.errors import NotOurServer, ServerUnreachable, UsageError
from desktop.store.network import NetworkSettings
from desktop.sync.http import HttpRemote
from desktop.sync.trust import read_authorities, tls_context
from tests.desktop.sync.way.conftest import Secured, remote_at
from tests.faults.http_text import response
from tests.relays import (
    SERVER_NAME,
    NamingProxy,
    listening,
    served_by,
    to_port,
)

TODAY = datetime.now(UTC)


@contextmanager
def shown(
    secured: Secured, proxy: NamingProxy, certificate: trustme.LeafCert, *trusted: trustme.CA
) -> Iterator[HttpRemote]:
    """A remote at a server that shows this certificate, trusting these authorities."""
    pem = "".join(one.cert_pem.bytes().decode() for one in trusted)
    network = NetworkSettings(proxy=proxy.url, authorities=pem)
    with listening(to_port(secured.plain_port), served_by(certificate)) as port:
        url = f"https://{SERVER_NAME}:{port}"
        with closing(remote_at(url, secured.token, network)) as remote:
            yield remote


def refusal(remote: HttpRemote) -> str:
    with pytest.raises(NotOurServer) as raised:
        remote.service()
    sentence = str(raised.value)
    assert "Nothing was sent." in sentence
    return sentence


def test_the_companys_own_authority_is_trusted_once_it_is_named(
    secured: Secured, proxy: NamingProxy
) -> None:
    leaf = secured.authority.issue_cert(SERVER_NAME)
    with shown(secured, proxy, leaf, secured.authority) as remote:
        assert remote.service().service == "vademecum"


def test_an_unknown_authority_is_named(secured: Secured, proxy: NamingProxy) -> None:
    stranger = trustme.CA(organization_name="Fremde AG")
    with shown(secured, proxy, stranger.issue_cert(SERVER_NAME), secured.authority) as remote:
        sentence = refusal(remote)
    assert "issued by Fremde AG" in sentence
    assert "--ca-file" in sentence


def test_a_device_that_looks_into_tls_is_named_as_one(secured: Secured, proxy: NamingProxy) -> None:
    inspector = trustme.CA(organization_name="Zscaler Inc.")
    with shown(secured, proxy, inspector.issue_cert(SERVER_NAME)) as remote:
        sentence = refusal(remote)
    assert "Zscaler Inc." in sentence
    assert "looks into connections" in sentence


def test_a_certificate_for_another_name_says_for_which(
    secured: Secured, proxy: NamingProxy
) -> None:
    leaf = secured.authority.issue_cert("wiki.other.test")
    with shown(secured, proxy, leaf, secured.authority) as remote:
        sentence = refusal(remote)
    assert f"shown for {SERVER_NAME} is for wiki.other.test, issued by Muster GmbH" in sentence


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [
        (TODAY - timedelta(days=90), TODAY - timedelta(days=2), "ran out on"),
        (TODAY + timedelta(days=2), TODAY + timedelta(days=90), "is not valid before"),
    ],
)
def test_a_certificate_out_of_its_time_names_the_day_and_the_clock(
    secured: Secured, proxy: NamingProxy, begins: datetime, ends: datetime, said: str
) -> None:
    leaf = secured.authority.issue_cert(SERVER_NAME, not_before=begins, not_after=ends)
    with shown(secured, proxy, leaf, secured.authority) as remote:
        sentence = refusal(remote)
    assert said in sentence
    assert "Muster GmbH" in sentence
    assert "clock" in sentence


def test_a_certificate_that_signed_itself_is_said_to(secured: Secured, proxy: NamingProxy) -> None:
    # Of an authority: the only ones trustme lets sign themselves.
    router = trustme.CA(organization_name="Router", organization_unit_name="Box")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with router.private_key_pem.tempfile() as key, router.cert_pem.tempfile() as certificate:
        context.load_cert_chain(certificate, key)
    network = NetworkSettings(proxy=proxy.url)
    with (
        listening(to_port(secured.plain_port), context) as port,
        closing(remote_at(f"https://{SERVER_NAME}:{port}", "t", network)) as remote,
    ):
        assert "signed itself, as Router" in refusal(remote)


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(10)
    writer.close()


async def speak_plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(10)
    writer.write(response(status=400))
    await writer.drain()


def test_what_speaks_no_tls_is_not_our_server(proxy: NamingProxy) -> None:
    network = NetworkSettings(proxy=proxy.url)
    with (
        listening(speak_plainly) as port,
        closing(remote_at(f"https://{SERVER_NAME}:{port}", "t", network)) as remote,
    ):
        assert "does not speak TLS" in refusal(remote)


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def test_a_line_cut_while_tls_is_agreed_on_may_be_tried_again(proxy: NamingProxy) -> None:
    with (
        listening(hang_up) as port,
        closing(
            remote_at(f"https://{SERVER_NAME}:{port}", "t", NetworkSettings(proxy=proxy.url))
        ) as remote,
        pytest.raises(ServerUnreachable),
    ):
        remote.service()


def test_tls_that_is_never_agreed_on_has_its_deadline(proxy: NamingProxy) -> None:
    network = NetworkSettings(proxy=proxy.url)
    with (
        listening(say_nothing) as port,
        closing(remote_at(f"https://{SERVER_NAME}:{port}", "t", network, total=0.3)) as remote,
        pytest.raises(ServerUnreachable),
    ):
        remote.service()


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_the_variables_other_programs_go_by_are_heeded(
    secured: Secured, tmp_path: Path, variable: str
) -> None:
    path = tmp_path / "company.pem"
    secured.authority.cert_pem.write_to_path(str(path))
    context = tls_context("", {variable: str(path)})
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    with pytest.raises(UsageError, match=variable):
        tls_context("", {variable: str(tmp_path / "none.pem")})


def test_a_file_of_authorities_may_be_pem_or_der_and_nothing_else(
    secured: Secured, tmp_path: Path
) -> None:
    path = tmp_path / "company.crt"
    path.write_bytes(b"Muster GmbH, IT\n" + secured.authority.cert_pem.bytes())
    assert read_authorities(path).split() == secured.pem.split()
    path.write_bytes(ssl.PEM_cert_to_DER_cert(secured.pem))
    assert read_authorities(path).split() == secured.pem.split()
    for wrong in (b"", b"no certificate", secured.authority.private_key_pem.bytes()):
        path.write_bytes(wrong)
        with pytest.raises(UsageError, match="holds no certificates"):
            read_authorities(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_authorities(tmp_path / "gone.pem")
