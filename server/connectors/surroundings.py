"""What a folder of pages may refer to beyond itself: people, units, pages of another space.

Most folders stand alone; whoever reads several together says what the rest is.
"""

from __future__ import annotations

from typing import Protocol


class Surroundings(Protocol):
    """Answers with addresses or ids here; ``None`` for what it does not know."""

    def link(self, path: str, address: str) -> str | None:
        """Return where a link on the page at ``path`` leads, as ``vademecum://…``."""

    def person(self, key: str) -> str | None:
        """Return the id of the person the source calls ``key``."""

    def page(self, address: str) -> str | None:
        """Return the id of a page named by its path from where all folders lie."""


class NothingAround:
    """The surroundings of a folder that stands alone."""

    def link(self, path: str, address: str) -> str | None:
        return None

    def person(self, key: str) -> str | None:
        return None

    def page(self, address: str) -> str | None:
        return None
