"""What to say where a server cannot be believed or a proxy does not lead on. Pure.

A sentence names whose certificate it was, because that tells the cases apart: a guest network,
a company's own authority, something that reads along, a server whose certificate ran out.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from desktop.errors import AppError, NotOurServer, ServerUnreachable
from desktop.sync.certificate import Certificate
from desktop.sync.proxies import Choice

NOTHING_SENT: Final = "Nothing was sent."
OWN_AUTHORITY: Final = (
    "If it is your company's, ask IT for its certificate: vademecum network --ca-file FILE. "
    "On a guest network, sign in to the network first."
)
SET_CLOCK: Final = "If this computer's clock is wrong, set it"
# Names that devices which look into TLS put on the certificates they make.
INSPECTORS: Final = (
    "zscaler",
    "netskope",
    "fortinet",
    "fortigate",
    "palo alto",
    "sophos",
    "blue coat",
    "bluecoat",
    "umbrella",
    "mcafee",
    "check point",
    "barracuda",
    "forcepoint",
    "kaspersky",
    "eset",
    "avast",
)
_WRONG_NAME: Final = frozenset({62, 64})  # of OpenSSL's codes: host name, address
_CODES: Final = 100
# 401 is not a proxy's to say, and some say it to a wrong password all the same.
_PASSWORD: Final = frozenset({401, 407})
_SERVER_ERRORS: Final = 500


def distrusted(
    error: BaseException, host: str, certificate: Certificate | None, now: datetime
) -> AppError:
    """What an ``SSLError`` comes to, given the certificate that ``host`` shows, if it shows one."""
    causes = tuple(chain(error))
    refused = next((one for one in causes if isinstance(one, ssl.SSLCertVerificationError)), None)
    if refused is None:
        if any(isinstance(one, ssl.SSLEOFError | ssl.SSLZeroReturnError) for one in causes):
            return ServerUnreachable("The line was cut before the server could say who it is.")
        return NotOurServer(
            f"What answers at {host} does not speak TLS as a server must. {NOTHING_SENT} "
            "Check the address and its port; on a guest network, sign in to the network first."
        )
    return NotOurServer(_sentence(refused, host, certificate, now))


def untrusted(host: str) -> str:
    """The sentence where the certificate itself could not be seen."""
    return f"The certificate of {host} is not trusted on this computer. {NOTHING_SENT}"


def _sentence(
    refused: ssl.SSLCertVerificationError,
    host: str,
    certificate: Certificate | None,
    now: datetime,
) -> str:
    if certificate is None:
        return f"{untrusted(host)} {OWN_AUTHORITY}"
    issuer = certificate.issuer
    if certificate.not_after < now:
        ended = f"{certificate.not_after:%Y-%m-%d}"
        return (
            f"The certificate of {host}, issued by {issuer}, ran out on {ended}. {NOTHING_SENT} "
            f"{SET_CLOCK} (it says {now:%Y-%m-%d}); otherwise tell whoever runs the server."
        )
    if certificate.not_before > now:
        begins = f"{certificate.not_before:%Y-%m-%d}"
        return (
            f"The certificate of {host}, issued by {issuer}, is not valid before {begins}. "
            f"{NOTHING_SENT} {SET_CLOCK}: it says {now:%Y-%m-%d}."
        )
    if _is_another(refused, host, certificate):
        return _wrong_name(host, certificate)
    if certificate.self_signed:
        return (
            f"{host} shows a certificate that it signed itself, as {issuer}. {NOTHING_SENT} "
            f"{OWN_AUTHORITY}"
        )
    return _unknown(host, certificate)


def _is_another(refused: ssl.SSLCertVerificationError, host: str, certificate: Certificate) -> bool:
    """Whether the name is what is wrong; Windows and macOS have codes of their own for that."""
    code = int(getattr(refused, "verify_code", 0) or 0)
    return code in _WRONG_NAME if 0 < code < _CODES else not certificate.is_for(host)


def _wrong_name(host: str, certificate: Certificate) -> str:
    names = ", ".join(certificate.names[:3]) or certificate.subject
    return (
        f"The certificate shown for {host} is for {names}, issued by {certificate.issuer}. "
        f"{NOTHING_SENT} Check the address; if it is right, tell whoever runs the server."
    )


def _unknown(host: str, certificate: Certificate) -> str:
    issuer = certificate.issuer
    reads_along = any(name in issuer.lower() for name in INSPECTORS)
    what = " That is a device or program which looks into connections." if reads_along else ""
    return (
        f"The certificate of {host} was issued by {issuer}, which this computer does not trust."
        f"{what} {NOTHING_SENT} {OWN_AUTHORITY}"
    )


def tunnel_refused(status: int, choice: Choice, host: str) -> AppError:
    """What a proxy's refusal to lead on comes to."""
    place = choice.place if choice else "on the way"
    if status in _PASSWORD:
        return NotOurServer(
            f"The proxy {place} wants a user name and a password, or does not take those it has. "
            f"Give them with: vademecum network --proxy-login USER@{place}"
        )
    if status >= _SERVER_ERRORS:
        return ServerUnreachable(
            f"The proxy {place} cannot reach {host} (status {status}). Check the address, or try "
            "again later."
        )
    return NotOurServer(
        f"The proxy {place} does not let this computer through to {host} (status {status}). "
        "Ask IT to allow it."
    )


def proxy_silent(choice: Choice) -> ServerUnreachable:
    """What a proxy that does not answer comes to."""
    place = choice.place if choice else "on the way"
    return ServerUnreachable(
        f"The proxy {place} does not answer. Check the network; outside the company's, "
        "another setting may be needed: vademecum network --proxy."
    )


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error with everything that it came from, each once."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
