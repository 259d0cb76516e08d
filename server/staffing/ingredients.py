"""What a company is made up from: names, posts, ways of working, sites. Read as they lie there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from server.errors import ServerError


class Ingredient(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a file; what it does not know is for others."""


class Origin(Ingredient, frozen=True, kw_only=True):
    """Where names come from. ``share`` is in parts of all; ``say`` is how hard ones are spoken.

    ``tones`` (0 light to 5 dark) and ``hair`` are what a drawn portrait may take.
    """

    id: str
    language: str
    share: int
    tones: tuple[int, ...]
    hair: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]
    family_women: tuple[str, ...] = ()
    say: dict[str, str] = {}


class Working(Ingredient, frozen=True, kw_only=True):
    """How people work: hours, phone (own, shared, none), room (office, hall, none), shares."""

    id: str
    women: float
    phone: str
    room: str
    hours: tuple[str, ...]
    part_time: tuple[str, ...]
    part_time_share: float
    mobile_share: float
    best: tuple[str, ...]
    english: float
    joined: tuple[int, int] = (1992, 2025)
    month: str | None = None


class Site(Ingredient, frozen=True, kw_only=True):
    """Where people sit; ``line`` and ``mobile`` are the beginnings of its numbers."""

    id: str
    time_zone: str
    line: str
    halls: tuple[str, ...]
    rooms: tuple[str, ...]
    mobile: str | None = None
    origins: dict[str, int] = {}


class Unit(Ingredient, frozen=True, kw_only=True):
    """A unit as far as its people need it."""

    id: str
    path: tuple[str, ...]
    heads: tuple[str, ...]
    deputy: str
    site: str


class Post(Ingredient, frozen=True, kw_only=True):
    """``count`` people who do the same; ``role`` is for a man and for a woman, or for both."""

    role: tuple[str, ...]
    count: int
    work: str | None = None
    skills: tuple[str, ...] = ()
    sites: dict[str, int] = {}
    room: str | None = None


class Lead(Ingredient, frozen=True, kw_only=True):
    """A head or deputy, by name, so that others may refer to them."""

    given: str
    family: str
    role: str


class Staffing(Ingredient, frozen=True, kw_only=True):
    """The posts of a unit, and what its people know and work on."""

    unit: str
    work: str
    skills: tuple[str, ...]
    posts: tuple[Post, ...]
    leads: tuple[Lead, ...] = ()
    projects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    room: str | None = None


class Skill(Ingredient, frozen=True, kw_only=True):
    """What proves a skill, by language, and for how many years, if not for good."""

    names: dict[str, str]
    certificate: dict[str, str] = {}
    valid_years: int = 0


class Leaver(Ingredient, frozen=True, kw_only=True):
    """Somebody who has left, and whom to ask now."""

    given: str
    family: str
    role: str
    unit: str
    joined: str
    left: str
    ask_instead: str
    bio: str | None = None


class Contact(Ingredient, frozen=True, kw_only=True):
    """Somebody at another firm."""

    given: str
    family: str
    role: str


class Outside(Ingredient, frozen=True, kw_only=True):
    """Another firm: its people, and who here knows them. ``line`` begins its numbers."""

    organisation: str
    relation: str
    mail: str
    town: str
    line: str
    known_by: str
    people: tuple[Contact, ...]
    projects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class About(Ingredient, frozen=True, kw_only=True):
    """What one person may say of themselves; given to one only."""

    work: str
    text: str


One = TypeVar("One", bound=Ingredient)
Named = TypeVar("Named", Origin, Working, Site, Unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredients:
    """All of it, by id where there is one."""

    origins: dict[str, Origin]
    working: dict[str, Working]
    sites: dict[str, Site]
    units: dict[str, Unit]
    staffing: tuple[Staffing, ...]
    certificates: dict[str, Skill]
    leavers: tuple[Leaver, ...]
    outsiders: tuple[Outside, ...]
    abouts: tuple[About, ...]


def read_ingredients(folder: Path) -> Ingredients:
    """Read the files of ``folder``. ``ServerError`` if one is not there or not readable."""
    skills = _lines(folder / "skills.jsonl", Skill)
    return Ingredients(
        origins=read_origins(folder),
        working=_by_id(_lines(folder / "working.jsonl", Working)),
        sites=_by_id(_lines(folder / "sites.jsonl", Site)),
        units=_by_id(_lines(folder / "units.jsonl", Unit)),
        staffing=tuple(_lines(folder / "staffing.jsonl", Staffing)),
        certificates={
            name: skill for skill in skills if skill.certificate for name in skill.names.values()
        },
        leavers=tuple(_lines(folder / "leavers.jsonl", Leaver)),
        outsiders=tuple(_lines(folder / "outsiders.jsonl", Outside)),
        abouts=tuple(_lines(folder / "abouts.jsonl", About)),
    )


def read_origins(folder: Path) -> dict[str, Origin]:
    """Read where names come from. ``ServerError`` as above."""
    return _by_id(_lines(folder / "names.jsonl", Origin))


def _lines(path: Path, kind: type[One]) -> list[One]:
    try:
        return msgspec.json.Decoder(kind).decode_lines(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise ServerError(f"What more people are made up from cannot be read: {path}.") from error


def _by_id(found: list[Named]) -> dict[str, Named]:
    return {one.id: one for one in found}
