"""People, pages and units to show; all invented."""

from __future__ import annotations

from dataclasses import replace

from desktop.records import (
    Address,
    AnswersFor,
    AttachedFile,
    KeptBy,
    KnownSkill,
    Page,
    Person,
    PhoneNumber,
    Reference,
    Unit,
    UnitMembership,
)

MARKUP = 'Ada <img src="file:///dev/zero"> <b>B</b>'
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzbeauftragte"


def reference(kind: str, identity: str, title: str, subtitle: str = "") -> Reference:
    return Reference(address=Address(kind, identity), title=title, subtitle=subtitle)


def bare() -> Person:
    return Person(address=Address("person", "bare"), name="Özgür")


def full(reports: int = 3) -> Person:
    """Somebody of whom everything is known."""
    return replace(
        _known(),
        reports=tuple(reference("person", f"r{at}", f"Report {at}") for at in range(reports)),
        manager=reference("person", "m", "Emma Muster", "Director"),
        managers=(
            reference("person", "top", "Ida Oben"),
            reference("person", "m", "Emma Muster", "Director"),
        ),
        former_memberships=(UnitMembership(unit=None, name="Werkstatt", until="2019-12-31"),),
        kept_by=(KeptBy(field="role", owner="hr", at="2026-05-01"),),
        external=True,
        skills=(
            KnownSkill(name='Fire "drill"'),
            KnownSkill(
                name="Brandschutz",
                level=2,
                evidence=(reference("page", "p", "A page"), reference("page", "q", "Another")),
            ),
        ),
    )


def _known() -> Person:
    return Person(
        address=Address("person", "7f"),
        name="Dr. Jana Beispiel",
        other_names=(("former", "Jana Muster"),),
        pronunciation="YAH-na",
        role="Head of Field Service",
        memberships=(
            UnitMembership(
                unit=reference("unit", "fs", "Field Service"),
                name="Field Service",
                path=("Nordlicht", "Service"),
                role="Head",
            ),
        ),
        deputy=reference("person", "d", "Erkan Muster"),
        site="Köln",
        room="B 2.14",
        hours="Mon–Thu 8–16",
        time_zone="America/New_York",
        phones=(PhoneNumber(text="+49 221 12-34", dial="+492211234"),),
        mails=("jana@nordlicht.example",),
        chat="@jana",
        languages=(("de", "native"), ("en", "C1")),
        projects=("Umbau",),
        about="First line.\n<b>Second</b> line.",
        links=(("Intranet", "https://intranet.example"), ("Bad", "javascript:alert(1)")),
        fields=(("Cost centre", "4711"),),
        answers_for=(
            AnswersFor(address=Address("responsibility", "1"), what="Vans", part="owner"),
        ),
        wrote=(reference("page", "p", "A page", "Wiki"),),
        best_channel="mail",
    )


def gone() -> Person:
    return Person(
        address=Address("person", "gone"),
        name=MARKUP,
        role=f"\u202e{LONG}",
        left="2024-05-01",
        ask_instead=reference("person", "m", "Emma Muster"),
        phones=(PhoneNumber(text="1", dial="1"),),
    )


def unit(members: int = 600) -> Unit:
    return Unit(
        address=Address("unit", "fs"),
        name="Field Service",
        path=(reference("unit", "top", "Nordlicht"),),
        kind="department",
        purpose="Keeps plants running.",
        heads=(reference("person", "7f", "Jana Beispiel"),),
        children=(reference("unit", "west", "Team West"),),
        members=tuple(reference("person", f"m{at}", f"Member {at}") for at in range(members)),
        mails=("service@nordlicht.example",),
    )


def page(text: str = "", title: str = "A page", **further: object) -> Page:
    plain = Page(
        address=Address("page", "p"),
        title=title,
        text=text,
        space=reference("space", "s", "Handbook"),
        path=(reference("page", "up", "Upper page"),),
        children=(reference("page", "down", "Lower page"),),
        tags=("fire drill",),
        owner=reference("person", "7f", "Jana Beispiel"),
        updated_at="2026-01-01T08:00:00+00:00",
        review_due="2026-03-01T00:00:00+00:00",
        attachments=(AttachedFile(hash="c" * 64, name="plan.pdf", type="", size=9, here=False),),
        backlinks=(reference("page", "from", "Linking page"),),
    )
    return plain if not further else _with(plain, further)


def _with(plain: Page, further: dict[str, object]) -> Page:
    return Page(**{name: getattr(plain, name) for name in Page.__slots__} | further)
