"""Trees of pages and of units: read as they are unfolded, walked by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.records import Address, Branch
from desktop.ui.answers import Answer, Failure
from desktop.ui.inquiry import Below
from desktop.ui.style.tokens import LIGHT
from desktop.ui.tree.tree_view import TreeView
from tests.ui.content.people import reference
from tests.ui.windows import PATIENCE_MS, press, shown_title, type_text

SPACE, TOP, SUB = Address("space", "s"), Address("page", "top"), Address("page", "sub")


def branch(address: Address, title: str, *, branches: bool = False) -> Branch:
    return Branch(reference=reference(address.kind, address.id, title), branches=branches)


BELOW = {
    None: (branch(SPACE, "Handbook", branches=True), branch(Address("space", "n"), "News")),
    SPACE: (branch(TOP, "Welcome", branches=True), branch(Address("page", "z"), "Zebra")),
    TOP: (branch(SUB, "First day"),),
}


@pytest.fixture
def tree(qtbot: QtBot) -> TreeView:
    """A tree whose questions are answered at once."""
    view = TreeView(LIGHT)
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    view.wanted.connect(lambda asked: view.take(Answer(request=asked, value=BELOW[asked.above])))
    return view


def lines(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [str(index.data()), *lines(model, index)]
    return found


def test_only_what_is_unfolded_is_read(tree: TreeView) -> None:
    QAbstractItemModelTester(tree.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    asked: list[object] = []
    tree.wanted.connect(lambda question: asked.append(question.above))
    tree.show_kind("page")
    assert (asked, lines(tree.lines)) == ([None], ["Handbook", "News"])
    tree.step(1)
    press(tree, Qt.Key.Key_Right)
    assert asked == [None, SPACE]
    assert lines(tree.lines) == ["Handbook", "Welcome", "Zebra", "News"]


def test_a_tree_with_a_single_line_at_its_top_begins_unfolded(qtbot: QtBot) -> None:
    view = TreeView(LIGHT)
    qtbot.addWidget(view)
    company, works = Address("unit", "c"), Address("unit", "w")
    below = {None: (branch(company, "Nordlicht", branches=True),), company: (branch(works, "W"),)}
    view.wanted.connect(lambda asked: view.take(Answer(request=asked, value=below[asked.above])))
    view.show()
    view.show_kind("unit")
    qtbot.waitUntil(lambda: lines(view.lines) == ["Nordlicht", "W"], timeout=PATIENCE_MS)


def test_the_keyboard_walks_previews_and_opens(qtbot: QtBot, tree: TreeView) -> None:
    tree.show_kind("page")
    tree.step(1)
    press(tree, Qt.Key.Key_Right)
    with qtbot.waitSignal(tree.previewed) as seen:
        press(tree, Qt.Key.Key_Down)
    assert seen.args == [TOP]
    with qtbot.waitSignal(tree.open_requested) as opened:
        press(tree, Qt.Key.Key_Return)
    assert opened.args == [TOP]
    with qtbot.waitSignal(tree.typed) as typed:
        type_text(tree, "ü")
    assert typed.args == ["ü"]


def test_a_thing_is_revealed_down_the_way_to_it(tree: TreeView) -> None:
    tree.show_kind("page")
    tree.reveal((SPACE, TOP, SUB))
    assert tree.currentIndex().data() == "First day"
    assert tree.lines.address(tree.currentIndex()) == SUB


def test_what_changed_is_read_again_and_the_place_is_kept(tree: TreeView) -> None:
    tree.show_kind("page")
    tree.reveal((SPACE, TOP, SUB))
    tree.renew()
    assert tree.currentIndex().data() == "First day"


def test_what_cannot_be_read_stays_folded(qtbot: QtBot) -> None:
    view = TreeView(LIGHT)
    qtbot.addWidget(view)
    view.show_kind("unit")
    view.take(Answer(request=Below("unit", None), failure=Failure()))
    view.take(Answer(request=Below("page", None), value=BELOW[None]))
    assert lines(view.lines) == []


def test_a_line_is_read_aloud_with_its_kind(tree: TreeView) -> None:
    tree.show_kind("page")
    said = tree.lines.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Space, Handbook"


def test_the_organisation_unfolds_in_the_window_and_follows_what_is_open(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window, tree = desktop_app.window, desktop_app.window.panel.tree
    window.deeds["units"].trigger()
    qtbot.waitUntil(lambda: tree.isVisible() and tree.lines.is_read, timeout=20_000)
    press(window.top.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown_title(desktop_app) == "Nordlicht Anlagentechnik", timeout=20_000)
    tree.expand(tree.currentIndex())
    qtbot.waitUntil(lambda: tree.lines.rowCount(tree.currentIndex()) > 3, timeout=20_000)
    press(window.top.box, Qt.Key.Key_Down)
    press(window.top.box, Qt.Key.Key_Return)
    below = str(tree.currentIndex().data())
    qtbot.waitUntil(lambda: shown_title(desktop_app) == below, timeout=20_000)
    window.deeds["address"].trigger()
    assert QApplication.clipboard().text().startswith("vademecum://unit/")


def test_where_a_found_page_stands_is_shown_in_the_tree(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window, tree = desktop_app.window, desktop_app.window.panel.tree
    window.top.box.setText("kind:page reisekosten")
    qtbot.waitUntil(lambda: shown_title(desktop_app) == "Reisekosten abrechnen", timeout=20_000)
    window.deeds["place"].trigger()
    qtbot.waitUntil(lambda: tree.currentIndex().data() == "Reisekosten abrechnen", timeout=20_000)
    assert window.top.box.text() == ""
