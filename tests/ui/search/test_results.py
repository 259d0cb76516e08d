"""The list of results: a proper model, marks that fit, a selection that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.records import Address, Hit, Marked
from desktop.ui.search.marked_line import draw_marked
from desktop.ui.search.results_model import FACE, ResultsModel
from desktop.ui.search.results_view import ResultsView
from desktop.ui.search.why import in_words
from desktop.ui.style.tokens import DARK, LIGHT
from tests.ui.windows import press, type_text


def _hit(name: str, *, why: str = "", snippet: Marked = Marked("")) -> Hit:  # noqa: B008 - frozen
    return Hit(
        address=Address("person", name),
        kind="person",
        title=Marked(name, ((0, 1),)),
        subtitle=Marked("Field Service"),
        why=why,
        snippet=snippet,
        thumbnail=f"face of {name}",
    )


ADA, BOB, EVE = (_hit(name) for name in ("Ada", "Bob", "Eve"))


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    view = ResultsView(LIGHT)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    return view


def test_the_model_keeps_the_rules_of_models(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = ResultsModel()
    for hits in ([], [ADA, BOB], []):
        model.set_hits(hits)
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # comes without types


def test_faces_are_asked_for_once_and_forgotten_with_their_rows(qtbot: QtBot) -> None:
    model = ResultsModel()
    model.set_hits([ADA, BOB, ADA])
    assert model.missing_faces() == ("face of Ada", "face of Bob")
    face = QImage(4, 4, QImage.Format.Format_RGB32)
    model.add_faces({"face of Ada": face})
    assert model.missing_faces() == ("face of Bob",)
    assert model.index(0).data(FACE) is not None
    model.set_hits([EVE])
    model.forget_faces()
    model.set_hits([ADA])
    assert model.missing_faces() == ("face of Ada",)


def test_what_the_reader_selected_stays_selected_by_id(view: ResultsView) -> None:
    view.set_hits([ADA, BOB], from_top=True)
    view.step(1)
    view.step(1)
    assert view.chosen() == BOB
    view.set_hits([EVE, BOB, ADA], from_top=True)
    assert view.chosen() == BOB
    view.set_hits([EVE], from_top=True)
    assert view.chosen() is None


def test_steps_stop_at_both_ends(view: ResultsView) -> None:
    view.set_hits([ADA, BOB], from_top=True)
    view.step(-8)
    assert view.chosen() == ADA
    view.step(8)
    assert view.chosen() == BOB


def test_enter_opens_and_letters_go_to_the_box(qtbot: QtBot, view: ResultsView) -> None:
    view.set_hits([ADA, BOB], from_top=True)
    opened: list[object] = []
    typed: list[str] = []
    view.open_requested.connect(opened.append)
    view.typed.connect(typed.append)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    type_text(view, "ü€")
    assert opened
    assert typed == ["ü", "€"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    "text", ["Müller", "🦊 fox", "a" * 5000, "שלום Müller", "", "two\nlines", "x\u202ey"]
)
def test_a_line_is_drawn_whatever_it_holds(qtbot: QtBot, theme: object, text: str) -> None:
    image = QImage(120, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    line = Marked(text, ((0, min(3, len(text))),) if text else ())
    look = DARK if theme is DARK else LIGHT
    width = draw_marked(painter, QRectF(0, 0, 120, 24), line, QFont(), (look.text, look))
    painter.end()
    assert width <= 121


def test_marks_are_drawn_where_the_match_is(qtbot: QtBot) -> None:
    image = QImage(200, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    line = Marked("🦊 fox", ((2, 5),))
    draw_marked(painter, QRectF(0, 0, 200, 24), line, QFont(), (LIGHT.text, LIGHT))
    painter.end()
    marked = [x for x in range(200) if image.pixelColor(x, 12).name() == LIGHT.highlight]
    assert marked
    assert min(marked) > 5, "the first sign and the space are not marked"


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        ("", ""),
        ("name", ""),
        ("skill: Brandschutz", "skill: Brandschutz"),
        ("page title", "title"),
        ("skill title", "title"),
        ("other title: Mindmap", "other title: Mindmap"),
        ("sounds like Meyer", "sounds like Meyer"),
        ("something new", "something new"),
    ],
)
def test_why_says_what_cannot_be_seen_anyway(qtbot: QtBot, why: str, expected: str) -> None:
    assert in_words(why) == expected
