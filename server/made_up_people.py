"""More people than the sample company has, or fewer: made up from lists of names.

Who the n-th made-up person is depends on the seed and n alone, so that a larger company holds the
smaller one. Knows nothing of the database.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from server.connectors.json_lines import Record
from server.connectors.people import Numbered
from server.errors import ServerError

_MAIL: Final = "nordlicht-anlagentechnik.example"
# Numbers that are set aside for films and books, and so are nobody's.
_NUMBERS: Final = {"hamburg": "040 66969", "koeln": "0221 4710", "muenchen": "089 99998"}
_FOLDED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l"})
# What somebody new in a unit has in common with a colleague there.
_SHARED: Final = ("job_title", "org_units", "site", "time_zone", "hours", "languages", "skills")


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """How many people the company is to have; ``count`` ``None`` leaves it as it is."""

    folder: Path
    count: int | None
    seed: int = 1

    def change(self, people: Iterator[Numbered]) -> Iterator[Numbered]:
        """Yield the first people of the file, then made-up ones until there are enough."""
        if self.count is None:
            yield from people
            return
        first = list(islice(people, self.count))
        yield from first
        if len(first) < self.count:
            yield from self._more(first)

    def _more(self, first: list[Numbered]) -> Iterator[Numbered]:
        given, family = (self._names(file) for file in ("given.txt", "family.txt"))
        colleagues = [record for _, record in first]
        last_line = max((number for number, _ in first), default=0)
        for number in range(len(first), self.count or 0):
            chance = Random(f"{self.seed}:{number}")
            names = chance.choice(given), chance.choice(family)
            made = _made_up(chance, number, names, chance.choice(colleagues))
            yield last_line + number + 1, made

    def _names(self, file: str) -> list[str]:
        path = self.folder / "names" / file
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise ServerError(f"The names for more people are not there: {path}.") from error
        names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        if not names:
            raise ServerError(f"There are no names in {path}.")
        return names


def _made_up(chance: Random, number: int, names: tuple[str, str], colleague: Record) -> Record:
    given, family = names
    record: dict[str, Any] = {key: colleague[key] for key in _SHARED if key in colleague}
    line = _NUMBERS.get(str(colleague.get("site")), _NUMBERS["hamburg"])
    skills = list(record.get("skills") or [])
    return record | {
        "id": f"made-up-{number:06d}",
        "given_name": given,
        "family_name": family,
        "display_name": f"{given} {family}",
        "manager": colleague.get("manager") or colleague["id"],
        "skills": chance.sample(skills, k=min(len(skills), 2)),
        "emails": [f"{_folded(given)}.{_folded(family)}.{number}@{_MAIL}"],
        "phones": [{"type": "office", "number": f"{line}-{200 + number % 800}"}],
        "room": f"Haus {chance.choice('ABC')} {chance.randint(0, 3)}.{chance.randint(1, 40):02d}",
        "joined": f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02d}-01",
    }


def _folded(name: str) -> str:
    """Return a name as mail addresses write it."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_FOLDED))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum()) or "x"
