"""Which rows a thing becomes, and in which streams: docs/model.md as a table."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.streams import Entity, blob_hashes, entity_id, facets
from tests.entities import comment, page, person, site, space, unit
from wire.bodies import (
    AnswerBody,
    Attachment,
    Body,
    FieldBody,
    Photo,
    PostBody,
    QuestionBody,
    ResponsibilityBody,
    SkillBody,
)
from wire.codec import WireError, decode_body
from wire.rows import Key

HASH, OTHER = "ab" * 32, "cd" * 32


def one(kind: str, body: Body) -> Entity:
    return Entity(kind=kind, id="1", bodies={"": body})


@pytest.mark.parametrize(
    ("entity", "places"),
    [
        (person("ada"), {("all", "person:ada#core")}),
        (
            person("ada", mail="a@x.example"),
            {("all", "person:ada#core"), ("all", "person:ada#contact")},
        ),
        (
            person("ada", mobile="1"),
            {
                ("all", "person:ada#core"),
                ("hr", "person:ada#private"),
                ("self:ada", "person:ada#private"),
            },
        ),
        (
            person("eve", mail="e@x.example", external=True),
            {("partners", "person:eve#core"), ("partners", "person:eve#contact")},
        ),
        (unit("pumps"), {("all", "unit:pumps")}),
        (site("harbour"), {("all", "site:harbour")}),
        (one("responsibility", ResponsibilityBody(what="ERP")), {("all", "responsibility:1")}),
        (one("skill", SkillBody(names={"en": "Welding"})), {("all", "skill:1")}),
        (one("field", FieldBody(key="badge")), {("all", "field:1")}),
        (space("handbook"), {("all", "space:handbook")}),
        (space("board", private=True), {("space:board", "space:board")}),
        (page("travel", space="board"), {("space:board", "page:travel")}),
        (comment("c1", "+1", space="board"), {("space:board", "comment:c1")}),
        (one("post", PostBody(space="s", text="", title="T")), {("space:s", "post:1")}),
        (one("question", QuestionBody(space="s", text="", title="T")), {("space:s", "question:1")}),
        (one("answer", AnswerBody(space="s", text="", question="1")), {("space:s", "answer:1")}),
    ],
)
def test_a_thing_goes_to_the_streams_of_its_audience(
    entity: Entity, places: set[tuple[str, str]]
) -> None:
    assert set(facets(entity)) == places


@pytest.mark.parametrize(
    "entity",
    [
        one("rumour", SkillBody(names={})),
        one("page", SkillBody(names={})),
        Entity(kind="person", id="1", bodies={"secret": SkillBody(names={})}),
        Entity(kind="unit", id="1", bodies={"core": SkillBody(names={})}),
    ],
)
def test_what_has_no_rule_goes_nowhere(entity: Entity) -> None:
    with pytest.raises(ValueError, match="No stream"):
        facets(entity)


def test_a_row_says_what_kind_of_body_it_has() -> None:
    kinds = {key: facet.kind for (_, key), facet in facets(person("ada", mobile="1")).items()}
    assert kinds == {"person:ada#core": "person.core", "person:ada#private": "person.private"}
    assert [facet.kind for facet in facets(page()).values()] == ["page"]


def test_where_a_thing_came_from_travels_with_it_once() -> None:
    rows = facets(person("ada", mail="a@x.example"))
    bodies = {key: decode_body(facet.kind, bytes(facet.body)) for (_, key), facet in rows.items()}
    core, contact = bodies["person:ada#core"], bodies["person:ada#contact"]
    assert core is not None
    assert contact is not None
    assert (core.source, core.source_key) == ("test", "ada")
    assert contact.source is None


def test_a_body_that_may_not_travel_is_refused() -> None:
    with pytest.raises(WireError):
        facets(page(text="\ud83d"))


def test_the_blobs_of_a_thing_are_all_it_names() -> None:
    file = Attachment(hash=HASH, name="a.png", type="image/png", size=1)
    assert blob_hashes(page(attachments=(file,))) == {HASH}
    photo = Photo(thumbnail=HASH, full=OTHER)
    assert blob_hashes(person("ada", mail="a@x.example", photo=photo)) == {HASH, OTHER}
    assert blob_hashes(person("ada", photo=Photo(thumbnail=HASH))) == {HASH}
    assert blob_hashes(unit()) == frozenset()


@given(st.text(), st.text(), st.text())
def test_an_id_is_the_same_at_every_import(source: str, kind: str, source_key: str) -> None:
    made = entity_id(source, kind, source_key)
    assert made == entity_id(source, kind, source_key)
    assert Key.parse(f"page:{made}").id == made


def test_ids_do_not_run_into_each_other() -> None:
    assert entity_id("a", "page", "b/c") != entity_id("a/b", "page", "c")
    assert entity_id('a"', "page", "b") != entity_id("a", "page", '"b')


@given(st.integers(0, 3))
def test_facets_do_not_depend_on_the_order_of_the_bodies(turn: int) -> None:
    whole = person("ada", mail="a@x.example", mobile="1")
    names = list(whole.bodies)
    turned = names[turn % 3 :] + names[: turn % 3]
    other = dataclasses.replace(whole, bodies={name: whole.bodies[name] for name in turned})
    assert facets(other) == facets(whole)
