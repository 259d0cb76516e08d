"""What happens at the server: people and pages come, change, move, go and come back; rights too.

Each step draws what it does from dice of its own and from how the world stands, and says what it
did in a line. A step for which there is nothing to do says so.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from hashlib import sha256

import msgspec

from server.streams import Entity
from server.write import Remove
from tests.faults.convergence.world import VIEWERS, Change, World
from wire.bodies import (
    Attachment,
    Body,
    CommentBody,
    Mail,
    Membership,
    Names,
    PageBody,
    PersonContact,
    PersonCore,
    PersonPrivate,
    Phone,
    Photo,
    PostBody,
    ResponsibilityBody,
    SpaceBody,
    UnitBody,
)

Step = Callable[[World, random.Random], str]

PEOPLE = (*VIEWERS, "dan", "eve", "fay")
UNITS, SPACES = ("pumps", "valves"), ("red", "blue", "green")
WRITINGS = tuple(f"w{number}" for number in range(12))
STREAMS = ("hr", "all", "partners", *(f"space:{space}" for space in SPACES))
ANCHOR = "anchor"
GROUPS = ("group:crew", "group:board")
KEPT = 0.3


class Author:
    """Makes things whose every text is a word of its own."""

    def __init__(self, world: World, dice: random.Random) -> None:
        self.dice = dice
        self.word = world.oracle.canary
        self._keep = world.oracle.keep

    def thing(self, kind: str) -> Entity:
        """A thing of this kind with new words in it."""
        choose = self.dice.choice
        match kind:
            case "person":
                return self.person(choose(PEOPLE))
            case "unit":
                parent = choose((None, *UNITS))
                return _one(kind, choose(UNITS), UnitBody(names={"en": self.word()}, parent=parent))
            case "space":
                return self.space(choose(SPACES))
            case "responsibility":
                return self.responsibility(choose(("pager", "keys")))
            case "comment":
                return self.comment(choose(("c1", "c2", "c3")))
            case _:
                return self.writing(kind, choose(WRITINGS), choose(SPACES))

    def person(self, identity: str) -> Entity:
        dice = self.dice
        bodies: dict[str, Body] = {"core": self._core()}
        if dice.random() < 0.5:
            mail = Mail(address=f"{self.word()}@corp.example")
            bodies["contact"] = PersonContact(mails=(mail,), phones=(Phone(text=self.word()),))
        if dice.random() < 0.6:
            bodies["private"] = PersonPrivate(phones=(Phone(text=self.word()),))
        return Entity(kind="person", id=identity, bodies=bodies)

    def _core(self) -> PersonCore:
        dice = self.dice
        return PersonCore(
            names=Names(display=f"Person {self.word()}"),
            role=self.word(),
            memberships=tuple(Membership(unit=unit) for unit in UNITS if dice.random() < 0.4),
            manager=dice.choice((None, *PEOPLE)),
            left="2026-01-01" if dice.random() < 0.2 else None,
            external=dice.random() < 0.2,
            photo=Photo(thumbnail=self.file()) if dice.random() < 0.3 else None,
        )

    def space(self, identity: str) -> Entity:
        space = _one("space", identity, SpaceBody(names={"en": self.word()}))
        return dataclasses.replace(space, private=self.dice.random() < 0.5)

    def responsibility(self, identity: str) -> Entity:
        """Who answers for something; now and then a row that no program can read."""
        if self.dice.random() < 0.2:
            return _one("responsibility", identity, UnitBody(names={"en": self.word()}))
        owner = self.dice.choice((None, *PEOPLE))
        return _one("responsibility", identity, ResponsibilityBody(what=self.word(), owner=owner))

    def comment(self, identity: str) -> Entity:
        on = f"page:{self.dice.choice(WRITINGS)}"
        body = CommentBody(space=self.dice.choice(SPACES), text=self.word(), on=on)
        return _one("comment", identity, body)

    def writing(self, kind: str, identity: str, space: str) -> Entity:
        """A page, a post, or a kind that no program knows yet."""
        dice = self.dice
        text = " ".join([self.word(), f"[there](vademecum://page/{dice.choice(WRITINGS)})"] * 3)
        author = dice.choice((None, *PEOPLE))
        if kind == "post":
            return _one(
                kind, identity, PostBody(space=space, title=self.word(), text=text, author=author)
            )
        files = (self._attachment(),) if dice.random() < 0.3 else ()
        body = PageBody(space=space, title=self.word(), text=text, author=author, attachments=files)
        return _one(kind, identity, body)

    def file(self) -> str:
        """A picture with a word in it; its hash."""
        return self._keep(f"picture {self.word()}".encode() * 3)

    def _attachment(self) -> Attachment:
        return Attachment(hash=self.file(), name=f"{self.word()}.png", type="image/png", size=1)


def drop_anchors(world: World) -> str:
    """A thing in every stream that is not somebody's own, which never goes: none gets empty."""
    author = Author(world, random.Random(ANCHOR))
    private = PersonPrivate(phones=(Phone(text=author.word()),))
    core = PersonCore(names=Names(display=author.word()), external=True)
    hidden = Entity(kind="person", id=ANCHOR, bodies={"core": core, "private": private})
    pages = [author.writing("post", f"{ANCHOR}-{space}", space) for space in SPACES]
    return _commit(world, [author.responsibility(ANCHOR), hidden, *pages])


