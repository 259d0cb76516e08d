"""Chips: counts that are live, facets that narrow and can be taken back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.records import FacetCount
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
    return {chip.text().strip(): chip for chip in chips}


def test_scopes_carry_their_counts(qtbot: QtBot) -> None:
    names = set(_chips(_filters(qtbot)))
    assert {"All  1,812+", "People  12", "Pages  1,800+", "Units  0", "At site"} == names


def test_choosing_a_facet_narrows_and_any_widens(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    menu = _chips(filters)["At site"].menu()
    choices = {action.text().partition("\t")[0]: action for action in menu.actions()}
    with qtbot.waitSignal(filters.changed):
        choices["Köln && Bonn"].trigger()
    assert filters.facets == (("site", "Köln & Bonn"),)
    assert filters.narrowed
    filters.set_counts({"kind": KINDS, "site": SITES[:1]}, TOTAL)
    chip = _chips(filters)["At site: Köln && Bonn"]
    assert chip.isChecked()
    with qtbot.waitSignal(filters.changed):
        chip.menu().actions()[0].trigger()
    assert not filters.narrowed


def test_facets_give_way_to_one_chip_where_it_is_narrow(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.set_counts({"kind": MANY, "site": SITES, "language": LANGUAGES}, TOTAL)
    assert "Filter" not in _chips(filters)
    qtbot.waitUntil(partial(_in_one_line, filters))
    filters.resize(NARROW, 40)
    chips = _chips(filters)
    assert {"At site", "Language"}.isdisjoint(chips)
    qtbot.waitUntil(partial(_in_one_line, filters))
    held = [action.menu() for action in chips["Filter"].menu().actions()]
    menus = [menu for menu in held if isinstance(menu, QMenu)]
    assert [menu.title() for menu in menus] == ["At site", "Language"]
    with qtbot.waitSignal(filters.changed):
        next(action for action in menus[1].actions() if "German" in action.text()).trigger()
    filters.set_counts({"kind": MANY, "language": LANGUAGES}, TOTAL)
    assert _chips(filters)["Filter: German"].isChecked()


def test_rarer_kinds_give_way_as_well_but_not_the_chosen_one(qtbot: QtBot) -> None:
    filters = _filters(qtbot)
    filters.set_counts({"kind": MANY, "site": SITES}, TOTAL)
    filters.resize(NARROWEST, 80)
    chips = _chips(filters)
    assert "Skills  3" not in chips
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
