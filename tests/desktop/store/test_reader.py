"""Whole things put together from rows, as the app shows them."""

from __future__ import annotations

import pytest

from desktop.errors import NotHere
from desktop.records import Address, Entry, Page, Person, Reference, Unit
from desktop.store.files import Store
from desktop.store.reader import Reader
from tests.desktop.replicas import Feed
from wire.bodies import (
    AnswerBody,
    Attachment,
    CommentBody,
    Confirmation,
    FieldBody,
    Language,
    Mail,
    Membership,
    Names,
    OtherName,
    PageBody,
    PersonContact,
    PersonCore,
    PersonPrivate,
    Phone,
    PostBody,
    QuestionBody,
    ResponsibilityBody,
    SiteBody,
    SkillBody,
    SkillClaim,
    SpaceBody,
    UnitBody,
)

PEOPLE = {
    "person:ada#core": PersonCore(
        names=Names(display="Dr. Ada Berg", other=(OtherName(name="Ada Winter"),)),
        role="Buyer",
        memberships=(
            Membership(unit="buy", role="deputy head", primary=True),
            Membership(unit="works", until="2020-01-01"),
            Membership(name="Choir"),
        ),
        manager="bo",
        site="kiel",
        room="2.14",
        languages=(Language(tag="de"), Language(tag="en", level="C1")),
        skills=(SkillClaim(name="Fire safety", skill="fire"),),
        fields={"cost_centre": 4711, "shirt": ["M", "L"]},
    ),
    "person:ada#contact": PersonContact(
        phones=(Phone(text="0431 / 47-45", number="+494314745"), Phone(text="ext. 9")),
        mails=(Mail(address="ada@nordlicht.example"),),
        chat="@ada",
        best="chat",
    ),
    "person:bo#core": PersonCore(names=Names(display="Bo Lind"), role="Head of Buying"),
    "person:cy#core": PersonCore(
        names=Names(display="Cy Ohm"), manager="bo", left="2026-01-31", ask_instead="ada"
    ),
    "person:cy#contact": PersonContact(mails=(Mail(address="cy@nordlicht.example"),)),
}
REST = {
    "unit:company": UnitBody(names={"de": "Nordlicht", "en": "Northern Light"}),
    "unit:works": UnitBody(names={"de": "Werk"}, parent="company"),
    "unit:buy": UnitBody(names={"de": "Einkauf"}, parent="works", heads=("bo",), site="kiel"),
    "site:kiel": SiteBody(names={"de": "Kiel"}, address="Am Kai 1\n24103 Kiel"),
    "skill:fire": SkillBody(names={"en": "Fire safety"}, synonyms={"de": ("Brandschutz",)}),
    "responsibility:crane": ResponsibilityBody(what="Crane 4", kind="machine", owner="ada"),
    "field:cc": FieldBody(key="cost_centre", labels={"en": "Cost centre"}),
    "space:eng": SpaceBody(names={"en": "Engineering"}, owners=("bo",), home="top"),
    "page:top": PageBody(space="eng", title="Handbook", text="See [cranes](vademecum://page/sub)."),
    "page:sub": PageBody(
        space="eng",
        title="Cranes",
        parent="top",
        position=2,
        author="ada",
        text="[top](vademecum://page/top#way), [gone](vademecum://page/gone), [file](old.html), "
        "[web](https://crane.example), [here](#way)\n\n[ada]: vademecum://person/ada",
        attachments=(Attachment(hash="a" * 64, name="c.pdf", type="application/pdf", size=9),),
    ),
    "page:first": PageBody(space="eng", title="Zebra", parent="top", position=1),
    "page:kran": PageBody(space="eng", title="Krane", language="de", translation_of="sub"),
    "question:q": QuestionBody(space="eng", title="Which oil?", text="For crane 4."),
    "answer:a": AnswerBody(space="eng", question="q", text="# Number 3\nIt is red.", author="bo"),
    "comment:c": CommentBody(space="eng", on="post:p", text="Well said."),
    "post:p": PostBody(space="eng", title="New crane", text="It came.", at="2026-02-03T10:00:00Z"),
}


@pytest.fixture
def reader(store: Store, feed: Feed) -> Reader:
    bodies = {**REST, **PEOPLE}
    feed.bring(*(("all", key, body) for key, body in bodies.items()))
    return Reader(store.engine, store.blobs)


