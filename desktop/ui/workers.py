"""The library thread: asks the library and answers the window. Knows no widget."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, QThread, Signal, Slot
from PySide6.QtGui import QImage

from desktop.errors import AppError, NotConnected
from desktop.records import Address, Page, SearchRequest
from desktop.settings import SettingsFile
from desktop.ui.answers import Answer, Failure, HomeRead, Opened
from desktop.ui.pictures import decode
from desktop.ui.preferences import Preferences
from desktop.ui.references import faces_at_home, needed_pictures

if TYPE_CHECKING:
    from desktop.library import Familiar, Library

FACE_PIXELS = 96

if TYPE_CHECKING:
    from desktop.security.sanitise import Rendered

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
        status_read: Answer with a Status.
        settings_read: Answer to fields to change, or to none; its value are all Settings.
        passes_read: Answer with the PassRecords of the last passes.
        home_read: Answer with a HomeRead.
    """

    ready = Signal(object)
    found = Signal(object)
    opened = Signal(object)
    faces_read = Signal(object)
    status_read = Signal(object)
    settings_read = Signal(object)
    passes_read = Signal(object)
    home_read = Signal(object)

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
        self._close()
        self.ready.emit(self._answer(None, lambda: self._open().status()))

    @Slot(object)
    def search(self, request: SearchRequest) -> None:
        self.found.emit(self._answer(request, lambda: self._here().search(request)))

    @Slot(object)
    def open(self, address: Address) -> None:
        self.opened.emit(self._answer(address, lambda: self._prepare(address)))

    @Slot(object)
    def read_faces(self, hashes: tuple[str, ...]) -> None:
        answer = self._answer(hashes, lambda: self._decode(hashes))
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
        self.home_read.emit(self._answer(None, self._home))

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
        self._close()
        QThread.currentThread().quit()

    def _close(self) -> None:
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
            self._close()
            return self._open()
        return self._library

    def _prepare(self, address: Address) -> Opened:
        record = self._here().show(address, QLocale().name().partition("_")[0])
        rendered: Rendered | None = None
        remarks: Mapping[str, Rendered] = {}
        images = list(needed_pictures(record))
        if isinstance(record, Page):
            rendered, remarks = _render(record)
            for text in (rendered, *remarks.values()):
                images.extend(text.images)
        here = self._bytes(images)
        missing = frozenset(images) - here.keys()
        if missing:
            self._here().ask_for(missing)
        return Opened(
            address=address,
            record=record,
            rendered=rendered,
            remarks=remarks,
            images=here,
            missing=missing,
            pinned=record.address in self._here().pinned(),
            starred=self._here().familiar.is_starred(record.address),
        )

    def _home(self) -> HomeRead:
        contents = self._here().familiar.contents()
        return HomeRead(contents=contents, images=self._bytes(faces_at_home(contents)))

    def _bytes(self, hashes: Iterable[str]) -> Mapping[str, bytes]:
        library = self._here()
        read = ((wanted, library.blob(wanted)) for wanted in hashes)
        return {wanted: data for wanted, data in read if data is not None}

    def _decode(self, hashes: Iterable[str]) -> Mapping[str, QImage]:
        drawn = {key: decode(data, FACE_PIXELS) for key, data in self._bytes(hashes).items()}
        return {key: image for key, image in drawn.items() if not image.isNull()}

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


def _render(page: Page) -> tuple[Rendered, Mapping[str, Rendered]]:
    """The text of a page, and the texts below it by key."""
    # Markdown and the colouring of code take their time to load: here, not at the start.
    from desktop.security.sanitise import render  # noqa: PLC0415  (see above)

    remarks = [one for top in page.remarks for one in top.all()]
    below = {one.address.key: render(one.text, dead=one.dead) for one in remarks}
    return render(page.text, dead=page.dead), below
