"""Which ways lead to one server: directly, or through which proxies, in which order.

Asked once for a pass, and what does not answer is left out for the rest of it. What is on this
machine is never behind a proxy.
"""

from __future__ import annotations

import functools
import logging
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from desktop.errors import ServerUnreachable, UsageError
from desktop.store.network import NONE, PAC, SYSTEM, NetworkSettings
from desktop.sync.address import is_loopback
from desktop.sync.pac import Outside, PacBroken, ask_pac
from desktop.sync.pac_source import fetch_pac
from desktop.sync.proxies import Choice, Proxy, Route, read_answer, read_proxy, with_login
from desktop.sync.system_proxies import SystemSettings, system_proxy

log = logging.getLogger(__name__)

SET_HERE: Final = "the setting of this program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What of the machine decides about the way: what tests replace."""

    system: SystemSettings = field(
        default_factory=lambda: SystemSettings(environment=lambda: os.environ)
    )
    outside: Outside = field(default_factory=Outside)

    @property
    def environment(self) -> Mapping[str, str]:
        return self.system.environment()


class Router:
    """The ways to the server at one address."""

    def __init__(
        self, address: str, settings: NetworkSettings, surroundings: Surroundings | None = None
    ) -> None:
        self._host = urlsplit(address).hostname or ""
        self._settings = settings
        self._surroundings = surroundings or Surroundings()
        self._dead: set[Choice] = set()

    @functools.cached_property
    def route(self) -> Route:
        """The ways in their order; ``ServerUnreachable`` where it cannot be found out."""
        if is_loopback(self._host):
            return Route(why="the server is on this machine")
        started = time.monotonic()
        route = self._found()
        log.info("%d ways in %.2f s", len(route.choices), time.monotonic() - started)
        login = self._settings.login
        choices = tuple(one if one is None else with_login(one, login) for one in route.choices)
        return Route(choices=choices, why=route.why)

    def living(self) -> tuple[Choice, ...]:
        """The ways that have not failed yet; all of them again once all have."""
        living = tuple(one for one in self.route.choices if one not in self._dead)
        if not living:
            self._dead.clear()
        return living or self.route.choices

    def leave_out(self, choice: Choice) -> None:
        """Remember that this way does not answer."""
        self._dead.add(choice)

    def _found(self) -> Route:
        setting = self._settings.proxy
        if setting == NONE:
            return Route(why=f"{SET_HERE} says so")
        if setting.startswith(PAC):
            return self._by_pac(setting.removeprefix(PAC), SET_HERE)
        if setting != SYSTEM:
            return Route(choices=(read_proxy(setting),), why=SET_HERE)
        return self._by_system()

    def _by_system(self) -> Route:
        found = system_proxy(self._host, self._surroundings.system)
        if found.pac:
            try:
                return self._by_pac(found.pac, found.why)
            except ServerUnreachable as error:
                # As browsers do: nobody chose this file here, and TLS guards the direct way.
                log.info("the system's PAC file is broken; going directly")
                return Route(why=str(error))
        if not found.proxy:
            return Route(why=found.why)
        try:
            return Route(choices=(read_proxy(found.proxy),), why=found.why)
        except UsageError as error:
            raise ServerUnreachable(f"The proxy of {found.why} cannot be used. {error}") from error

    def _by_pac(self, place: str, why: str) -> Route:
        try:
            script = fetch_pac(place, self._settings.authorities)
            said = ask_pac(script, self._host, outside=self._surroundings.outside)
            choices = read_answer(said)
        except PacBroken as error:
            raise ServerUnreachable(_broken(why, str(error))) from error
        except ValueError as error:
            kinds = "it names only kinds of proxies that cannot be used here"
            raise ServerUnreachable(_broken(why, kinds)) from error
        return Route(choices=choices, why=f"the PAC file of {why}")


def _broken(why: str, what: str) -> str:
    return (
        f"The PAC file of {why}, which says whether a proxy is needed, does not help: {what}. "
        "Tell IT, or set the proxy by hand: vademecum network --proxy."
    )


def through(choice: Choice) -> str:
    """The way in words, without a password."""
    return f"through the proxy {choice.place}" if isinstance(choice, Proxy) else "directly"


RouterFor = Callable[[str, NetworkSettings], Router]
