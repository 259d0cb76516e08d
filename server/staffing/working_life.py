"""The working life of somebody made up: hours, place, knowledge, projects. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from server.staffing.ingredients import Site, Skill, Staffing, Working
from server.staffing.naming import HOME, Name

# The company as the sample shows it, in the last days of this year.
YEAR: Final = 2026
_NEW: Final = 0.016
_NEWEST: Final = ("10-01", "10-15", "11-01", "11-02", "11-09", "11-16")
_LEVELS: Final = ("B1", "B2", "B2", "C1")
_HOME_LEVELS: Final = ("native", "native", "native", "C2", "C1", "B2")
_FURTHER: Final = ("fr", "es", "nds", "it", "nl", "da", "pl", "ru", "pt")
_EVERYWHERE: Final = ("Erste Hilfe", "Brandschutzhelfer")
_EVERYWHERE_ENGLISH: Final = ("First aid", "Fire warden")
_HEAD_SKILLS: Final = ("Arbeitssicherheit", "Moderation", "Ausbildereignung")
_DOORS: Final = 32
# How many of a hundred: abroad know German, know one more language, learnt what one learns
# everywhere, have proof of a skill, say how well they have it, keep their card confirmed, are on a
# project, have a topic.
_GERMAN_ABROAD: Final = 30
_FURTHER_LANGUAGE: Final = 12
_TRAINED: Final = 13
_PROVEN: Final = 70
_LEVELLED: Final = 55
_CONFIRMING: Final = 30
_ON_PROJECT: Final = 55
_WITH_TOPIC: Final = 30


def hours(chance: Random, working: Working) -> str:
    part_time = chance.random() < working.part_time_share
    return chance.choice(working.part_time if part_time else working.hours)


def joined(chance: Random, working: Working, leads: bool) -> str:
    """The day somebody came; a few came in the last weeks, who leads has been here for longer."""
    if not leads and chance.random() < _NEW and not working.month:
        return f"{YEAR}-{chance.choice(_NEWEST)}"
    first, last = working.joined
    # Of two draws the later one: more came lately than long ago.
    year = max(chance.choices(range(first, last - 3 if leads else last + 1), k=2))
    latest = 9 if year == YEAR else 12
    return f"{year}-{working.month or f'{chance.randint(1, latest):02d}'}-01"


def room(chance: Random, working: Working, site: Site, said: str | None) -> str | None:
    match working.room:
        case "none":
            return said
        case "hall":
            return said or chance.choice(site.halls)
    floor = chance.choice(("E", "1", "1", "2", "2", "3"))
    if site.id == "edinburgh":
        floor = chance.choice(("1", "2"))
    door = f"{chance.randint(1, _DOORS):02d}"
    return chance.choice(site.rooms).format(floor=floor, door=door)


def languages(chance: Random, name: Name, working: Working, here: str) -> list[dict[str, str]]:
    """Their own language, that of the site, English and now and then one more."""
    own = name.origin.language
    found = {own: "native"}
    if here not in found:
        found[here] = chance.choice(_HOME_LEVELS)
    if "en" not in found and chance.random() < working.english:
        found["en"] = chance.choice(_LEVELS)
    if here != HOME and HOME not in found and chance.randrange(100) < _GERMAN_ABROAD:
        found[HOME] = chance.choice(("A1", "A2", "B1"))
    if chance.randrange(100) < _FURTHER_LANGUAGE:
        found.setdefault(chance.choice(_FURTHER), chance.choice(("A2", "B1", "B2")))
    return [{"tag": tag, "level": level} for tag, level in found.items()]


def skills(chance: Random, wanted: tuple[str, ...], english: bool, leads: bool) -> list[str]:
    """Two to four of what the post needs, and what one learns everywhere."""
    known = chance.sample(wanted, k=min(len(wanted), chance.choice((2, 3, 3, 4))))
    if chance.randrange(100) < _TRAINED:
        known.append(chance.choice(_EVERYWHERE_ENGLISH if english else _EVERYWHERE))
    if leads and not english:
        known.append(chance.choice(_HEAD_SKILLS))
    return list(dict.fromkeys(known))


def levels(chance: Random, known: list[str], leads: bool) -> list[str | dict[str, Any]]:
    """Some say how well they know something: 1 (basics) to 3 (others ask them)."""
    if chance.randrange(100) >= _LEVELLED:
        return [*known]
    return [
        {"name": name, "level": chance.choice((2, 2, 3) if leads else (1, 2, 2, 3))}
        for name in known
    ]


def confirmed(chance: Random) -> dict[str, dict[str, str]]:
    """Who owns what on the card, and when it was last said to be right: some look after it."""
    if chance.randrange(100) >= _CONFIRMING:
        return {}
    day = date(YEAR, 11, 20) - timedelta(days=chance.choice((3, 12, 30, 75, 160, 420)))
    said = {"skills": {"owner": "self", "at": day.isoformat()}}
    if chance.random() < 1 / 2:
        said["role"] = {"owner": "hr", "at": f"{YEAR}-{chance.randint(1, 10):02d}-05"}
    return said


def certificates(
    chance: Random, known: list[str], proofs: Mapping[str, Skill], english: bool
) -> Iterator[str]:
    """The evidence for skills that can be proven, with the year it was given or ends."""
    for name in known:
        proof = proofs.get(name)
        if proof is None or chance.randrange(100) >= _PROVEN:
            continue
        words = proof.certificate["en" if english else "de"]
        if proof.valid_years:
            year = YEAR + chance.randint(1, proof.valid_years)
            yield f"{words} ({'valid until' if english else 'gültig bis'} {year})"
        else:
            yield f"{words} ({chance.randint(2005, YEAR - 1)})"


def interests(chance: Random, staffing: Staffing) -> dict[str, Any]:
    """Projects, and for a few a topic."""
    found: dict[str, Any] = {}
    if staffing.projects and chance.randrange(100) < _ON_PROJECT:
        count = min(len(staffing.projects), chance.choice((1, 1, 2)))
        found["projects"] = chance.sample(staffing.projects, k=count)
    if staffing.topics and chance.randrange(100) < _WITH_TOPIC:
        found["topics"] = [chance.choice(staffing.topics)]
    return found
