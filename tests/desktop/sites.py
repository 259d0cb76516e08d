"""A running server beside a home: what the composition root is tried on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.compose import connect, sync
from desktop.opening import open_library
from desktop.paths import Home
from desktop.records import Status
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults.homes import Nobody


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running server, and a home that is connected to nothing yet."""

    settings: Settings
    url: str
    home: Home

    def connect(self, user: str, url: str | None = None) -> str:
        token = servers.token_for(self.settings, user)
        key_file = self.home.root.with_name("key")
        return connect(self.home, url or self.url, token, key_file=key_file).replica

    def sync(self) -> None:
        assert sync(self.home, Nobody()).up_to_date

    def status(self) -> Status:
        with closing(open_library(self.home)) as library:
            return library.status()


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A server with a person and a page, and a home that is not connected yet."""
    settings = servers.sqlite_settings(folder)
    servers.write_entities(settings, space("handbook"), person("bob"), page("travel"))
    with servers.running(settings) as url:
        yield Site(settings=settings, url=url, home=Home(folder / "home"))
