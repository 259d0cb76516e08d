"""The list of results: a proper model, marks that fit, a selection that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.records import Address, Hit, Marked
from desktop.ui.search.marked_line import draw_marked
from desktop.ui.search.results_model import FACE, ResultsModel
from desktop.ui.search.results_view import ResultsView
from desktop.ui.search.why import in_words
from desktop.ui.style.fonts import sized
from desktop.ui.style.tokens import DARK, FONT_BASE, LIGHT
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
        ("name", "Name"),
        ("text", "Text"),
        ("skill: Brandschutz", "Skill: Brandschutz"),
        ("language: it", "Language: Italian"),
        ("page title", "Title"),
        ("skill title", "Name"),
        ("responsibility title", "Name"),
        ("other title: Mindmap", "Also called: Mindmap"),
        ("sounds like Meyer", "Sounds like Meyer"),
        ("something new", "Something new"),
    ],
)
def test_why_is_said_in_the_words_of_the_window(qtbot: QtBot, why: str, expected: str) -> None:
    assert in_words(why) == expected


def test_a_row_says_why_also_where_it_has_a_snippet(view: ResultsView) -> None:
    snippet = Marked("Some words", ((0, 4),))
    hits = [_hit("Ada", snippet=snippet), _hit("Bob", why="skill: Welding", snippet=snippet)]
    view.set_hits(hits, from_top=True)
    without, with_reason = (view.visualRect(view.rows.index(row)) for row in range(2))
    picture = view.viewport().grab().toImage()
    assert _tagged(picture, with_reason)
    assert not _tagged(picture, without)


def test_rows_grow_with_the_text(view: ResultsView) -> None:
    view.set_hits([_hit("Ada", why="name")], from_top=True)
    before = view.visualRect(view.rows.index(0)).height()
    view.setFont(sized(view.font(), 2 * FONT_BASE))
    view.scheduleDelayedItemsLayout()
    assert view.visualRect(view.rows.index(0)).height() > 1.5 * before


def test_the_sort_of_a_thing_is_said_in_words_and_marks_stay_in_place(qtbot: QtBot) -> None:
    model = ResultsModel()
    line = Marked("process · Jana Müller", ((10, 14),))
    hit = Hit(
        address=Address("responsibility", "x"),
        kind="responsibility",
        title=Marked("Fire"),
        subtitle=line,
    )
    model.set_hits([hit])
    shown = model.hit(0)
    assert shown is not None
    assert shown.subtitle == Marked("Process · Jana Müller", ((10, 14),))


def test_a_skill_that_is_called_as_a_unit_is_told_from_it(qtbot: QtBot) -> None:
    model = ResultsModel()
    hits = [
        Hit(address=Address("skill", name), kind="skill", title=Marked(name), subtitle=line)
        for name, line in (("Fire", Marked("")), ("Dampers", Marked("Fire", ((0, 4),))))
    ]
    model.set_hits(hits)
    broad, narrow = model.hit(0), model.hit(1)
    assert broad is not None
    assert narrow is not None
    assert broad.subtitle == Marked("Skill")
    assert narrow.subtitle == Marked("Skill · Fire", ((8, 12),))
    said = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Fire, Skill", "its kind is said once"


def _tagged(picture: QImage, row: QRect) -> bool:
    """Whether the ground of a tag can be seen at the beginning of the lowest line of a row."""
    ratio = picture.devicePixelRatio()
    column = [(row.left() + 76, y) for y in range(row.center().y(), row.bottom())]
    colours = {picture.pixelColor(round(x * ratio), round(y * ratio)).name() for x, y in column}
    return LIGHT.surface_alt in colours
