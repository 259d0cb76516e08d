"""What hangs under the pill: how syncing stands, what happened, and what is set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyleOption, QVBoxLayout, QWidget

from desktop.passes import PassRecord
from desktop.ui.answers import Answer
from desktop.ui.plain_label import plain
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_2, SPACE_4
from desktop.ui.sync.history import History
from desktop.ui.sync.overview import Overview
from desktop.ui.sync.schedule_form import ScheduleForm
from desktop.ui.sync.state import SyncState, utc_now

WIDTH = 420


class SyncPopover(QFrame):
    """Opens under the pill, closes with Esc or a click elsewhere. Its parts are public.

    Signals:
        passes_wanted: *What happened* is about to be shown.
        opened: It is in front now; what it shows may be read again.
        changed: A mapping of a field of ``Settings`` to its new value.
    """

    passes_wanted = Signal()
    opened = Signal()
    changed = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, now: Callable[[], datetime] = utc_now
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        # Without a shade of the system and see-through, its corners are as round as its frame.
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("State of syncing"))
        self.setFixedWidth(WIDTH)
        self.overview = Overview(now)
        self.history = History()
        self.form = ScheduleForm()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        for page in self._pages():
            self._column.addWidget(page)
        self.overview.history_requested.connect(self._show_history)
        self.overview.form_requested.connect(self._show_form)
        self.overview.changed.connect(self.changed)
        self.form.changed.connect(self.changed)
        self.history.left.connect(self._show_overview)
        self.form.left.connect(self._show_overview)
        self._turn_to(self.overview)
        self.show_state(SyncState())

    def open_under(self, pill: QWidget) -> None:
        self.setFixedWidth(round(WIDTH * text_scale()))
        self._show_overview()
        corner = pill.mapToGlobal(QPoint(pill.width() - self.width(), pill.height() + SPACE_2))
        self.move(max(corner.x(), 0), corner.y())
        self.show()
        self._fit()
        self.overview.begin()
        self.opened.emit()

    def show_state(self, state: SyncState) -> None:
        self.overview.show_state(state)
        self.form.show_settings(state.settings)
        own_words = state.failure.message if state.failure is not None else ""
        self.setToolTip(f"<qt>{escape(plain(own_words))}</qt>" if own_words else "")
        self._fit()

    @Slot(object)
    def show_passes(self, answer: Answer[tuple[PassRecord, ...]]) -> None:
        self.history.show_passes(answer.value or ())
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card: of a window that can be seen through, nobody else does."""
        option = QStyleOption()
        option.initFrom(self)
        with QPainter(self) as painter:
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to how it stands, and from there out."""
        if event.key() == Qt.Key.Key_Escape and self.overview.isHidden():
            self._show_overview()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_history(self) -> None:
        self.passes_wanted.emit()
        self._turn_to(self.history)

    @Slot()
    def _show_form(self) -> None:
        self._turn_to(self.form)

    @Slot()
    def _show_overview(self) -> None:
        self._turn_to(self.overview)
        self.overview.begin()

    def _turn_to(self, page: QWidget) -> None:
        for other in self._pages():
            other.setVisible(other is page)
        page.setFocus()
        self._fit()

    def _fit(self) -> None:
        """Be as high as the words need at this width; what wraps cannot say so by itself."""
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _pages(self) -> tuple[QWidget, ...]:
        return (self.overview, self.history, self.form)
