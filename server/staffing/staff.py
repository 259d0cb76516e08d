"""The people of the sample company who are not written by hand: leads, posts, leavers, others.

Who somebody is depends on the seed and on their post alone, and the order is always the same, so
that a larger company holds the smaller one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from server.connectors.json_lines import Record
from server.staffing import working_life
from server.staffing.ingredients import Ingredients, Post, Site, Staffing, Unit, Working
from server.staffing.naming import Name, Names, Taken, folded
from server.staffing.numbers import Numbers

_FIRM: Final = "nordlicht-anlagentechnik.example"
_PRONOUNS: Final = {"de": ("er/ihm", "sie/ihr"), "en": ("he/him", "she/her")}
# How many of a hundred say how their name is spoken, which pronouns and which channel they like;
# have a doctor's degree; say something of themselves.
_SPOKEN: Final = 60
_PRONOUNCED: Final = 3
_DOCTORS: Final = 5
_BEST_KNOWN: Final = 35
_TALKATIVE: Final = 12
# From so many people on, the deputy leads some of them.
_MANY: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One post of one person, with all that follows from where it is."""

    staffing: Staffing
    unit: Unit
    working: Working
    site: Site
    role: tuple[str, ...]
    skills: tuple[str, ...]
    room: str | None = None
    leads: bool = False

    @property
    def english(self) -> bool:
        return self.working.id.endswith("-en")

    @property
    def language(self) -> str:
        return "en" if self.english else "de"


