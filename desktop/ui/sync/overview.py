"""How syncing stands: progress, when it was and will be, what it cost, and what one can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.settings import PAUSED, tomorrow
from desktop.ui.counted import Counted
from desktop.ui.failures import detail
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_4
from desktop.ui.sync.progress_bars import ProgressBars
from desktop.ui.sync.sentences import (
    counts_sentence,
    pill_sentence,
    size,
    trouble_sentence,
    usage_sentence,
    waiting_sentence,
)
from desktop.ui.sync.state import SyncState
from desktop.ui.sync.times import clock, span


class Overview(QWidget):
    """What the popover shows first.

    Signals:
        sync_requested: *Sync now*, also while a pass runs or syncing is paused.
        freely_requested: *Fetch it anyway*, whatever the line costs.
        cancel_requested: *Cancel*.
        connect_requested: *Connect again*, where the server does not know us any more.
        changed: A mapping that sets ``pause`` in the settings.
        history_requested: *What happened*.
        form_requested: *Schedule and budget*.
        check_requested: *Find out why*, where something is wrong.
    """

    sync_requested = Signal()
    freely_requested = Signal()
    cancel_requested = Signal()
    connect_requested = Signal()
    changed = Signal(object)
    history_requested = Signal()
    form_requested = Signal()
    check_requested = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._asking = False
        self._title = PlainLabel(role="strong")
        self._trouble = PlainLabel(role="muted")
        self._note = PlainLabel(role="muted")
        self._note.setObjectName("note")
        self._bars = ProgressBars()
        self._facts = {name: PlainLabel() for name in self._labels()}
        self._sync = self._button(self.tr("Sync now"), self.tr("Sync now (F5)"))
        self._sync.setProperty("role", "primary")
        self._cancel = self._button(
            self.tr("Cancel"), self.tr("End the running sync; what has arrived stays")
        )
        self._again = self._button(
            self.tr("Connect again …"), self.tr("Give a new access token; what is here stays")
        )
        self._check = self._button(
            self.tr("Find out why"), self.tr("Check this installation and the way to the server")
        )
        self._freely = self._button(
            self.tr("Fetch it anyway"), self.tr("Fetch all of it over this line, whatever it costs")
        )
        self._resume = self._button(self.tr("Resume"), self.tr("Sync again by itself"))
        self._pause = self._button(self.tr("Pause"), self.tr("Sync nothing by itself for a while"))
        self._history = self._button(self.tr("What happened"), self.tr("The last syncs, as a list"))
        self._form = self._button(
            self.tr("Schedule and budget"), self.tr("How often, and for how much")
        )
        self._connect()
        self._lay_out()

    def show_state(self, state: SyncState) -> None:
        now = self._now()
        paused = state.settings.paused(now)
        title = pill_sentence(state, now)
        _say(self._title, title)
        _say(self._trouble, _trouble(state))
        _say(self._note, self._note_on(queued=state.queued, paused=paused))
        self._bars.setVisible(state.progress is not None)
        if state.progress is not None:
            self._bars.show_progress(state.progress)
        for name, text in self._fact_texts(state, now, title).items():
            self._facts[name].setText(text)
            self._rows.setRowVisible(self._facts[name], bool(text))
        self._cancel.setVisible(state.running)
        refused = state.failure is not None and state.failure.error == "NotAuthorised"
        self._again.setVisible(refused and not state.running)
        self._check.setVisible(state.failure is not None and not state.running)
        self._freely.setVisible(state.metered and bool(waiting_sentence(state)) and not paused)
        self._pause.setVisible(not paused)
        self._resume.setVisible(paused)

    @Slot()
    def ask_to_resume(self) -> None:
        """Somebody wants to sync while that is paused."""
        self._asking = True
        _say(self._note, self._note_on(queued=False, paused=True))
        self._resume.setFocus()

    def begin(self) -> None:
        """Have the keyboard where it is most likely wanted."""
        self._asking = False
        self._sync.setFocus()

    def _note_on(self, *, queued: bool, paused: bool) -> str:
        if queued:
            return self.tr("One more sync follows this one.")
        if self._asking and paused:
            return self.tr("Syncing is paused. Resume it to sync now.")
        return ""

    def _fact_texts(self, state: SyncState, now: datetime, title: str) -> dict[str, str]:
        report, status, next_at = state.report, state.status, state.next_at
        brought = ""
        if report is not None:
            brought = self.tr("{changes}, {size} in {time}").format(
                changes=Counted().changes(report.rows),
                size=size(report.bytes),
                time=span(report.seconds),
            )
        last = clock(state.synced_at, now) if state.synced_at else ""
        shown = next_at is not None and not state.running
        return {
            "last": "" if last in title else last,  # the title may say it already
            "next": clock(max(next_at, now), now) if shown and next_at else "",
            "today": usage_sentence(state),
            "waiting": Counted().changes(status.outbox) if status.outbox else "",
            "brought": brought,
            "here": counts_sentence(status),
            "server": status.server or "",
        }

    def _labels(self) -> dict[str, str]:
        return {
            "last": self.tr("Up to date as of"),
            "next": self.tr("Next sync"),
            "today": self.tr("Data today"),
            "waiting": self.tr("Waiting to be sent"),
            "brought": self.tr("Last time"),
            "here": self.tr("Here"),
            "server": self.tr("Server"),
        }

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        return button

    def _connect(self) -> None:
        self._sync.clicked.connect(self.sync_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._again.clicked.connect(self.connect_requested)
        self._freely.clicked.connect(self.freely_requested)
        self._history.clicked.connect(self.history_requested)
        self._form.clicked.connect(self.form_requested)
        self._check.clicked.connect(self.check_requested)
        self._resume.clicked.connect(self._ask_for_pause)
        menu = QMenu(self._pause)
        for text, pause in (
            (self.tr("Until tomorrow"), tomorrow),
            (self.tr("Until I resume"), lambda now: PAUSED),
        ):
            action = QAction(text, menu)
            action.setData(pause)
            action.triggered.connect(self._ask_for_pause)
            menu.addAction(action)
        self._pause.setMenu(menu)

    @Slot()
    def _ask_for_pause(self) -> None:
        """A pause of the menu, or none where the button asked."""
        asker = self.sender()
        pause = asker.data() if isinstance(asker, QAction) else (lambda now: "")
        self.changed.emit({"pause": pause(self._now().astimezone())})

    def _lay_out(self) -> None:
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(SPACE_4)
        self._rows.setVerticalSpacing(SPACE_2)
        for name, label in self._labels().items():
            self._facts[name].setWordWrap(True)
            self._facts[name].setSizePolicy(_growing())
            self._rows.addRow(PlainLabel(label, "muted"), self._facts[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        for words in (self._title, self._trouble, self._note):
            words.setWordWrap(True)
        for part in (self._title, self._trouble, self._bars, self._note):
            column.addWidget(part)
        for button in (self._freely, self._again, self._check):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._rows)
        for buttons in (
            (self._history, self._form),
            (self._pause, self._resume, self._cancel, self._sync),
        ):
            row = QHBoxLayout()
            row.addStretch()
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)


def _say(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _trouble(state: SyncState) -> str:
    said = trouble_sentence(state)
    more = detail(state.failure) if said and state.failure is not None else ""
    return f"{said}\n{more}" if more else said


def _growing() -> QSizePolicy:
    """For words that wrap in a form: it shares out heights by hints of another width, and only
    rows that may grow get what their words need at this one."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    policy.setHeightForWidth(True)
    return policy
