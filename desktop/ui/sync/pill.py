"""The pill: whether what is here is current, in one true sentence, or as much of it as has room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.plain_label import plain
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import Theme
from desktop.ui.sync.sentences import pill_sentence
from desktop.ui.sync.state import SyncState, utc_now

FRAME = 50  # pixels of a pill beside its words: the sign, and what is around them
WORTHWHILE = 4  # letters below which the sign alone says more


class SyncPill(QPushButton):
    """A button that says the sentence; pressing it shows more."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self.setObjectName("sync_pill")
        self.setProperty("role", "pill")
        self._theme = theme
        self._state = SyncState()
        self._room: int | None = None
        self.show_state(self._state)

    def show_state(self, state: SyncState) -> None:
        self._state = state
        sentence = plain(pill_sentence(state, self._now()))
        shown = self._fitting(sentence)
        self.setText((" " + shown if shown else "").replace("&", "&&"))
        tip = self.tr("Show the state of syncing (Ctrl+Shift+S)")
        self.setToolTip(tip if shown == sentence else f"{sentence}\n{tip}")
        self.setAccessibleName(self.tr("Sync: {sentence}").format(sentence=sentence))
        name, colour = _sign(state, self._theme, self._now())
        self.setIcon(icon(name, colour, 16))

    def set_room(self, pixels: int) -> None:
        """At most so wide it is to be: the end of its words gives way, and at last all of them."""
        if pixels != self._room:
            self._room = pixels
            self.show_state(self._state)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._room is not None:
            self.show_state(self._state)

    def _fitting(self, sentence: str) -> str:
        if self._room is None:
            return sentence
        room = max(self._room - FRAME, 0)
        fitting = self.fontMetrics().elidedText(sentence, Qt.TextElideMode.ElideRight, room)
        return fitting if fitting == sentence or len(fitting) > WORTHWHILE else ""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_state(self._state)


def _sign(state: SyncState, theme: Theme, now: datetime) -> tuple[str, str]:
    if state.running:
        return "refresh-cw", theme.accent
    if state.troubled:
        return "circle-alert", theme.danger
    if state.busy or state.settings.paused(now):
        return "clock", theme.text_muted
    if state.offline:
        return "wifi-off", theme.warning
    if state.metered and (state.rows_waiting or state.photos_waiting):
        return "clock", theme.text_muted
    if state.synced_at is None:
        return "cloud-off", theme.text_muted
    return "circle-check", theme.success
