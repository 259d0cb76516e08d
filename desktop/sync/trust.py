"""Whom this machine trusts to say who a server is.

The system's own store, with what a company adds to it: a file of its own authorities, or the
variables that other programs go by. What is trusted can be added to; that it is checked cannot
be turned off.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import truststore

from desktop.errors import UsageError

VARIABLES: Final = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
MOST_BYTES: Final = 4 * 2**20
_BEGINNING: Final = "-----BEGIN CERTIFICATE-----"


def tls_context(authorities: str, environment: Mapping[str, str]) -> ssl.SSLContext:
    """A context that trusts the system's store, ``authorities`` (PEM), and the variables' files.

    Raises ``UsageError`` where one of them cannot be read.
    """
    context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities:
        context.load_verify_locations(cadata=authorities)
    for variable, path in _named(environment):
        _trust(context, variable, path)
    return context


def read_authorities(path: Path) -> str:
    """Read a file of authorities, PEM or one in DER, as PEM; ``UsageError`` if it holds none."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"The file of certificates {path} cannot be read.") from error
    text = data.decode("latin-1")
    pem = _certificates(text) if _BEGINNING in text else ssl.DER_cert_to_PEM_cert(data)
    try:
        if len(data) > MOST_BYTES:
            raise ValueError("no file of certificates is as large")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=pem)
    except (ssl.SSLError, ValueError) as error:
        raise UsageError(
            f"{path} holds no certificates. IT can give you the company's as a .pem or .crt file."
        ) from error
    return pem


def certificates_in(pem: str) -> tuple[bytes, ...]:
    """The certificates of a text in PEM, in DER."""
    parts = _certificates(pem).split(_BEGINNING)[1:]
    return tuple(ssl.PEM_cert_to_DER_cert((_BEGINNING + part).strip()) for part in parts)


def _certificates(text: str) -> str:
    """Only the certificates of a text: such files often say whose they are in between."""
    ending = _BEGINNING.replace("BEGIN", "END")
    parts = (part.partition(ending) for part in text.split(_BEGINNING)[1:])
    return "".join(f"{_BEGINNING}{body}{end}\n" for body, end, _ in parts if end)


def _named(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for variable in VARIABLES:
        if path := environment.get(variable):
            yield variable, path


def _trust(context: ssl.SSLContext, variable: str, path: str) -> None:
    folder = Path(path).is_dir()
    try:
        context.load_verify_locations(
            capath=path if folder else None, cafile=None if folder else path
        )
    except OSError as error:  # ssl.SSLError is one
        raise UsageError(
            f"{variable} names {path}, which holds no certificates. Mend or remove that setting."
        ) from error
