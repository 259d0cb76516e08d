"""Leaves what is open for the next start of the window, and brings it back then."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from operator import methodcaller

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from desktop.ui.answers import Answer, Opened
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.navigator import Navigator
from desktop.ui.session import Session, read, written
from desktop.ui.sync.state import utc_now

SETTLED_MS = 50  # so soon after it is shown, a text has found its height


class Restoring(QObject):
    """Reads the session once, after the work area came to the front."""

    def __init__(
        self, window: MainWindow, desk: LibraryDesk, trail: Navigator, *, wanted: bool
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._trail = trail
        self._wanted = wanted
        self._session = Session()
        window.entered.connect(self._ask)
        desk.session_read.connect(self._restore)
        desk.opened.connect(self._scroll)

    @Slot()
    def keep(self) -> None:
        """Leave what is open now for later."""
        if self._window.working:
            self._desk.remember(methodcaller("keep_session", written(self.session(utc_now()))))

    def session(self, now: datetime) -> Session:
        """What is open now."""
        shown, top = self._trail.shown, self._window.top
        bar = self._bar()
        most = bar.maximum() if bar is not None else 0
        return Session(
            open=str(shown or ""),
            place=bar.value() / most if bar is not None and most else 0.0,
            query=top.box.text().strip(),
            kind=top.filters.kind or "",
            left=now.isoformat(timespec="seconds"),
        )

    def resume(self, session: Session) -> None:
        """Show again what a session had open."""
        self._session = session
        if session.kind:
            self._window.top.filters.choose_kind(session.kind)
        self._window.top.box.setText(session.query)
        if session.address is not None:
            self._trail.visit(session.address)

    @Slot()
    def _ask(self) -> None:
        if self._wanted:
            self._wanted = False
            self._desk.read_session()

    @Slot(object)
    def _restore(self, answer: Answer[str]) -> None:
        session = read(answer.value or "")
        idle = self._trail.shown is None and not self._window.panel.asking
        if not idle:
            return  # somebody was quicker
        if session.is_fresh(utc_now()):
            self.resume(session)
        elif session.address is not None:
            self._trail.remember(session.address)

    @Slot(object)
    def _scroll(self, answer: Answer[Opened]) -> None:
        """The text that was being read stands where it stood."""
        session, opened = self._session, answer.value
        if opened is not None and session.place and answer.request == session.address:
            self._session = Session()
            QTimer.singleShot(SETTLED_MS, self, partial(self._move_to, session.place))

    def _move_to(self, place: float) -> None:
        bar = self._bar()
        if bar is not None:
            bar.setValue(round(place * bar.maximum()))

    def _bar(self) -> QScrollBar | None:
        reading = self._window.detail.reading
        return reading.verticalScrollBar() if isinstance(reading, QAbstractScrollArea) else None
