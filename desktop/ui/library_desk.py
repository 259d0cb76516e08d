"""The window's side of the library thread: asks there, answers here. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.settings import SettingsFile
from desktop.ui.inquiry import Inquiry
from desktop.ui.latest_only import LatestOnly
from desktop.ui.preferences import Preferences
from desktop.ui.threads import WorkerThread
from desktop.ui.workers import LibraryWorker

if TYPE_CHECKING:
    from desktop.library import Familiar, Library


class LibraryDesk(QObject):
    """Owns the worker and its thread. Of each kind of request only the newest waits; of the
    questions of ``inquiry`` each is answered.

    Signals:
        ready: Answer with a Status: the library is open, or why it is not.
        found: Answer with the SearchResult of the newest search.
        opened: Answer with the Opened of the newest address.
        faces_read: hash → QImage.
        status_read: Answer with a Status.
        settings_read: Answer with the Settings, after some were changed or none.
        passes_read: Answer with the PassRecords of the last passes.
        home_read: Answer with a HomeRead.
        session_read: Answer with the text that the last window left.
    """

    ready = Signal(object)
    found = Signal(object)
    opened = Signal(object)
    faces_read = Signal(object)
    status_read = Signal(object)
    settings_read = Signal(object)
    passes_read = Signal(object)
    home_read = Signal(object)
    session_read = Signal(object)
    _library_wanted = Signal()
    _faces_wanted = Signal(object)
    _to_keep = Signal(object)
    _settings_wanted = Signal(object)
    _passes_wanted = Signal()
    _to_pin = Signal(object, bool)
    _to_remember = Signal(object)
    _to_close = Signal()
    _session_wanted = Signal()

    def __init__(
        self,
        make_library: Callable[[], Library],
        keep: Callable[[Preferences], None],
        settings: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._worker = LibraryWorker(make_library, keep, settings)
        self.inquiry = Inquiry(self._worker, self)
        self._thread = WorkerThread(self._worker, "library", self)
        self._searches = LatestOnly(self)
        self._opens = LatestOnly(self)
        self._statuses = LatestOnly(self)
        self._homes = LatestOnly(self)
        self._connect()

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> bool:
        """Close the library after what was asked, and end its thread."""
        return self._thread.finish()

    @Slot()
    def open_library(self) -> None:
        """Open the library, or open it anew."""
        self._library_wanted.emit()

    @Slot(object)
    def search(self, request: object) -> None:
        self._searches.ask(request)

    @Slot(object)
    def open(self, address: object) -> None:
        self._opens.ask(address)

    @Slot()
    def read_status(self) -> None:
        self._statuses.ask(True)

    @Slot(object)
    def read_faces(self, hashes: object) -> None:
        self._faces_wanted.emit(hashes)

    @Slot()
    def read_settings(self) -> None:
        self._settings_wanted.emit({})

    @Slot(object)
    def change_settings(self, fields: object) -> None:
        """Set what a mapping of the fields of ``Settings`` says."""
        self._settings_wanted.emit(fields)

    @Slot()
    def read_passes(self) -> None:
        self._passes_wanted.emit()

    @Slot(object, bool)
    def pin(self, address: object, pinned: bool) -> None:
        """Keep a thing at hand, or no longer; ``opened`` then shows it so."""
        self._to_pin.emit(address, pinned)

    @Slot(object, bool)
    def star(self, address: object, starred: bool) -> None:
        """Have a thing on the home screen, or no longer; ``opened`` then shows it so."""
        self.remember(methodcaller("star" if starred else "unstar", address))
        self.open(address)

    def remember(self, deed: Callable[[Familiar], None]) -> None:
        """Have something remembered, by a call of a method of ``Familiar``."""
        self._to_remember.emit(deed)

    @Slot()
    def read_home(self) -> None:
        self._homes.ask(True)

    @Slot()
    def read_session(self) -> None:
        self._session_wanted.emit()

    @Slot()
    def close_library(self) -> None:
        """Close the files after what was asked before."""
        self._to_close.emit()

    def keep(self, preferences: Preferences) -> None:
        self._to_keep.emit(preferences)

    def _connect(self) -> None:
        worker = self._worker
        self._library_wanted.connect(worker.open_library)
        self._faces_wanted.connect(worker.read_faces)
        self._to_keep.connect(worker.keep_preferences)
        self._settings_wanted.connect(worker.change_settings)
        self._passes_wanted.connect(worker.read_passes)
        self._to_pin.connect(worker.pin)
        self._to_remember.connect(worker.remember)
        self._to_close.connect(worker.close_library)
        self._session_wanted.connect(worker.read_session)
        worker.session_read.connect(self.session_read)
        worker.settings_read.connect(self.settings_read)
        worker.passes_read.connect(self.passes_read)
        self._searches.send.connect(worker.search)
        self._opens.send.connect(worker.open)
        self._statuses.send.connect(worker.read_status)
        self._homes.send.connect(worker.read_home)
        worker.home_read.connect(self._homes.answer)
        worker.found.connect(self._searches.answer)
        worker.opened.connect(self._opens.answer)
        worker.status_read.connect(self._statuses.answer)
        worker.ready.connect(self.ready)
        worker.faces_read.connect(self.faces_read)
        self._searches.settled.connect(self.found)
        self._opens.settled.connect(self.opened)
        self._statuses.settled.connect(self.status_read)
        self._homes.settled.connect(self.home_read)
