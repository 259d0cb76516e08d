"""From a key to painted results: box, chips, library, list."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from desktop.records import Address
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator

PREVIEW_AFTER_MS = 150


class Searching(QObject):
    """Connects what is typed and chosen with the library, and its answers with the list."""

    def __init__(self, window: MainWindow, desk: LibraryDesk, trail: Navigator) -> None:
        super().__init__(window)
        self._window = window
        self._trail = trail
        self._preview = QTimer(self, singleShot=True, interval=PREVIEW_AFTER_MS)
        self._preview.timeout.connect(self._preview_first)
        self._opened = False  # since the search was asked
        self._connect_asking()
        self._connect_finding(desk)

    def _connect_asking(self) -> None:
        window, top, panel = self._window, self._window.top, self._window.panel
        top.box.query_changed.connect(panel.set_query)
        top.box.stepped.connect(panel.step)
        top.box.chosen.connect(panel.open_chosen)
        top.box.left.connect(self._leave_box)
        top.filters.changed.connect(self._mark_scope)
        top.filters.pane.typed.connect(top.box.take_key)
        top.filters.pane_wanted.connect(window.workspace.want_pane)
        window.workspace.pane_settled.connect(top.filters.set_pane)
        window.deeds["search"].triggered.connect(top.box.begin)
        window.deeds.scopes.triggered.connect(self._choose_scope)

    def _connect_finding(self, desk: LibraryDesk) -> None:
        window, top, trail = self._window, self._window.top, self._trail
        panel = window.panel
        panel.search_requested.connect(desk.search)
        panel.asked.connect(self._show_list)
        panel.emptied.connect(self._stop)
        panel.answered.connect(top.show_total)
        panel.answered.connect(window.status_line.show_result)
        panel.renewed.connect(self._go_on)
        panel.results.typed.connect(top.box.take_key)
        panel.tree.typed.connect(top.box.take_key)
        panel.tree.wanted.connect(desk.inquiry.ask)
        panel.tree.previewed.connect(self._show_preview)
        desk.inquiry.answered.connect(panel.tree.take)
        panel.results.faces_wanted.connect(desk.read_faces)
        panel.results.previewed.connect(self._show_preview)
        window.detail.search_requested.connect(self._search_for)
        trail.left.connect(self._preview_again)
        trail.visited.connect(self._stay)
        desk.faces_read.connect(panel.results.add_faces)
        desk.found.connect(panel.show_answer)

    @Slot()
    def _show_list(self) -> None:
        self._opened = False
        self._window.workspace.set_asking(True)
        self._window.workspace.set_reading(False)

    @Slot(str)
    def _search_for(self, query: str) -> None:
        """A skill or a tag was pressed: look for it everywhere."""
        self._window.top.filters.widen()
        self._window.top.box.setText(query)
        self._window.top.box.begin()

    @Slot()
    def _stop(self) -> None:
        """Nothing is typed any more: what was only a preview goes with the list."""
        self._preview.stop()
        self._window.top.clear_total()
        self._window.workspace.set_asking(False)
        self._trail.drop_preview()

    @Slot()
    def _stay(self) -> None:
        """Something was opened: no result that comes after it takes its place."""
        self._opened = True
        self._preview.stop()

    @Slot(bool)
    def _go_on(self, found: bool) -> None:
        """Something else was found: mark its first row, and show it soon; nothing: show nothing.

        Where nothing is shown yet there is nothing to keep calm: it comes at once.
        """
        narrowed = self._window.top.filters.narrowed
        self._window.detail.set_hint(found)
        in_tree = self._window.panel.shows_tree  # in a tree nothing is the best answer
        if found and not in_tree:
            self._window.panel.results.mark_first()
        if self._opened or (found and in_tree):
            self._preview.stop()
        elif found:
            self._preview.start(0 if self._window.detail.shown is None else PREVIEW_AFTER_MS)
        else:
            self._preview.stop()
            self._trail.close()  # whoever is open is not what was looked for
        self._window.workspace.set_found(found, narrowed=narrowed)

    @Slot()
    def _preview_first(self) -> None:
        if not self._window.workspace.narrow and not self._window.panel.shows_tree:
            self._window.panel.results.preview()

    @Slot()
    def _preview_again(self) -> None:
        """Nothing is open any more, but there are results: what is selected is shown again."""
        if self._window.panel.asking:
            self._preview.start(0)

    @Slot(object)
    def _show_preview(self, address: Address) -> None:
        if not self._window.workspace.narrow:
            self._trail.preview(address)

    @Slot()
    def _leave_box(self) -> None:
        """Esc on an empty box: first everything that narrows goes, then what is open."""
        if self._window.top.filters.narrowed:
            self._window.top.filters.widen()
        else:
            self._trail.close()

    @Slot(QAction)
    def _choose_scope(self, action: QAction) -> None:
        self._window.top.filters.choose_kind(action.data())
        self._window.top.box.setFocus()

    @Slot()
    def _mark_scope(self) -> None:
        place = self._window.workspace.place
        self._window.deeds.mark_place(place, self._window.top.filters.kind or "")
