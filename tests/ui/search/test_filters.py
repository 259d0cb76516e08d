"""Chips: counts that are live, facets that narrow and can be taken back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
)
from pytestqt.qtbot import QtBot

from desktop.records import FacetCount
from desktop.ui.search.facet_pane import FacetTree
from desktop.ui.search.search_box import SearchBox
from desktop.ui.search.search_filters import SearchFilters
from desktop.ui.style.tokens import LIGHT
from tests.ui.windows import press, type_text

KINDS = (
    FacetCount(value="person", label="person", count=12),
    FacetCount(value="page", label="page", count=1800, capped=True),
)
SITES = (
    FacetCount(value="Köln & Bonn", label="Köln & Bonn", count=7),
    FacetCount(value="Kiel", label="Kiel", count=2),
)
SKILLS = (
    FacetCount(value="Welding", label="Welding", count=3),
    FacetCount(value="Cranes", label="Cranes", count=2),
)
WIDE, NARROW, NARROWEST = 1400, 700, 400
MANY = (*KINDS, FacetCount(value="skill", label="skill", count=3))
LANGUAGES = (
    FacetCount(value="de", label="de", count=7),
    FacetCount(value="en", label="en", count=2),
)
# Of a search that is narrowed to people: the chip for all counts the kinds together.
TOTAL = FacetCount(value="", label="", count=12)


def _filters(qtbot: QtBot) -> SearchFilters:
    filters = SearchFilters(LIGHT)
    qtbot.addWidget(filters)
    filters.resize(WIDE, 40)
    filters.show()
    filters.set_counts({"kind": KINDS, "site": SITES, "unknown": SITES}, TOTAL)
    return filters


def _chips(filters: SearchFilters) -> dict[str, QPushButton]:
    chips = [chip for chip in filters.findChildren(QPushButton) if chip.isVisibleTo(filters)]
    return {chip.text().strip() or chip.accessibleName(): chip for chip in chips}


def test_scopes_carry_their_counts(qtbot: QtBot) -> None:
    names = set(_chips(_filters(qtbot)))
    assert {"All  1,812+", "People  12", "Pages  1,800+", "Units  0", "Filter"} == names


def test_of_kinds_that_were_not_looked_for_no_count_is_told(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.choose_kind("person")
    filters.set_counts({"kind": KINDS[:1]}, TOTAL, of_others=False)
    assert {"All", "People  12", "Pages", "Units"} <= set(_chips(filters))


def test_where_it_is_narrow_the_facets_are_menus_behind_one_chip(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.set_counts({"kind": MANY, "site": SITES, "language": LANGUAGES}, TOTAL)
    filters.resize(NARROW, 40)
    qtbot.waitUntil(partial(_in_one_line, filters))
    menus = _menus(filters)
    assert list(menus) == ["Site", "Language"]
    with qtbot.waitSignal(filters.changed):
        next(
            action for action in menus["Language"].actions() if "German" in action.text()
        ).trigger()
    assert filters.facets == (("language", "de"),)
    chip = _chips(filters)["Filter: German"]
    assert chip.isChecked()
    with qtbot.waitSignal(filters.changed):
        next(one for one in _menus(filters)["Language"].actions() if one.isChecked()).trigger()
    assert not filters.narrowed


def test_an_ampersand_in_a_value_stays_one(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    site = _menus(filters)["Site"].actions()[0]
    assert site.text().startswith("Köln && Bonn")
    site.trigger()
    assert "Filter: Köln && Bonn" in _chips(filters)
    assert filters.facets == (("site", "Köln & Bonn"),)


def test_beside_the_list_the_chip_shows_and_hides_the_pane(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.set_pane(True, True)
    chip = _chips(filters)["Filter"]
    assert chip.isChecked()
    with qtbot.waitSignal(filters.pane_wanted) as asked:
        chip.click()
    assert asked.args == [False]


def test_a_value_in_the_pane_narrows_by_the_keyboard_and_again_widens(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    _step_to(tree, "Köln & Bonn")
    with qtbot.waitSignal(filters.changed):
        press(tree, Qt.Key.Key_Return)
    assert filters.facets == (("site", "Köln & Bonn"),)
    current = tree.currentItem()
    assert current is not None
    assert "chosen" in str(current.data(0, Qt.ItemDataRole.AccessibleTextRole))
    with qtbot.waitSignal(filters.changed):
        press(tree, Qt.Key.Key_Space)
    assert not filters.facets


def test_a_site_replaces_another_and_a_skill_joins_another(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    for words in ("Köln & Bonn", "Kiel", "Welding", "Cranes"):
        _step_to(tree, words)
        press(tree, Qt.Key.Key_Space)
    assert filters.facets == (("site", "Kiel"), ("skill", "Welding"), ("skill", "Cranes"))


def test_a_kind_in_the_pane_is_the_kind_of_the_chips(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    _step_to(tree, "Pages")
    press(tree, Qt.Key.Key_Return)
    assert filters.kind == "page"
    assert _chips(filters)["Pages  1,800+"].isChecked()


def test_what_is_chosen_stays_to_be_taken_back_though_no_result_has_it(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    _step_to(tree, "Kiel")
    press(tree, Qt.Key.Key_Space)
    filters.set_counts({}, TOTAL)
    qtbot.waitUntil(lambda: len(_lines(tree)) == 2)
    _step_to(tree, "Kiel")
    press(tree, Qt.Key.Key_Space)
    assert not filters.facets


def test_a_group_folds_and_stays_so_with_the_next_result(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    _step_to(tree, "Site")
    press(tree, Qt.Key.Key_Left)
    filters.set_counts({"kind": KINDS, "site": SITES}, TOTAL)
    qtbot.waitUntil(lambda: "Skill" not in {one.text(0) for one in _lines(tree)})
    group = next(one for one in _lines(tree) if one.text(0) == "Site")
    assert not group.isExpanded()


def test_the_pane_begins_at_its_top_when_it_offers_something_else(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    filters.pane.resize(228, 120)
    bar = tree.verticalScrollBar()
    bar.setValue(bar.maximum())
    more = (*SITES, FacetCount(value="Kassel", label="Kassel", count=1))
    filters.set_counts({"kind": KINDS, "site": more, "skill": SKILLS}, TOTAL)
    qtbot.waitUntil(lambda: "Kassel" in {line.text(0) for line in _lines(tree)})
    assert bar.value() > 0, "the same groups: it stays where it is"
    filters.set_counts({"site": SITES, "skill": SKILLS}, TOTAL)
    qtbot.waitUntil(lambda: "Kassel" not in {line.text(0) for line in _lines(tree)})
    assert bar.value() == 0


def test_many_values_wait_behind_one_line(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    units = tuple(FacetCount(value=f"Unit {at}", label="", count=9) for at in range(12))
    filters.set_counts({"unit": units}, TOTAL)
    qtbot.waitUntil(lambda: len(_lines(tree)) == 8)
    _step_to(tree, "6 more")
    press(tree, Qt.Key.Key_Return)
    assert "Unit 11" in {line.text(0) for line in _lines(tree)}


def test_while_somebody_types_the_pane_waits_and_it_catches_up_when_it_is_wanted(
    qtbot: QtBot,
) -> None:
    filters, tree = _with_pane(qtbot)
    before = [line.text(0) for line in _lines(tree)]
    filters.set_counts({"site": SITES}, TOTAL)
    assert [line.text(0) for line in _lines(tree)] == before
    tree.focused.emit()
    assert [line.text(0) for line in _lines(tree)] == ["Site", "Köln & Bonn", "Kiel"]


def test_letters_typed_in_the_pane_go_to_the_box(qtbot: QtBot) -> None:
    filters, tree = _with_pane(qtbot)
    with qtbot.waitSignal(filters.pane.typed) as typed:
        type_text(tree, "ü")
    assert typed.args == ["ü"]


def test_rarer_kinds_give_way_as_well_but_not_the_chosen_one(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.set_counts({"kind": MANY, "site": SITES}, TOTAL)
    filters.resize(NARROWEST, 80)
    chips = _chips(filters)
    assert "Skills  3" not in chips
    chips["Filter"].menu().aboutToShow.emit()
    choice = next(one for one in chips["Filter"].menu().actions() if one.text() == "Skills  3")
    with qtbot.waitSignal(filters.changed):
        choice.trigger()
    assert filters.kind == "skill"
    filters.set_counts({"kind": MANY, "site": SITES}, TOTAL)
    assert _chips(filters)["Skills  3"].isChecked()


def test_a_kind_of_which_there_is_none_is_drawn_back(qtbot: QtBot) -> None:
    chips = _chips(_filters(qtbot))
    assert chips["Units  0"].property("none") is True
    assert chips["People  12"].property("none") is False


def _menus(filters: SearchFilters) -> dict[str, QMenu]:
    """The menus behind the chip, by title."""
    chip = next(one for one in _chips(filters).values() if one.text().strip().startswith("Filter"))
    chip.menu().aboutToShow.emit()
    held = [action.menu() for action in chip.menu().actions()]
    return {menu.title(): menu for menu in held if isinstance(menu, QMenu)}


def _with_pane(qtbot: QtBot) -> tuple[SearchFilters, FacetTree]:
    filters = _filters(qtbot)
    filters.set_counts({"kind": KINDS, "site": SITES, "skill": SKILLS}, TOTAL)
    pane = filters.pane
    qtbot.addWidget(pane)
    pane.show()
    return filters, pane.tree


def _lines(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    walk = QTreeWidgetItemIterator(tree)
    found = []
    while (line := walk.value()) is not None:
        found.append(line)
        walk += 1
    return found


def _step_to(tree: QTreeWidget, words: str) -> None:
    """Walk down from the first line until the line with these words."""
    press(tree, Qt.Key.Key_Home)
    for _ in range(60):
        current = tree.currentItem()
        if current is not None and current.text(0) == words:
            return
        press(tree, Qt.Key.Key_Down)
    raise AssertionError(words)


def _in_one_line(filters: SearchFilters) -> bool:
    return len({chip.y() for chip in _chips(filters).values()}) == 1


def test_widening_takes_everything_back(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.choose_kind("page")
    assert filters.kind == "page"
    with qtbot.waitSignal(filters.changed):
        filters.widen()
    assert not filters.narrowed


def test_the_box_announces_each_query_once(qtbot: QtBot) -> None:
    box = SearchBox(LIGHT)
    qtbot.addWidget(box)
    seen: list[str] = []
    box.query_changed.connect(seen.append)
    type_text(box, "mü  ")
    assert seen == ["m", "mü"]


def test_escape_empties_the_box_and_then_leaves_it(qtbot: QtBot) -> None:
    box = SearchBox(LIGHT)
    qtbot.addWidget(box)
    box.setText("mü")
    press(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    with qtbot.waitSignal(box.left):
        press(box, Qt.Key.Key_Escape)


def test_arrows_step_and_enter_chooses(qtbot: QtBot) -> None:
    box = SearchBox(LIGHT)
    qtbot.addWidget(box)
    steps: list[int] = []
    box.stepped.connect(steps.append)
    press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Up)
    press(box, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(box.chosen):
        press(box, Qt.Key.Key_Return)
    assert steps == [1, -1, 8]
