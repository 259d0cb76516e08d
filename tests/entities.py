"""Things to write in a test, whole and plain: ``person()``, ``unit()``, ``space()``, ``page()``.

Each takes what matters to the test and makes up the rest. Ids are names, so that a failure reads
well; ``source`` is ``test``.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from server.streams import Entity
from wire.bodies import (
    Body,
    CommentBody,
    Mail,
    Names,
    PageBody,
    PersonContact,
    PersonCore,
    PersonPrivate,
    Phone,
    SiteBody,
    SpaceBody,
    UnitBody,
)

SOURCE = "test"


def person(  # noqa: PLR0913 - every field is optional, and a test names the one it needs
    id: str = "ada",
    name: str | None = None,
    *,
    mail: str | None = None,
    phone: str | None = None,
    mobile: str | None = None,
    **core: Any,
) -> Entity:
    """A person; ``mobile`` is private. Further fields go into the core, ``role="Fitter"``."""
    bodies: dict[str, Body] = {"core": PersonCore(names=Names(display=name or id.title()), **core)}
    if mail or phone:
        bodies["contact"] = PersonContact(
            mails=(Mail(address=mail),) if mail else (),
            phones=(Phone(text=phone),) if phone else (),
        )
    if mobile:
        bodies["private"] = PersonPrivate(phones=(Phone(text=mobile),))
    return _entity("person", id, bodies)


def unit(id: str = "pumps", name: str | None = None, **body: Any) -> Entity:
    """A unit with one name, in English."""
    return _one("unit", id, UnitBody(names={"en": name or id.title()}, **body))


def site(id: str = "harbour", name: str | None = None, **body: Any) -> Entity:
    """A site with one name, in English."""
    return _one("site", id, SiteBody(names={"en": name or id.title()}, **body))


def space(
    id: str = "handbook", name: str | None = None, *, private: bool = False, **body: Any
) -> Entity:
    """A space; if ``private``, only those who read it know that it is there."""
    made = _one("space", id, SpaceBody(names={"en": name or id.title()}, **body))
    return dataclasses.replace(made, private=private)


def page(
    id: str = "travel",
    title: str | None = None,
    text: str = "",
    *,
    space: str = "handbook",
    **body: Any,
) -> Entity:
    """A page of a space."""
    return _one("page", id, PageBody(space=space, title=title or id.title(), text=text, **body))


def comment(id: str, text: str, *, on: str = "page:travel", space: str = "handbook") -> Entity:
    """A comment on a key."""
    return _one("comment", id, CommentBody(space=space, text=text, on=on))


def _one(kind: str, id: str, body: Body) -> Entity:
    return _entity(kind, id, {"": body})


def _entity(kind: str, id: str, bodies: dict[str, Body]) -> Entity:
    return Entity(kind=kind, id=id, bodies=bodies, source=SOURCE, source_key=id)