def edit(world: World, dice: random.Random) -> str:
    """A few things come or change, in one commit."""
    return _write(world, dice, dice.randint(1, 4))


def edit_much(world: World, dice: random.Random) -> str:
    """Many things come or change, in one commit."""
    return _write(world, dice, dice.randint(8, 20))


def _write(world: World, dice: random.Random, count: int) -> str:
    return _commit(world, some_things(world, dice, count))


def some_things(world: World, dice: random.Random, count: int) -> list[Change]:
    """Things of any kinds, new or changed."""
    author = Author(world, dice)
    kinds = dice.choices(
        ("page", "person", "post", "comment", "unit", "space", "responsibility", "memo"),
        (8, 5, 1, 2, 1, 1, 1, 1),
        k=count,
    )
    return [author.thing(kind) for kind in kinds]


def delete(world: World, dice: random.Random) -> str:
    """Some things go."""
    here = _passing(world)
    if not here:
        return "nothing to delete"
    some = dice.sample(here, min(len(here), dice.randint(1, 4)))
    return _commit(world, [Remove(*key.split(":", 1)) for key in some])


def undo(world: World, dice: random.Random) -> str:
    """Things that are gone, or were changed, come back as they were in a backup, or anew."""
    if not world.backups:
        return "nothing to undo"
    past = dice.choice(world.backups).past.things
    if not past:
        return "nothing to bring back"
    some = dice.sample(sorted(past), min(len(past), dice.randint(1, 3)))
    return _commit(world, [past[key] for key in some])


def flicker(world: World, dice: random.Random) -> str:
    """A thing goes, and comes back just as it was."""
    here = _passing(world)
    if not here:
        return "nothing to delete"
    thing = world.oracle.now.things[dice.choice(here)]
    gone = _commit(world, [Remove(thing.kind, thing.id)])
    return f"{gone}; {_commit(world, [thing])}"


def move(world: World, dice: random.Random) -> str:
    """Pages move to another space, some with another text, in one commit."""
    author = Author(world, dice)
    pages = [one for _, one in sorted(world.oracle.now.things.items()) if one.kind == "page"]
    if not pages:
        return "nothing to move"
    some = dice.sample(pages, min(len(pages), dice.randint(1, 5)))
    space = dice.choice(SPACES)
    return _commit(world, [_moved(author, one, space) for one in some])


def _moved(author: Author, page: Entity, space: str) -> Entity:
    if author.dice.random() < 0.5:
        return author.writing("page", page.id, space)
    body = msgspec.structs.replace(page.bodies[""], space=space)
    return dataclasses.replace(page, bodies={"": body})


def change_kind(world: World, dice: random.Random) -> str:
    """A page becomes a post, or a post a page, in one commit."""
    author = Author(world, dice)
    writings = [key for key in _passing(world) if key.startswith(("page:", "post:"))]
    if not writings:
        return "nothing to change"
    kind, _, identity = dice.choice(writings).partition(":")
    other = author.writing("post" if kind == "page" else "page", identity, dice.choice(SPACES))
    return _commit(world, [Remove(kind, identity), other])


