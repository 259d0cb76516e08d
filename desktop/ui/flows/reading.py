"""From a result, a link or a key to the thing itself, and back again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desktop.records import SCHEME, Address
from desktop.ui.answers import Answer, Opened
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.links import open_outside
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.shortcut_sheet import ShortcutSheet
from desktop.ui.tree.ways import tree_kind, way_to


class Reading(QObject):
    """Connects the trail with the library and the place where things are shown."""

    def __init__(self, window: MainWindow, desk: LibraryDesk, trail: Navigator) -> None:
        super().__init__(window)
        self._window = window
        self._trail = trail
        self._opening = False
        self._sheet: ShortcutSheet | None = None
        window.panel.results.open_requested.connect(self.open)
        window.panel.tree.open_requested.connect(self.open)
        window.detail.open_requested.connect(self.follow)
        window.detail.link_requested.connect(self.open_link)
        window.escaped.connect(self._escape)
        window.detail.corner.pin_requested.connect(desk.pin)
        window.deeds["pin"].triggered.connect(window.detail.corner.toggle_pin)
        window.home.open_requested.connect(self.open)
        trail.wanted.connect(desk.open)
        trail.visited.connect(window.workspace.uncover)
        trail.left.connect(self._show_nothing)
        trail.moved.connect(self._enable_trail)
        desk.opened.connect(self._show)
        deeds = window.deeds
        deeds["back"].triggered.connect(self._go_back)
        deeds["forward"].triggered.connect(self._go_forward)
        deeds["pane"].triggered.connect(self._next_pane)
        deeds["pane_before"].triggered.connect(self._previous_pane)
        deeds["place"].triggered.connect(self._show_place)
        deeds["address"].triggered.connect(self._copy_address)
        window.detail.corner.address_requested.connect(self._copy_address)
        deeds["keys"].triggered.connect(self._show_keys)
        self._enable_trail(False, False)

    @Slot(object)
    def open(self, address: Address) -> None:
        """Open a thing as a new step of the trail, with the keyboard in it."""
        self._opening = True
        self._trail.visit(address)

    @Slot(object)
    def follow(self, address: Address) -> None:
        """Open a thing from what is shown now."""
        self._opening = True
        self._trail.follow(address)

    @Slot(str)
    def open_link(self, link: str) -> None:
        """A link as text: one of ours opens in place, one of the few others in the system."""
        if not link.lower().startswith(f"{SCHEME}:"):
            open_outside(link)
            return
        try:
            self.follow(Address.parse(link))
        except ValueError:
            return  # a broken address in a text leads nowhere

    @Slot(object)
    def _show(self, answer: Answer[Opened]) -> None:
        if answer.request != self._trail.shown:
            return  # the reader has gone on meanwhile
        self._window.detail.show_answer(answer)
        if answer.value is not None and self._window.panel.shows_tree:
            self._window.panel.tree.reveal(way_to(answer.value.record))
        self._window.workspace.set_open(True, reading=self._opening)
        if self._opening:
            self._opening = False
            self._window.detail.focus_content()

    @Slot()
    def _show_nothing(self) -> None:
        self._window.detail.show_nothing()
        self._window.workspace.set_open(False, reading=False)
        self._window.top.box.setFocus()

    @Slot(bool, bool)
    def _enable_trail(self, back: bool, forward: bool) -> None:
        self._window.deeds["back"].setEnabled(back)
        self._window.deeds["forward"].setEnabled(forward)

    @Slot()
    def _go_back(self) -> None:
        self._opening = True
        self._trail.back()

    @Slot()
    def _go_forward(self) -> None:
        self._opening = True
        self._trail.forward()

    @Slot()
    def _escape(self) -> None:
        """From what is read to the results; the box has the keyboard again."""
        self._window.workspace.set_reading(False)
        self._window.top.box.begin()

    @Slot()
    def _next_pane(self) -> None:
        """F6: box → results or tree → what is open → filters → box."""
        self._turn_to(1)

    @Slot()
    def _previous_pane(self) -> None:
        """Shift+F6: the same way backwards."""
        self._turn_to(-1)

    def _turn_to(self, by: int) -> None:
        """Give the keyboard to the next pane that is to be seen; from outside, to what is open."""
        window, at = self._window, self._window.focusWidget()
        found = window.panel.tree if window.panel.tree.isVisible() else window.panel.results
        filters = window.top.filters.pane
        panes: list[tuple[QWidget, Callable[[], None], bool]] = [
            (window.top.box, self._escape, True),
            (found, found.setFocus, found.isVisible()),
            (window.detail, self._enter_detail, True),
            (filters, filters.tree.setFocus, filters.isVisible()),
        ]
        seen = [(pane, enter) for pane, enter, shown in panes if shown]
        here = [pane is at or (at is not None and pane.isAncestorOf(at)) for pane, _ in seen]
        if True in here:
            seen[(here.index(True) + by) % len(seen)][1]()
        else:
            self._enter_detail()

    def _enter_detail(self) -> None:
        self._window.workspace.set_reading(True)
        self._window.detail.focus_content()

    @Slot()
    def _show_place(self) -> None:
        """Turn from the results to the tree, at what is shown."""
        shown = self._window.detail.shown
        kind = tree_kind(shown.record) if shown is not None else ""
        if shown is not None and kind:
            self._window.top.box.clear()
            self._window.top.filters.choose_kind(kind)
            self._window.panel.tree.reveal(way_to(shown.record))

    @Slot()
    def _copy_address(self) -> None:
        if self._trail.shown is not None:
            QApplication.clipboard().setText(str(self._trail.shown))
            self._window.detail.notice.say(self.tr("The address is in the clipboard."), "")

    @Slot()
    def _show_keys(self) -> None:
        if self._sheet is None:
            self._sheet = ShortcutSheet(self._window)
        self._sheet.show()
        self._sheet.raise_()