def read(reader: Reader, key: str) -> object:
    return reader.record(Address.parse(key))


def person(reader: Reader, key: str) -> Person:
    found = read(reader, key)
    assert isinstance(found, Person)
    return found


def page(reader: Reader, key: str) -> Page:
    found = read(reader, key)
    assert isinstance(found, Page)
    return found


def titles(references: tuple[Reference, ...]) -> list[str]:
    return [one.title for one in references]


def test_a_person_says_who_they_are_and_how_to_reach_them(reader: Reader) -> None:
    ada = person(reader, "person:ada")
    assert (ada.name, ada.role, ada.site, ada.room) == ("Dr. Ada Berg", "Buyer", "Kiel", "2.14")
    assert ada.other_names == (("former", "Ada Winter"),)
    assert [(phone.text, phone.dial) for phone in ada.phones] == [
        ("0431 / 47-45", "+494314745"),
        ("ext. 9", "9"),
    ]
    assert (ada.mails, ada.chat, ada.best_channel) == (("ada@nordlicht.example",), "@ada", "chat")
    assert ada.languages == (("de", None), ("en", "C1"))
    assert [skill.name for skill in ada.skills] == ["Fire safety"]


def test_a_persons_units_come_with_the_way_to_them(reader: Reader) -> None:
    ada = person(reader, "person:ada")
    first, choir = ada.memberships
    assert (first.name, first.path, first.role) == ("Einkauf", ("Nordlicht", "Werk"), "deputy head")
    assert (choir.unit, choir.name) == (None, "Choir")
    assert [one.name for one in ada.former_memberships] == ["Werk"]


def test_a_person_comes_with_manager_reports_duties_and_pages(reader: Reader) -> None:
    ada, bo = person(reader, "person:ada"), person(reader, "person:bo")
    assert ada.manager is not None
    assert (ada.manager.title, ada.manager.subtitle) == ("Bo Lind", "Head of Buying")
    assert titles(bo.reports) == ["Dr. Ada Berg"]
    assert [(duty.what, duty.part, duty.kind) for duty in ada.answers_for] == [
        ("Crane 4", "owner", "machine")
    ]
    assert titles(ada.wrote) == ["Cranes"]


def test_a_skill_comes_with_the_texts_that_name_it_in_any_language(
    store: Store, feed: Feed, reader: Reader
) -> None:
    text = "Ohne BRANDSCHUTZ läuft nichts."
    feed.bring(
        ("all", "post:fire", PostBody(space="eng", title="Drill", text=text, author="ada")),
        ("all", "post:no", PostBody(space="eng", title="Brandschutzklappe", text="", author="ada")),
        ("all", "post:bo", PostBody(space="eng", title="Brandschutz", text="", author="bo")),
    )
    (skill,) = person(reader, "person:ada").skills
    assert titles(skill.evidence) == ["Drill"]


def test_a_card_says_who_is_above_whom_they_stand_in_for_and_who_keeps_it(
    feed: Feed, reader: Reader
) -> None:
    kept = {"role": Confirmation(owner="hr", at="2026-01-02")}
    feed.bring(
        ("all", "person:cleo#core", PersonCore(names=Names(display="Cleo"), manager="ada",
         deputy="bo", confirmed=kept)),
    )  # fmt: skip
    cleo, bo = person(reader, "person:cleo"), person(reader, "person:bo")
    assert titles(cleo.managers) == ["Bo Lind", "Dr. Ada Berg"]
    assert titles(bo.stands_in_for) == ["Cleo"]
    assert titles(bo.leads) == ["Einkauf"]
    assert [(one.field, one.owner, one.at) for one in cleo.kept_by] == [
        ("role", "hr", "2026-01-02")
    ]
    assert titles(person(reader, "person:ada").mentioned_in) == ["Cranes"]


def test_what_has_names_in_several_languages_is_called_by_the_windows(reader: Reader) -> None:
    buy = reader.record(Address.parse("unit:buy"), "en")
    assert isinstance(buy, Unit)
    assert (buy.name, titles(buy.path)) == ("Einkauf", ["Northern Light", "Werk"])


