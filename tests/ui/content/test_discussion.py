"""Posts and questions to read: who wrote them, and what was said below them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop.records import Address, Expert, Page, Reference, Remark
from desktop.security.sanitise import render
from desktop.ui.references import needed_pictures
from desktop.ui.wiki.page_view import PageView
from tests.ui.content.people import MARKUP, reference

IMAGE = QTextDocument.ResourceType.ImageResource.value
ADA = Reference(address=Address("person", "ada"), title=MARKUP, thumbnail="f" * 64)
ANSWER = Remark(
    address=Address("answer", "b"),
    text="# Take **oil 5**.",
    author=ADA,
    at="2026-05-30T10:00:00Z",
    accepted=True,
    remarks=(Remark(address=Address("comment", "c"), text="Thanks!", at="2026-05-31T10:00:00Z"),),
)
QUESTION = Page(
    address=Address("question", "q"),
    title="Which oil?",
    text="For crane 4.",
    space=reference("space", "s", "Handbook"),
    author=ADA,
    updated_at="2026-05-29T10:00:00Z",
    remarks=(ANSWER, Remark(address=Address("answer", "z"), text="Any <b>oil</b>.")),
    experts=(Expert(person=reference("person", "bo", "Bo Lind"), skill="Cranes"),),
)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView(clock=lambda: datetime(2026, 6, 1, 12, tzinfo=UTC))
    qtbot.addWidget(view)
    view.resize(700, 700)
    view.show()
    return view


def show(view: PageView, page: Page) -> str:
    below = [one for top in page.remarks for one in top.all()]
    remarks = {one.address.key: render(one.text) for one in below}
    view.show_page(page, render(page.text), {}, remarks)
    return view.text.toPlainText()


def test_a_question_shows_who_asked_and_its_answers_in_their_order(view: PageView) -> None:
    said = show(view, QUESTION)
    order = (
        "Which oil?", MARKUP, "3 days ago", "For crane 4.", "2 ANSWERS", "Accepted answer",
        "Take oil 5.", "Thanks!", "Any <b>oil</b>.", "PEOPLE WHO KNOW THIS", "Bo Lind · Cranes",
    )  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)


def test_everybody_in_a_discussion_has_a_face_and_unknown_names_have_none(view: PageView) -> None:
    show(view, QUESTION)
    for size in (28, 36):
        face = view.text.loadResource(IMAGE, f"face:{size}:person:ada")
        assert face.width() == size * view.devicePixelRatioF()
    assert view.text.loadResource(IMAGE, "face:28:person:nobody").width() == 1
    assert needed_pictures(QUESTION) == ("f" * 64,)


def test_an_answer_by_itself_is_titled_by_its_question(view: PageView) -> None:
    answer = Page(
        address=Address("answer", "b"),
        title="Take oil 5.",
        text="Take oil 5.",
        path=(reference("question", "q", MARKUP),),
        accepted=True,
    )
    said = show(view, answer)
    assert said.startswith(f"Answer to: {MARKUP}")
    assert "Accepted answer" in said


def test_an_answer_that_links_here_is_called_by_its_question(view: PageView) -> None:
    linking = Reference(address=Address("answer", "x"), title="Excerpt …", subtitle="Which oil?")
    said = show(
        view, Page(address=Address("page", "p"), title="Oil", text="", backlinks=(linking,))
    )
    assert "Answer to: Which oil?" in said


def test_the_author_of_a_comment_opens(qtbot: QtBot, view: PageView) -> None:
    show(view, QUESTION)
    with qtbot.waitSignal(view.open_requested) as asked:
        view.text.followed.emit("vademecum://person/bo")
    assert asked.args == [Address("person", "bo")]
