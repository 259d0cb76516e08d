"""Where the reader has been, and the way back and forward again. Pure."""

from __future__ import annotations

from desktop.records import Address

LONGEST = 200


class History:
    """A trail of addresses with a place on it. Visiting from the middle cuts what lay ahead."""

    def __init__(self) -> None:
        self._trail: list[Address] = []
        self._at = -1

    @property
    def current(self) -> Address | None:
        return self._trail[self._at] if self._at >= 0 else None

    @property
    def can_go_back(self) -> bool:
        return self._at >= 0

    @property
    def can_go_forward(self) -> bool:
        return self._at + 1 < len(self._trail)

    def visit(self, address: Address) -> None:
        """Go to ``address``; going where one is already leaves the trail as it is."""
        if address == self.current:
            return
        del self._trail[self._at + 1 :]
        self._trail.append(address)
        del self._trail[:-LONGEST]
        self._at = len(self._trail) - 1

    def back(self) -> Address | None:
        """One step back; ``None`` is the place before the first."""
        self._at = max(self._at - 1, -1)
        return self.current

    def forward(self) -> Address | None:
        """One step forward, as far as there is one."""
        self._at = min(self._at + 1, len(self._trail) - 1)
        return self.current
