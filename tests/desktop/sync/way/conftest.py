"""A real server behind TLS, an authority of our own, and a proxy that knows its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import trustme

from desktop.store.network import NetworkSettings
from desktop.sync.http import HttpRemote
from desktop.sync.patience import Chance, Patience
from desktop.sync.routing import Surroundings
from desktop.sync.system_proxies import SystemSettings
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.relays import (
    SERVER_NAME,
    NamingProxy,
    listening,
    naming_proxy,
    served_by,
    to_port,
)


@dataclass(frozen=True, kw_only=True)
class Secured:
    """A server with TLS in front, at ``https://vademecum.test:port``."""

    settings: Settings
    authority: trustme.CA
    url: str
    plain_port: int
    token: str

    @property
    def pem(self) -> str:
        return self.authority.cert_pem.bytes().decode()


@pytest.fixture(scope="package")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    settings = servers.sqlite_settings(tmp_path_factory.mktemp("server"))
    servers.write_entities(settings, space("handbook"), person("bob"), page("travel"))
    authority = trustme.CA(organization_name="Muster GmbH", organization_unit_name="IT")
    with servers.running(settings) as plain:
        port = int(plain.rpartition(":")[2])
        context = served_by(authority.issue_cert(SERVER_NAME))
        with listening(to_port(port), context) as outer:
            yield Secured(
                settings=settings,
                authority=authority,
                url=f"https://{SERVER_NAME}:{outer}",
                plain_port=port,
                token=servers.token_for(settings, "ada"),
            )


@pytest.fixture
def proxy() -> Iterator[NamingProxy]:
    with naming_proxy() as proxy:
        yield proxy


def nowhere() -> Surroundings:
    """A machine on which nothing is set."""
    return Surroundings(
        system=SystemSettings(
            environment=dict,
            static=dict,
            bypassed=lambda host: False,
            desktop_pac=lambda: "",
            desktop_static=lambda: "",
        )
    )


def remote_at(
    url: str,
    token: str,
    network: NetworkSettings,
    *,
    surroundings: Surroundings | None = None,
    total: float = 20.0,
) -> HttpRemote:
    """A remote that tries once and waits for nobody."""
    return HttpRemote(
        url,
        token,
        network,
        patience=Patience(connect=min(total, 5.0), total=total, tries=1),
        chance=Chance(sleep=lambda seconds: None, jitter=lambda: 0.0),
        surroundings=surroundings or nowhere(),
    )
