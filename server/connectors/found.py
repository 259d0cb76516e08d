"""What every connector hands over: things found, and what could not be taken as it was.

Knows nothing of where they are written.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.streams import Entity

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing, with the bytes of the files its bodies name by hash."""

    entity: Entity
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One sort of problem: the sentence, how often, and the first few places."""

    sentence: str
    count: int
    places: tuple[str, ...]


class Problems:
    """Collects problems by sentence, keeping only the first few places of each."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._places: dict[str, list[str]] = {}

    def note(self, sentence: str, place: str) -> None:
        """Count one problem; ``place`` is a path, a line or an id, never a name or a text."""
        self._counts[sentence] = self._counts.get(sentence, 0) + 1
        places = self._places.setdefault(sentence, [])
        if len(places) < SHOWN and place not in places:
            places.append(place)

    def groups(self) -> tuple[Trouble, ...]:
        """Return all sorts, the most frequent first."""
        ordered = sorted(self._counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            Trouble(sentence=sentence, count=count, places=tuple(self._places[sentence]))
            for sentence, count in ordered
        )
