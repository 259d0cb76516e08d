"""The middle of the window: home, or filters, results and what is open, as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.ui.style.fonts import growth

NARROW = 860  # at 100 %, as all of these
ROOMY = 1160  # filters have a place of their own
LIST_WIDTH = 360
PANE_WIDTH = 228
SMALLEST_LIST = 260
SMALLEST_DETAIL = 380


class Workspace(QStackedWidget):
    """Shows the parts it is given according to what goes on.

    ``asking``: something is typed or chosen. ``open``: something is open. ``reading``: the
    reader's eyes are on it, which decides where there is room for only one of both. A cover
    lies over all of them until it is taken away or something is asked for.

    Signals:
        turned: Another part is in front now.
        pane_settled: Whether the pane of filters has room, and whether it is shown.
    """

    turned = Signal()
    pane_settled = Signal(bool, bool)

    def __init__(
        self,
        home: QWidget,
        pane: QWidget,
        results: QWidget,
        detail: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._pane_wanted = True
        self._pane_state = (False, False)
        self._home = home
        self._results = results
        self._detail = detail
        self._cover: QWidget | None = None
        self._asking = False
        self._found = self._narrowed = True
        self._bare = False
        self._open = False
        self._reading = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(6)
        self._splitter.setChildrenCollapsible(False)
        for place, part in enumerate((pane, results, detail)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(place, int(part is detail))
        results.setMinimumWidth(SMALLEST_LIST)
        detail.setMinimumWidth(SMALLEST_DETAIL)
        self.addWidget(home)
        self.addWidget(self._splitter)
        self.set_list_width(LIST_WIDTH)
        self._arrange()
        self.currentChanged.connect(self.turned)

    @property
    def at_home(self) -> bool:
        """Whether the home screen is in front."""
        return self.currentWidget() is self._home

    @property
    def place(self) -> str:
        """Which screen of its own is in front: ``home``, ``settings`` with what they lead to, or
        none."""
        if self._cover is not None:
            return "settings"
        return "home" if self.at_home else ""

    @property
    def covered(self) -> QWidget | None:
        """What lies over everything, if anything does."""
        return self._cover

    @property
    def narrow(self) -> bool:
        """Whether there is room for only one of results and detail."""
        return self.width() < NARROW * growth(self.font())

    @property
    def list_width(self) -> int:
        if self._bare:
            return self._list_width
        return self._results.width() if self._results.isVisible() and not self.narrow else 0

    @property
    def pane_wanted(self) -> bool:
        return self._pane_wanted

    @Slot(bool)
    def want_pane(self, wanted: bool) -> None:
        """Whether the filters are shown where they have room; over a cover they are not seen."""
        self._pane_wanted = wanted
        if self._asking:
            self._cover = None
        self._arrange()

    def set_list_width(self, width: int) -> None:
        self._list_width = width
        rest = self.width() - width - PANE_WIDTH
        self._splitter.setSizes([PANE_WIDTH, width, max(rest, SMALLEST_DETAIL)])

    def cover(self, widget: QWidget) -> None:
        """Lay a screen of its own over everything."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        self._cover = widget
        self._arrange()

    def uncover(self) -> None:
        """Show again what lay below."""
        self._cover = None
        self._arrange()

    def set_asking(self, asking: bool) -> None:
        self._asking = asking
        if asking:
            self._cover = None
        else:
            self._found = True
        self._arrange()

    def set_found(self, found: bool, *, narrowed: bool) -> None:
        """Where nothing was found and nothing is open, what says so has all the room; beside it
        stands only what narrows."""
        self._found, self._narrowed = found, narrowed
        self._arrange()

    def set_open(self, opened: bool, *, reading: bool) -> None:
        self._open = opened
        self._reading = reading and opened
        self._arrange()

    def set_reading(self, reading: bool) -> None:
        """Turn between results and detail where only one of them has room."""
        self._reading = reading and self._open
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room for both."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        bare = self._asking and not self._found and not self._open
        widened, restored = bare and not self._bare, self._bare and not bare
        if widened and self.list_width:
            self._list_width = self.list_width
        self._bare = bare
        self._arrange_pane()
        if self._cover is not None:
            self.setCurrentWidget(self._cover)
            return
        if not (self._asking or self._open):
            self.setCurrentWidget(self._home)
            return
        self.setCurrentWidget(self._splitter)
        only_detail = not self._asking or (self.narrow and self._reading)
        self._results.setVisible(not only_detail)
        self._detail.setVisible(not bare and (only_detail or not self.narrow))
        if restored:
            self.set_list_width(self._list_width)

    def _arrange_pane(self) -> None:
        roomy = self.width() >= ROOMY * growth(self.font())
        self._pane.setFixedWidth(round(PANE_WIDTH * growth(self.font())))
        shown = roomy and self._pane_wanted and (self._narrowed or not self._bare)
        self._pane.setVisible(self._asking and shown)
        state = (roomy, shown and self._cover is None)
        if state != self._pane_state:
            self._pane_state = state
            self.pane_settled.emit(*state)
