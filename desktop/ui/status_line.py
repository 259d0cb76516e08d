"""The line at the bottom: how old, how far, how much, how fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QLocale, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from desktop.records import SearchResult
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_4, Theme
from desktop.ui.sync.sentences import age_sentence, counts_sentence, percent, progress_sentence
from desktop.ui.sync.state import SyncState, utc_now

AGE_EVERY_MS = 30_000
BAR_WIDTH = 150
SIGN = 15
GAPS = 4 * SPACE_2  # before the numbers, whether they are there or not


class StatusLine(QFrame):
    """Quiet facts about what is here."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar-bottom")
        self._theme = theme
        self._now = now
        self._state = SyncState()
        self._sign = PlainLabel()
        self._age = PlainLabel(role="small")
        self._age.setObjectName("age")
        self._age.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._phase = PlainLabel(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._bar.setAccessibleName(self.tr("Progress of syncing"))
        self._counts = PlainLabel(role="small")
        self._took = PlainLabel(role="small")
        self._took.setObjectName("took")
        self._took.setToolTip(self.tr("How long the search took"))
        self._lay_out()
        self._ageing = QTimer(self, interval=AGE_EVERY_MS)
        self._ageing.timeout.connect(self._show)
        self._ageing.start()
        self._show()

    def show_state(self, state: SyncState) -> None:
        self._state = state
        self._show()

    def show_result(self, result: SearchResult) -> None:
        """How long the search took."""
        number = QLocale().toString(result.took_ms, "f", 1)
        self._took.setText(self.tr("{number} ms").format(number=number))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    @Slot()
    def _show(self) -> None:
        state = self._state
        self._age.setText(age_sentence(state, self._now()))
        self._counts.setText(counts_sentence(state.status))
        self._phase.setVisible(state.running)
        self._bar.setVisible(state.running)
        if state.progress is not None:
            # The pill names the time left; here both the age and the share must find room.
            self._phase.setText(progress_sentence(replace(state.progress, seconds_left=None)))
            self._bar.setRange(0, 100 if state.progress.total else 0)
            self._bar.setValue(percent(state.progress))
        alarming = state.troubled or state.offline
        colour = self._theme.warning if alarming else self._theme.text_muted
        self._sign.setPixmap(pixmap(_sign(state), colour, SIGN, self.devicePixelRatioF()))
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """How old it is must be read whole: where there is no room, the numbers are left out."""
        syncing = (self._phase, self._bar) if self._state.running else ()
        needed = SPACE_2 + SPACE_4 + GAPS
        for part in (self._sign, self._age, *syncing):
            needed += part.sizeHint().width() + SPACE_2
        for part in (self._counts, self._took):
            needed += part.sizeHint().width() + SPACE_2
            part.setVisible(needed <= self.width())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_2, SPACE_1, SPACE_4, SPACE_1)
        row.setSpacing(SPACE_2)
        row.addWidget(self._sign)
        row.addWidget(self._age, 1)
        for part in (self._phase, self._bar):
            row.addWidget(part)
        row.addSpacing(SPACE_2)
        row.addWidget(self._counts)
        row.addSpacing(SPACE_2)
        row.addWidget(self._took)


def _sign(state: SyncState) -> str:
    if state.offline:
        return "wifi-off"
    if state.troubled:
        return "triangle-alert"
    if state.busy:
        return "clock"
    return "check" if state.synced_at is not None else "cloud-off"