def test_a_skill_on_a_card_is_called_by_the_windows_language_too(
    feed: Feed, reader: Reader
) -> None:
    names = {"en": "Fire safety", "de": "Brandschutz"}
    feed.bring(("all", "skill:fire", SkillBody(names=names)))
    called = {}
    for language in ("de", "en", "fr"):
        ada = reader.record(Address.parse("person:ada"), language)
        assert isinstance(ada, Person)
        called[language] = [skill.name for skill in ada.skills]
    assert called == {"de": ["Brandschutz"], "en": ["Fire safety"], "fr": ["Fire safety"]}


def test_company_fields_stand_under_their_labels(reader: Reader) -> None:
    assert person(reader, "person:ada").fields == (("Cost centre", "4711"), ("shirt", "M, L"))


def test_who_has_left_is_not_to_be_reached_but_names_who_is(reader: Reader) -> None:
    cy = person(reader, "person:cy")
    assert (cy.left, cy.mails) == ("2026-01-31", ())
    assert cy.ask_instead is not None
    assert cy.ask_instead.title == "Dr. Ada Berg"


def test_what_only_some_may_see_joins_the_card_of_those_who_may(
    store: Store, feed: Feed, reader: Reader
) -> None:
    feed.bring(("all", "person:ada#private", PersonPrivate(phones=(Phone(text="0170 1"),))))
    assert [phone.text for phone in person(reader, "person:ada").phones][-1] == "0170 1"


def test_a_page_says_where_it_lies_and_what_leads_to_it(reader: Reader) -> None:
    sub, top = page(reader, "page:sub"), page(reader, "page:top")
    assert sub.space is not None
    assert sub.space.title == "Engineering"
    assert titles(sub.path) == ["Handbook"]
    assert titles(top.children) == ["Zebra", "Cranes"]
    assert titles(sub.backlinks) == ["Handbook"]
    assert titles(sub.translations) == ["Krane"]
    assert titles(page(reader, "page:kran").translations) == ["Cranes"]
    assert sub.author is not None
    assert sub.author.title == "Dr. Ada Berg"


def test_links_that_lead_nowhere_are_named_as_they_are_written(reader: Reader) -> None:
    assert page(reader, "page:sub").dead == {"vademecum://page/gone", "old.html"}
    assert page(reader, "page:top").dead == frozenset()


def test_an_attachment_says_whether_its_bytes_are_here(store: Store, reader: Reader) -> None:
    assert [one.here for one in page(reader, "page:sub").attachments] == [False]


def test_posts_questions_answers_and_comments_are_read_as_pages(reader: Reader) -> None:
    answer = page(reader, "answer:a")
    assert (answer.title, titles(answer.path)) == ("Number 3", ["Which oil?"])
    post = page(reader, "post:p")
    assert [one.text for one in post.remarks] == ["Well said."]
    assert post.updated_at == "2026-02-03T10:00:00Z"


def test_a_question_comes_with_its_answers_the_accepted_one_first(
    feed: Feed, reader: Reader
) -> None:
    question = QuestionBody(space="eng", title="Which oil?", text="For it.", accepted="b")
    feed.bring(
        ("all", "question:q", question),
        ("all", "answer:b", AnswerBody(space="eng", question="q", text="5", at="2026-02-02")),
        ("all", "answer:z", AnswerBody(space="eng", question="q", text="4", at="2026-02-01")),
        ("all", "comment:on", CommentBody(space="eng", on="answer:b", text="Right.", author="ada")),
    )
    shown = page(reader, "question:q")
    assert [(one.address.id, one.accepted) for one in shown.remarks] == [
        ("b", True), ("a", False), ("z", False)
    ]  # fmt: skip
    (below,) = shown.remarks[0].remarks
    assert below.author is not None
    assert (below.text, below.author.title) == ("Right.", "Dr. Ada Berg")
    assert page(reader, "answer:b").accepted
    assert not page(reader, "answer:a").accepted


def test_comments_that_lie_on_each_other_in_a_circle_have_an_end(
    feed: Feed, reader: Reader
) -> None:
    feed.bring(
        ("all", "comment:x", CommentBody(space="eng", on="comment:y", text="x")),
        ("all", "comment:y", CommentBody(space="eng", on="comment:x", text="y")),
    )
    assert page(reader, "comment:x").remarks


