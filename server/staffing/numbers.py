"""Phone numbers for people made up: only those that are set aside for films and books."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from server.staffing.ingredients import Site

# Of the thousand behind a town's line: below are those given by hand, above those of other firms.
_OWN: Final = range(300, 900)
_OUTSIDE: Final = range(900, 1000)
_MOBILE_ABROAD: Final = range(110, 1000)
_MOBILE: Final = [
    *(f"0171 39200{number:02d}" for number in range(100)),
    *(f"0176 040690{number:02d}" for number in range(100)),
]


class Numbers:
    """Gives each number once; ``None`` when there are no more."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = set(used)
        self._left: dict[str, Iterator[str]] = {}
        self._shared: dict[tuple[str, str], str | None] = {}

    def own(self, site: Site) -> str | None:
        """A line that rings at one desk."""
        return self._next(site.line, (f"{site.line}{number:03d}" for number in _OWN))

    def shared(self, site: Site, place: str) -> str | None:
        """The line of a place where several work."""
        if (site.id, place) not in self._shared:
            self._shared[site.id, place] = self.own(site)
        return self._shared[site.id, place]

    def mobile(self, site: Site) -> str | None:
        if site.mobile is None:
            return self._next("", iter(_MOBILE))
        return self._next(site.mobile, (f"{site.mobile}{number:03d}" for number in _MOBILE_ABROAD))

    def outside(self, line: str) -> str | None:
        """A number of another firm in the town of ``line``."""
        return self._next(f"{line} outside", (f"{line}{number:03d}" for number in _OUTSIDE))

    def _next(self, pool: str, fresh: Iterator[str]) -> str | None:
        left = self._left.setdefault(pool, fresh)
        number = next((one for one in left if one not in self._used), None)
        if number is not None:
            self._used.add(number)
        return number
