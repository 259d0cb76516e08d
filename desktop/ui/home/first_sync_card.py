"""What stands on the home screen while everything is fetched for the first time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import SPACE_3, SPACE_4
from desktop.ui.sync.progress_bars import ProgressBars
from desktop.ui.sync.sentences import progress_sentence, trouble_sentence
from desktop.ui.sync.state import SyncState


class FirstSyncCard(QFrame):
    """How far it is, what can be done already, and the way to stop and to go on.

    Signals:
        cancel_requested: What has come is enough for now.
        sync_requested: Go on.
    """

    cancel_requested = Signal()
    sync_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._welcome = PlainLabel(role="muted")
        self._title = PlainLabel(role="strong")
        self._bars = ProgressBars()
        self._note = PlainLabel(role="muted")
        self._cancel = QPushButton(self.tr("Stop for now"))
        self._cancel.setToolTip(self.tr("What has come stays; the rest comes the next time"))
        self._go_on = QPushButton(self.tr("Fetch it now"))
        self._go_on.setProperty("role", "primary")
        self._cancel.clicked.connect(self.cancel_requested)
        self._go_on.clicked.connect(self.sync_requested)
        self._lay_out()

    def welcome(self, words: str) -> None:
        """Say what is being fetched, as long as it is."""
        self._welcome.setText(words)

    def show_state(self, state: SyncState) -> None:
        """Be here until everything was here once."""
        self.setVisible(state.synced_at is None)
        running = state.progress is not None
        self._bars.setVisible(running)
        self._welcome.setVisible(running and bool(self._welcome.text()))
        self._cancel.setVisible(running)
        self._go_on.setVisible(not running)
        if state.progress is not None:
            self._bars.show_progress(state.progress)
            self._title.setText(progress_sentence(state.progress))
            self._note.setText(
                self.tr("People come first and can be found as soon as they are here.")
            )
            return
        self._title.setText(self.tr("Not everything is here yet"))
        again = self.tr("It goes on where it stopped: what has come need not come again.")
        self._note.setText(trouble_sentence(state) or again)

    def words(self) -> str:
        """What is said."""
        labels = (self._welcome, self._title, self._note)
        return "\n".join(label.text() for label in labels if label.isVisibleTo(self))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        for label in (self._welcome, self._title, self._note):
            label.setWordWrap(True)
        for part in (self._title, self._welcome, self._bars, self._note):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._go_on)
        column.addLayout(row)