class Staff:
    """Yields records as a people file holds them, without end."""

    def __init__(self, made_from: Ingredients, known: Sequence[Record], seed: int) -> None:
        self._from = made_from
        self._seed = seed
        self._names = Names(made_from.origins)
        self._taken = Taken(str(record["id"]) for record in known)
        self._numbers = Numbers(_numbers_of(known))
        self._abouts: dict[str, Iterator[str]] = {
            work: iter([about.text for about in made_from.abouts if about.work == work])
            for work in {about.work for about in made_from.abouts}
        }

    def __iter__(self) -> Iterator[Record]:
        """Leads, posts, leavers and other firms, and then the posts over and over again."""
        yield from self._leads()
        yield from self._posts(0)
        yield from self._leavers()
        yield from self._outsiders()
        again = 1
        while self._from.staffing:
            yield from self._posts(again)
            again += 1

    def __len__(self) -> int:
        """How many there are before the posts come again."""
        posts = sum(post.count for one in self._from.staffing for post in one.posts)
        leads = sum(len(one.leads) for one in self._from.staffing)
        others = sum(len(one.people) for one in self._from.outsiders)
        return posts + leads + others + len(self._from.leavers)

    def _leads(self) -> Iterator[Record]:
        for staffing in self._from.staffing:
            unit = self._from.units[staffing.unit]
            for lead in staffing.leads:
                place = self._place(staffing, None, unit.site)
                name = self._names.find(lead.given, lead.family)
                record = self._record(self._dice(unit.id, lead.role), place, name, lead.role)
                yield record | self._leading(unit, str(record["id"]))

    def _posts(self, again: int) -> Iterator[Record]:
        """Every unit's first person, then every unit's second, and so on."""
        seats = [
            (number, at, staffing, post)
            for at, staffing in enumerate(self._from.staffing)
            for number, post in enumerate(_seats(staffing))
        ]
        for number, _, staffing, post in sorted(seats, key=lambda seat: seat[:2]):
            chance = self._dice(staffing.unit, f"{again}:{number}")
            unit = self._from.units[staffing.unit]
            sites = post.sites or {unit.site: 1}
            site = chance.choices([*sites], weights=[*sites.values()])[0]
            place = self._place(staffing, post, site)
            woman = chance.random() < place.working.women
            name = self._names.draw(chance, woman, place.site.origins)
            record = self._record(chance, place, name, post.role[-1 if woman else 0])
            yield record | {"manager": _manager(unit, number)}

    def _place(self, staffing: Staffing, post: Post | None, site: str) -> _Place:
        work = (post and post.work) or staffing.work
        return _Place(
            staffing=staffing,
            unit=self._from.units[staffing.unit],
            working=self._from.working[work],
            site=self._from.sites[site],
            role=post.role if post else (),
            skills=(post and post.skills) or staffing.skills,
            room=(post and post.room) or staffing.room,
            leads=post is None,
        )

    def _record(self, chance: Random, place: _Place, name: Name, role: str) -> Record:
        identity = self._taken.take(name.slug)
        known = working_life.skills(chance, place.skills, place.english, place.leads)
        proofs = working_life.certificates(chance, known, self._from.certificates, place.english)
        record: dict[str, Any] = {
            "id": identity,
            **name.fields(),
            **self._manners(chance, name, place),
            "job_title": role,
            "org_units": [list(place.unit.path)],
            "site": place.site.id,
            "room": working_life.room(chance, place.working, place.site, place.room),
            "hours": working_life.hours(chance, place.working),
            "time_zone": place.site.time_zone,
            "emails": [_mail(name, identity, _FIRM)],
            **self._reach(chance, place),
            "languages": working_life.languages(chance, name, place.working, place.language),
            "skills": working_life.levels(chance, known, place.leads),
            "certificates": list(proofs),
            **working_life.interests(chance, place.staffing),
            "confirmed": working_life.confirmed(chance),
            "joined": working_life.joined(chance, place.working, place.leads),
            "bio": self._about(chance, place),
        }
        return {key: value for key, value in record.items() if value}

    def _manners(self, chance: Random, name: Name, place: _Place) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if chance.randrange(100) < _SPOKEN:
            said["pronunciation"] = name.spoken()
        if chance.randrange(100) < _PRONOUNCED:
            said["pronouns"] = _PRONOUNS[place.language][name.woman]
        if "ngenieur" in str(place.role) and chance.randrange(100) < _DOCTORS:
            title = "Dr.-Ing."
            said |= {"academic_title": title, "display_name": f"Dr. {name.given} {name.family}"}
        return said

    def _reach(self, chance: Random, place: _Place) -> dict[str, Any]:
        """Phones, and which of them or mail is best."""
        working, phones = place.working, []
        if working.phone == "shared" and not place.leads:
            line = self._numbers.shared(place.site, place.room or place.unit.id)
            phones.append({"type": "hall", "number": line})
        elif working.phone != "none" or place.leads:
            phones.append({"type": "office", "number": self._numbers.own(place.site)})
        moves = place.leads and working.room != "office"
        if moves or chance.random() < working.mobile_share:
            phones.append({"type": "mobile", "number": self._numbers.mobile(place.site)})
        phones = [one for one in phones if one["number"]]
        best = chance.choice(working.best)
        kinds = {"mail", *(one["type"] for one in phones)}
        said = chance.randrange(100) < _BEST_KNOWN and best in kinds
        return {"phones": phones, "best_channel": best if said else None}

    def _about(self, chance: Random, place: _Place) -> str | None:
        if place.leads or chance.randrange(100) >= _TALKATIVE:
            return None
        return next(self._abouts.get(place.working.id, iter(())), None)

    def _leading(self, unit: Unit, identity: str) -> dict[str, Any]:
        """Who leads a lead: whoever leads what is above; and who steps in."""
        if identity not in unit.heads:
            return {"manager": unit.heads[0]}
        above = next(one for one in self._from.units.values() if one.path == unit.path[:-1])
        return {"manager": above.heads[0], "deputy": unit.deputy}

    def _leavers(self) -> Iterator[Record]:
        for one in self._from.leavers:
            name = self._names.find(one.given, one.family)
            unit = self._from.units[one.unit]
            was = {"org": unit.path[-1], "role": one.role, "from": one.joined, "to": one.left}
            record = {
                "id": self._taken.take(name.slug),
                **name.fields(),
                "job_title": one.role,
                "memberships": [was],
                "joined": one.joined,
                "left": one.left,
                "ask_instead": one.ask_instead,
            }
            yield record | ({"bio": one.bio} if one.bio else {})

    def _outsiders(self) -> Iterator[Record]:
        for firm in self._from.outsiders:
            for one in firm.people:
                title, _, given = one.given.rpartition(" ")
                name = self._names.find(given, one.family)
                identity = self._taken.take(name.slug)
                record = {
                    "id": identity,
                    **name.fields(),
                    "job_title": one.role,
                    "external": True,
                    "memberships": [{"org": firm.organisation, "role": one.role}],
                    "emails": [_mail(name, identity, firm.mail)],
                    "phones": [{"type": "office", "number": self._numbers.outside(firm.line)}],
                    "projects": list(firm.projects),
                    "topics": list(firm.topics),
                    "relation": firm.relation,
                    "location": firm.town,
                    "ask_instead": firm.known_by,
                }
                if title:
                    display = f"{title} {given} {one.family}"
                    record |= {"academic_title": title, "display_name": display}
                yield {key: value for key, value in record.items() if value}

    def _dice(self, *what: str) -> Random:
        return Random(":".join([str(self._seed), *what]))


def _seats(staffing: Staffing) -> list[Post]:
    return [post for post in staffing.posts for _ in range(post.count)]


def _manager(unit: Unit, number: int) -> str:
    return unit.deputy if number >= _MANY and number % 2 else unit.heads[0]


def _mail(name: Name, identity: str, domain: str) -> str:
    number = identity.removeprefix(name.slug).replace("-", "")
    return f"{folded(name.given)}.{folded(name.family)}{number}@{domain}"


def _numbers_of(people: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for person in people:
        yield from (phone["number"] for phone in person.get("phones", []))
