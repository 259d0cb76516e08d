"""What somebody made up is called, and what follows from that: id, mail address, languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from server.staffing.ingredients import Origin

_FOLDED: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "'": ""}
)
HOME: Final = "de"
# Out of a hundred: both names from one place, a family name from here, one from elsewhere.
_SAME: Final = 86
_NEITHER: Final = 96
_DOUBLE: Final = 0.035
_FORMER: Final = {True: 0.06, False: 0.02}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A whole name, and the origin that its first part comes from."""

    given: str
    family: str
    origin: Origin
    woman: bool
    former: str | None = None

    @property
    def slug(self) -> str:
        return f"{folded(self.given)}-{folded(self.family)}"

    def fields(self) -> dict[str, Any]:
        """What a record says of it."""
        said: dict[str, Any] = {
            "given_name": self.given,
            "family_name": self.family,
            "display_name": f"{self.given} {self.family}",
        }
        particles = [word for word in self.family.split()[:-1] if word.islower()]
        if particles and self.family.startswith(particles[0]):
            said["particles"] = " ".join(particles)
        if self.former:
            said["other_names"] = [{"kind": "former", "name": f"{self.given} {self.former}"}]
        return said

    def spoken(self) -> str | None:
        """How to say it, where that is not plain to see."""
        known = self.origin.say
        if self.given not in known and self.family not in known:
            return None
        return f"{known.get(self.given, self.given)} {known.get(self.family, self.family)}"


class Names:
    """Draws names; who is drawn depends on the dice alone."""

    def __init__(self, origins: dict[str, Origin]) -> None:
        self._origins = origins
        self._shares = {origin.id: origin.share for origin in origins.values()}

    def draw(self, chance: Random, woman: bool, shares: dict[str, int]) -> Name:
        """Draw a name; ``shares`` are those of a place, or empty for those of the whole firm."""
        origin = self._origin(chance, shares or self._shares)
        given = chance.choice(origin.women if woman else origin.men)
        family = self._family(chance, origin, woman)
        former = None
        if chance.random() < _FORMER[woman]:
            former = self._surname(chance, origin, woman)
        if former == family:
            former = None
        return Name(given=given, family=family, origin=origin, woman=woman, former=former)

    def find(self, given: str, family: str) -> Name:
        """The name as if it had been drawn; one that is in no list counts as from here."""
        for origin in self._origins.values():
            if given in origin.women or given in origin.men:
                woman = given in origin.women
                return Name(given=given, family=family, origin=origin, woman=woman)
        woman = given.endswith(("a", "e"))
        return Name(given=given, family=family, origin=self._origins[HOME], woman=woman)

    def _origin(self, chance: Random, shares: dict[str, int]) -> Origin:
        return self._origins[chance.choices([*shares], weights=[*shares.values()])[0]]

    def _family(self, chance: Random, origin: Origin, woman: bool) -> str:
        dice = chance.randrange(100)
        if dice >= _NEITHER:
            origin = self._origin(chance, self._shares)
        elif dice >= _SAME:
            origin = self._origins[HOME]
        family = self._surname(chance, origin, woman)
        if chance.random() < _DOUBLE:
            other = self._surname(chance, self._origins[HOME], woman)
            if " " not in other + family and other != family:
                return f"{family}-{other}"
        return family

    def _surname(self, chance: Random, origin: Origin, woman: bool) -> str:
        return chance.choice(
            origin.family_women if woman and origin.family_women else origin.family
        )


class Taken:
    """The ids that are given away; the second of a name gets a number."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._times = dict.fromkeys(ids, 1)

    def take(self, slug: str) -> str:
        """Return an id that nobody has yet."""
        times = self._times.get(slug, 0) + 1
        self._times[slug] = times
        return slug if times == 1 else self.take(f"{slug}-{times}")


def folded(name: str) -> str:
    """Return a name as addresses write it: ``Thu Hà`` is ``thu-ha``."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_FOLDED))
    plain = "".join(letter for letter in plain if letter.isascii())
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words) or "x"
