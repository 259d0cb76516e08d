"""Who knows what a text is about: by its tags and title, and the skills people have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from desktop.records import Expert, Reference
from desktop.store.facts import SKILL
from desktop.store.lookup import Lookup

MOST: Final = 6
_TOO_COMMON: Final = 60  # people who have a skill: it tells nobody apart


def experts_on(
    lookup: Lookup, title: str, tags: Iterable[str], but: Iterable[str] = ()
) -> tuple[Expert, ...]:
    """People with a skill that is a tag or stands in the title, those with the rarer one first.

    ``but`` are keys of people who are named already.
    """
    found: dict[str, Expert] = {}
    left_out = set(but)
    for skill, people in sorted(_skilled(lookup, title, tags), key=lambda one: len(one[1])):
        for person in people:
            if person.address.key not in left_out:
                found.setdefault(person.address.key, Expert(person=person, skill=skill))
    return tuple(found.values())[:MOST]


def _skilled(
    lookup: Lookup, title: str, tags: Iterable[str]
) -> Iterator[tuple[str, tuple[Reference, ...]]]:
    wanted = {tag.casefold() for tag in tags}
    said = f" {_spaced(title)} "
    for skill, names in lookup.named("skill"):
        folded = [name.casefold() for name in names]
        if wanted.intersection(folded) or any(f" {_spaced(name)} " in said for name in folded):
            people = lookup.sources(skill.address.key, SKILL)
            if len(people) <= _TOO_COMMON:
                yield skill.title, people


def _spaced(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
