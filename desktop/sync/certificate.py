"""What a certificate says of itself: whose it is, who issued it, until when.

It verifies nothing: a certificate that is not trusted must still be named to whoever has to do
something about it. What is said in it may be anybody's words.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Final

LONGEST_NAME: Final = 80
_COMMON_NAME, _ORGANISATION = b"\x55\x04\x03", b"\x55\x04\x0a"
_OTHER_NAMES = b"\x55\x1d\x11"
_SEQUENCE, _OCTETS, _UTC_TIME, _VERSION, _EXTENSIONS = 0x30, 0x04, 0x17, 0xA0, 0xA3
_DNS_NAME, _ADDRESS = 0x82, 0x87
_LONG_FORM, _LENGTH_BYTES = 0x80, 4
_ENCODINGS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1", 0x1E: "utf-16-be"}

Elements = list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """``names`` are the hosts and addresses it is for; the times are in UTC."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    not_before: datetime
    not_after: datetime
    self_signed: bool

    def is_for(self, host: str) -> bool:
        """Whether one of its names is this host's."""
        return any(_fits(name.lower(), host.lower().rstrip(".")) for name in self.names)


def read_certificate(der: bytes) -> Certificate:
    """Read a certificate in DER; ``ValueError`` if it is none."""
    (_, body), *_ = _children(_only(der, _SEQUENCE))
    fields = _children(body)
    if fields and fields[0][0] == _VERSION:
        del fields[0]
    try:
        (_, issuer), (_, validity), (_, subject) = fields[2:5]
        not_before, not_after = (_time(tag, content) for tag, content in _children(validity))
    except ValueError as error:
        raise ValueError("not a certificate") from error
    return Certificate(
        subject=_name(subject),
        issuer=_name(issuer),
        names=tuple(_other_names(fields[5:])),
        not_before=not_before,
        not_after=not_after,
        self_signed=issuer == subject,
    )


def _fits(name: str, host: str) -> bool:
    if name.startswith("*."):
        return host.partition(".")[2] == name[2:]
    return name == host


def _only(data: bytes, expected: int) -> bytes:
    elements = _children(data)
    if len(elements) != 1 or elements[0][0] != expected:
        raise ValueError("not a certificate")
    return elements[0][1]


def _children(data: bytes) -> Elements:
    """The elements that stand one after the other in ``data``, as (tag, content)."""
    found: Elements = []
    at = 0
    while at < len(data):
        start, end = _extent(data, at)
        found.append((data[at], data[start:end]))
        at = end
    return found


def _extent(data: bytes, at: int) -> tuple[int, int]:
    """Where the content of the element at ``at`` begins and ends."""
    if at + 2 > len(data):
        raise ValueError("cut short")
    length, start = data[at + 1], at + 2
    if length >= _LONG_FORM:
        count = length - _LONG_FORM
        if not 0 < count <= _LENGTH_BYTES:
            raise ValueError("not DER")
        length, start = int.from_bytes(data[start : start + count]), start + count
    if start + length > len(data):
        raise ValueError("cut short")
    return start, start + length


def _name(data: bytes) -> str:
    """The organisation and the common name, whichever there are."""
    found: dict[bytes, str] = {}
    for _, group in _children(data):
        for _, pair in _children(group):
            (_, kind), (tag, value) = _children(pair)[:2]
            found.setdefault(kind, _text(tag, value))
    parts = [found.get(_ORGANISATION, ""), found.get(_COMMON_NAME, "")]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or "somebody without a name"


def _text(tag: int, value: bytes) -> str:
    text = value.decode(_ENCODINGS.get(tag, "latin-1"), errors="replace")
    return "".join(sign if sign.isprintable() else "?" for sign in text)[:LONGEST_NAME]


def _time(tag: int, value: bytes) -> datetime:
    pattern = "%y%m%d%H%M%SZ" if tag == _UTC_TIME else "%Y%m%d%H%M%SZ"
    return datetime.strptime(value.decode("ascii", "replace"), pattern).replace(tzinfo=UTC)


def _other_names(fields: Elements) -> Iterator[str]:
    for tag, content in fields:
        if tag == _EXTENSIONS:
            for _, extension in _children(_only(content, _SEQUENCE)):
                yield from _names_in(_children(extension))


def _names_in(extension: Elements) -> Iterator[str]:
    if extension[0][1] != _OTHER_NAMES or extension[-1][0] != _OCTETS:
        return
    for tag, content in _children(_only(extension[-1][1], _SEQUENCE)):
        if tag == _DNS_NAME:
            yield _text(0x16, content)
        elif tag == _ADDRESS:
            with contextlib.suppress(ValueError):
                yield str(ip_address(content))
