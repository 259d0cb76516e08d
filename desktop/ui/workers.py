"""The library thread: asks the library and answers the window. Knows no widget."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from desktop.errors import AppError, NotConnected
from desktop.records import Address, SearchRequest
from desktop.settings import SettingsFile
from desktop.ui.answers import Answer, Failure
from desktop.ui.preferences import Preferences
from desktop.ui.preparing import faces, home_contents, prepare

if TYPE_CHECKING:
    from desktop.library import Familiar, Library
    from desktop.ui.inquiry import Question

T = TypeVar("T")
log = logging.getLogger(__name__)


class LibraryWorker(QObject):
    """Lives on the library thread and holds the library, which is built there.

    Every request is answered once, by an Answer with a value or a Failure.

    Signals:
        ready: Answer to ``open_library``; its value is a Status.
        found: Answer with a SearchResult.
        opened: Answer with an Opened.
        faces_read: hash → QImage of those asked for that are here.
        consulted: Answer to a Question.
        status_read: Answer with a Status.
        settings_read: Answer to fields to change, or to none; its value are all Settings.
        passes_read: Answer with the PassRecords of the last passes.
        home_read: Answer with a HomeRead.
        session_read: Answer with what ``Familiar.session`` says.
    """

    ready = Signal(object)
    found = Signal(object)
    opened = Signal(object)
    faces_read = Signal(object)
    consulted = Signal(object)
    status_read = Signal(object)
    settings_read = Signal(object)
    passes_read = Signal(object)
    home_read = Signal(object)
    session_read = Signal(object)

    def __init__(
        self,
        make_library: Callable[[], Library],
        keep: Callable[[Preferences], None],
        settings: SettingsFile,
    ) -> None:
        super().__init__()
        self._make_library = make_library
        self._settings = settings
        self._keep = keep
        self._library: Library | None = None

    @Slot()
    def open_library(self) -> None:
        """Build the library, or build it anew after the home was connected."""
        self.close_library()
        self.ready.emit(self._answer(None, lambda: self._open().status()))

    @Slot(object)
    def search(self, request: SearchRequest) -> None:
        self.found.emit(self._answer(request, lambda: self._here().search(request)))

    @Slot(object)
    def open(self, address: Address) -> None:
        self.opened.emit(self._answer(address, lambda: prepare(self._here(), address)))

    @Slot(object)
    def consult(self, question: Question) -> None:
        """Answer a question that knows itself what it asks."""
        self.consulted.emit(self._answer(question, lambda: question.ask(self._here())))

    @Slot(object)
    def read_faces(self, hashes: tuple[str, ...]) -> None:
        answer = self._answer(hashes, lambda: faces(self._here(), hashes))
        self.faces_read.emit(answer.value or {})

    @Slot()
    def read_status(self) -> None:
        self.status_read.emit(self._answer(None, lambda: self._here().status()))

    @Slot(object)
    def change_settings(self, fields: Mapping[str, object]) -> None:
        """Set some, or none, and say what is set now: the command line may set them, too."""
        change = partial(self._settings.change, **fields) if fields else self._settings.load
        self.settings_read.emit(self._answer(fields, change))

    @Slot()
    def read_passes(self) -> None:
        self.passes_read.emit(self._answer(None, lambda: self._here().passes()))

    @Slot(object, bool)
    def pin(self, address: Address, pinned: bool) -> None:
        """Keep a thing at hand, or no longer; it is then shown as it is."""
        self._answer(
            address,
            lambda: (self._here().pin if pinned else self._here().unpin)(address),
        )
        self.open(address)

    @Slot()
    def read_home(self) -> None:
        self.home_read.emit(self._answer(None, lambda: home_contents(self._here())))

    @Slot()
    def read_session(self) -> None:
        self.session_read.emit(self._answer(None, lambda: str(self._here().familiar.session())))

    @Slot(object)
    def remember(self, deed: Callable[[Familiar], None]) -> None:
        """Have something remembered of what was opened, starred or seen; it is not answered."""
        self._answer(None, lambda: deed(self._here().familiar))

    @Slot(object)
    def keep_preferences(self, preferences: Preferences) -> None:
        """Write what the window remembers; without room or right it is forgotten."""
        try:
            self._keep(preferences)
        except OSError as error:
            log.info("the window's settings were not kept: %s", type(error).__name__)

    @Slot()
    def leave(self) -> None:
        """Close what was opened here, and end the thread."""
        self.close_library()
        QThread.currentThread().quit()

    @Slot()
    def close_library(self) -> None:
        """Close the files, so that they may be removed; ``open_library`` opens what is there."""
        if self._library is not None:
            self._library.close()
            self._library = None

    def _open(self) -> Library:
        self._library = self._make_library()
        return self._library

    def _here(self) -> Library:
        if self._library is None:
            raise NotConnected("This home holds no replica yet.")
        if self._library.is_replaced():
            self.close_library()
            return self._open()
        return self._library

    def _answer(self, request: object, ask: Callable[[], T]) -> Answer[T]:
        """The boundary: whatever happens, the window gets its answer."""
        try:
            return Answer(request=request, value=ask())
        except AppError as error:
            failure = Failure(error=type(error).__name__, message=str(error))
        except Exception as error:  # noqa: BLE001  a crash here shows a sentence, not a dead gate
            # Places only: the message may hold what somebody typed.
            places = traceback.extract_tb(error.__traceback__)[-3:]
            where = " < ".join(f"{place.name}:{place.lineno}" for place in reversed(places))
            log.error("the library failed: %s at %s", type(error).__name__, where)
            failure = Failure()
        return Answer(request=request, failure=failure)