def leave_or_return(world: World, dice: random.Random) -> str:
    """Somebody leaves: all of them goes, and their rights; or they are hired again."""
    person = dice.choice(PEOPLE)
    if f"person:{person}" not in world.oracle.now.things:
        author = Author(world, dice)
        return _commit(world, [author.person(person)])
    for group in GROUPS:
        if person in VIEWERS:
            world.set_member(person, group, False)
    return f"{person} leaves, {_commit(world, [Remove('person', person)])}"


def grant_or_revoke(world: World, dice: random.Random) -> str:
    """One person's right to one stream."""
    person, stream = dice.choice(VIEWERS), dice.choice(STREAMS)
    allowed = dice.random() < 0.5
    world.allow(stream, f"person:{person}", allowed)
    return f"{person} {'may' if allowed else 'may not'} read {stream}"


def grant_group(world: World, dice: random.Random) -> str:
    """A group's right, or who is in it."""
    group, person, yes = dice.choice(GROUPS), dice.choice(VIEWERS), dice.random() < 0.6
    if dice.random() < 0.5:
        world.set_member(person, group, yes)
        return f"{person} is {'in' if yes else 'not in'} {group}"
    stream = dice.choice(STREAMS)
    world.allow(stream, dice.choice((group, "staff")), yes)
    return f"{group} or staff {'may' if yes else 'may not'} read {stream}"


def expire(world: World, dice: random.Random) -> str:
    """Tombstones are forgotten up to some seq, mostly up to now."""
    seq = world.oracle.now.seq
    until = seq if dice.random() < 0.6 else dice.randint(0, seq)
    world.expire(until)
    return f"forget up to {until}: floors {max(world.oracle.now.floors.values(), default=0)}"


def delete_for_good(world: World, dice: random.Random) -> str:
    """Mostly: things go, and by the time that anybody looks their tombstones are forgotten."""
    if dice.random() < KEPT:
        return "nothing is deleted"
    return f"{delete(world, dice)}; {expire(world, dice)}"


def back_up(world: World, dice: random.Random) -> str:
    world.back_up()
    return f"backup {len(world.backups)} at {world.oracle.now.seq}"


def build_snapshots(world: World, dice: random.Random) -> str:
    """Snapshots of what has changed enough; older ones are kept."""
    built = world.build()
    return f"snapshots of {','.join(f'{s}@{seq}' for s, seq in sorted(built.items()))}"


def restore(world: World, dice: random.Random) -> str:
    """The server comes back from an older backup: another epoch begins."""
    if not world.backups:
        return "no backup"
    number = dice.randrange(len(world.backups))
    epoch = f"e{dice.getrandbits(32):08x}"
    world.restore(number, epoch)
    return f"backup {number + 1} is restored, epoch {epoch}, clock {world.oracle.now.seq}"


def look_around(world: World, dice: random.Random) -> str:
    """Somebody asks for single things and files, also those that they may not see."""
    viewer = dice.choice(VIEWERS)
    keys = sorted({key for _, key in world.oracle.now.rows})
    asked = dice.sample(keys, min(len(keys), 4))
    for key in asked:
        world.show(viewer, key)
    hashes = sorted(world.oracle.files)
    data = world.tar(viewer, dice.sample(hashes, min(len(hashes), 6)))
    return f"{viewer} looks at {len(asked)} things and {len(data)} bytes of files"


def _commit(world: World, changes: list[Change]) -> str:
    seq = world.commit(changes)
    keys = ",".join(sorted({f"{one.kind}:{one.id}" for one in changes}))
    return f"{keys} at {seq}: {_digest(world)}"


def _passing(world: World) -> list[str]:
    """The keys of all things but anchors."""
    return sorted(key for key in world.oracle.now.things if f":{ANCHOR}" not in key)


def _digest(world: World) -> str:
    """What the rows are now, in a few letters: a trace that differs says so at once."""
    return sha256(repr(sorted(world.oracle.now.rows.items())).encode()).hexdigest()[:6]


def _one(kind: str, identity: str, body: Body) -> Entity:
    return Entity(kind=kind, id=identity, bodies={"": body})
