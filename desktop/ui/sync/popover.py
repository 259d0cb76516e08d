"""What hangs under the pill: progress, when it was and will be synced, and two buttons."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.failures import detail, sentence
from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_4
from desktop.ui.sync.sentences import clock, counts_sentence, percent, pill_sentence, span
from desktop.ui.sync.state import SyncState

WIDTH = 400


class SyncPopover(QFrame):
    """Opens under the pill, closes with Esc or a click elsewhere.

    Signals:
        sync_requested: *Sync now*.
        cancel_requested: *Cancel*.
        connect_requested: *Connect again*, where the server does not know us any more.
    """

    sync_requested = Signal()
    cancel_requested = Signal()
    connect_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("State of syncing"))
        self.setFixedWidth(WIDTH)
        self._title = PlainLabel(role="strong")
        self._trouble = PlainLabel(role="muted")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress of syncing"))
        self._facts = {name: PlainLabel() for name in ("last", "next", "brought", "here", "server")}
        self._sync = QPushButton(self.tr("Sync now"))
        self._sync.setProperty("role", "primary")
        self._sync.setToolTip(self.tr("Sync now (F5)"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("End the running sync; what has arrived stays"))
        self._again = QPushButton(self.tr("Connect again …"))
        self._again.setToolTip(self.tr("Give a new access token; what is here stays"))
        self._again.clicked.connect(self.connect_requested)
        self._sync.clicked.connect(self.sync_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._lay_out()
        self.show_state(SyncState())

    def open_under(self, pill: QWidget) -> None:
        self.setFixedWidth(round(WIDTH * text_scale()))
        self.adjustSize()
        corner = pill.mapToGlobal(QPoint(pill.width() - self.width(), pill.height() + SPACE_2))
        self.move(max(corner.x(), 0), corner.y())
        self.show()
        (self._sync if self._sync.isVisible() else self._cancel).setFocus()

    def show_state(self, state: SyncState) -> None:
        self._title.setText(pill_sentence(state))
        self._trouble.setText(_trouble(state))
        self._trouble.setVisible(bool(self._trouble.text()))
        own_words = state.failure.message if state.failure is not None else ""
        self._trouble.setToolTip(f"<qt>{escape(plain(own_words))}</qt>" if own_words else "")
        self._show_progress(state)
        for name, text in self._fact_texts(state).items():
            self._facts[name].setText(text)
            self._form.setRowVisible(self._facts[name], bool(text))
        self._sync.setVisible(not state.running)
        self._cancel.setVisible(state.running)
        refused = state.failure is not None and state.failure.error == "NotAuthorised"
        self._again.setVisible(refused and not state.running)
        self.adjustSize()

    def _show_progress(self, state: SyncState) -> None:
        progress = state.progress
        self._progress.setVisible(progress is not None)
        if progress is not None:
            # A range of nothing moves to and fro: busy, without a share that can be named.
            self._progress.setRange(0, 100 if progress.total else 0)
            self._progress.setValue(percent(progress))

    def _fact_texts(self, state: SyncState) -> dict[str, str]:
        report, status = state.report, state.status
        brought = ""
        if report is not None:
            size = QLocale().formattedDataSize(report.bytes)
            brought = self.tr("{rows} changes, {size} in {time}").format(
                rows=QLocale().toString(report.rows), size=size, time=span(report.seconds)
            )
        return {
            "last": clock(state.synced_at) if state.synced_at else self.tr("never"),
            "next": clock(state.next_at) if state.next_at and not state.running else "",
            "brought": brought,
            "here": counts_sentence(status),
            "server": status.server or "",
        }

    def _lay_out(self) -> None:
        labels = {
            "last": self.tr("Up to date as of"),
            "next": self.tr("Next sync"),
            "brought": self.tr("Last time"),
            "here": self.tr("Here"),
            "server": self.tr("Server"),
        }
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(SPACE_4)
        self._form.setVerticalSpacing(SPACE_2)
        for name, label in labels.items():
            self._facts[name].setWordWrap(True)
            self._form.addRow(PlainLabel(label, "muted"), self._facts[name])
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._again)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._sync)
        self._title.setWordWrap(True)
        self._trouble.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        column.setSpacing(SPACE_3)
        for part in (self._title, self._trouble, self._progress):
            column.addWidget(part)
        column.addLayout(self._form)
        column.addLayout(buttons)


def _trouble(state: SyncState) -> str:
    if state.failure is None or state.running:
        return ""
    said = sentence(state.failure)
    more = detail(state.failure)
    return f"{said}\n{more}" if more else said