def test_a_text_names_who_knows_what_it_is_about(feed: Feed, reader: Reader) -> None:
    tagged = PageBody(space="eng", title="Drills", tags=("fire SAFETY",), owner="bo")
    feed.bring(
        ("all", "page:drill", tagged),
        ("all", "page:named", PageBody(space="eng", title="All about fire safety")),
        ("all", "page:hers", PageBody(space="eng", title="Fire safety", author="ada")),
    )
    for key in ("page:drill", "page:named"):
        assert [(one.person.title, one.skill) for one in page(reader, key).experts] == [
            ("Dr. Ada Berg", "Fire safety")
        ]
    assert page(reader, "page:hers").experts == ()


def test_a_unit_comes_with_its_people_and_its_place(reader: Reader) -> None:
    unit = read(reader, "unit:buy")
    assert isinstance(unit, Unit)
    assert (unit.name, titles(unit.path), unit.site) == ("Einkauf", ["Nordlicht", "Werk"], "Kiel")
    assert titles(unit.heads) == ["Bo Lind"]
    assert [(one.title, one.subtitle) for one in unit.members] == [("Dr. Ada Berg", "deputy head")]
    works = read(reader, "unit:works")
    assert isinstance(works, Unit)
    assert (titles(works.children), works.members) == (["Einkauf"], ())


def test_a_skill_names_the_people_who_have_it(reader: Reader) -> None:
    skill = read(reader, "skill:fire")
    assert isinstance(skill, Entry)
    assert skill.facts == (("also", "Brandschutz"),)
    assert [(label, one.title) for label, one in skill.references] == [("person", "Dr. Ada Berg")]


def test_a_responsibility_and_a_space_name_who_answers_for_them(reader: Reader) -> None:
    crane, space = read(reader, "responsibility:crane"), read(reader, "space:eng")
    assert isinstance(crane, Entry)
    assert isinstance(space, Entry)
    assert [(label, one.title) for label, one in crane.references] == [("owner", "Dr. Ada Berg")]
    assert [(label, one.title) for label, one in space.references] == [
        ("owner", "Bo Lind"),
        ("page", "Handbook"),
        ("page", "Krane"),
    ]


def test_a_tree_is_read_level_by_level_and_says_where_it_goes_on(reader: Reader) -> None:
    def below(kind: str, above: str | None) -> list[tuple[str, bool]]:
        address = Address.parse(above) if above else None
        return [(one.reference.title, one.branches) for one in reader.branches(kind, address)]

    assert below("page", None) == [("Engineering", True)]
    assert below("page", "space:eng") == [("Handbook", True), ("Krane", False)]
    assert below("page", "page:top") == [("Zebra", False), ("Cranes", False)]
    assert below("unit", None) == [("Nordlicht", True)]
    assert below("unit", "unit:company") == [("Werk", True)]
    (top,) = reader.branches("unit", None, "en")
    assert top.reference.title == "Northern Light"


def test_what_lies_below_something_that_is_not_here_stands_at_the_top(
    feed: Feed, reader: Reader
) -> None:
    feed.bring(
        ("all", "unit:lost", UnitBody(names={"de": "Allein"}, parent="gone")),
        ("all", "page:lost", PageBody(space="eng", title="Allein", parent="gone")),
    )
    assert [one.reference.title for one in reader.branches("unit", None)] == ["Allein", "Nordlicht"]
    pages = reader.branches("page", Address("space", "eng"))
    assert [one.reference.title for one in pages] == ["Handbook", "Allein", "Krane"]


def test_units_in_a_circle_have_an_end(store: Store, feed: Feed, reader: Reader) -> None:
    feed.bring(("all", "unit:company", UnitBody(names={"de": "Nordlicht"}, parent="buy")))
    unit = read(reader, "unit:buy")
    assert isinstance(unit, Unit)
    assert titles(unit.path) == ["Nordlicht", "Werk"]


@pytest.mark.parametrize("key", ["person:nobody", "page:gone", "gadget:1", "field:cc"])
def test_what_is_not_here_is_said_to_be_not_here(reader: Reader, key: str) -> None:
    with pytest.raises(NotHere):
        read(reader, key)
