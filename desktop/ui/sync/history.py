"""What happened: the last passes as a plain list, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop import passes
from desktop.passes import WELL, PassRecord
from desktop.ui.answers import Failure
from desktop.ui.counted import Counted
from desktop.ui.failures import sentence
from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_1, SPACE_3
from desktop.ui.sync.sentences import size
from desktop.ui.sync.times import clock

translate = QCoreApplication.translate

LIST_HEIGHT = 260


class History(QWidget):
    """The list, and the way back.

    Signals:
        left: *Back*.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = PlainLabel(self.tr("What happened"), "strong")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What happened"))
        self.list.setWordWrap(True)
        self.list.setSpacing(SPACE_1)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        back = QPushButton(self.tr("Back"))
        back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        column.addWidget(title)
        column.addWidget(self.list, 1)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.list)

    def show_passes(self, some: Sequence[PassRecord]) -> None:
        self.list.setMinimumHeight(round(LIST_HEIGHT * text_scale()))
        self.list.clear()
        for one in some:
            self.list.addItem(plain(f"{when(one)} · {pass_sentence(one)}"))
        if not some:
            self.list.addItem(self.tr("Nothing has been synced yet"))
        self.list.setCurrentRow(0)


def when(one: PassRecord) -> str:
    """The time of a pass; of a row of passes the first and the last."""
    began, ended = (clock(datetime.fromisoformat(stamp)) for stamp in (one.began, one.ended))
    return f"{began} – {ended}" if one.times > 1 and began != ended else ended


def pass_sentence(one: PassRecord) -> str:
    """What became of a pass, in words."""
    if one.outcome == WELL:
        return _brought(one)
    said = _outcome(one.outcome)
    return f"{said} ({Counted().times(one.times)})" if one.times > 1 else said


def _outcome(outcome: str) -> str:
    match outcome:
        case passes.CUT:
            return translate(
                "Sync", "Ended before it was through; the next one went on from there."
            )
        case passes.KEPT:
            return translate(
                "Sync", "The server wanted more deleted than it could account for; all was kept."
            )
        case passes.MENDED:
            return translate("Sync", "Something was not as on the server and is fetched again.")
    return sentence(Failure(error=outcome))


def _brought(one: PassRecord) -> str:
    words = Counted()
    parts = [words.entries(one.rows)] if one.rows else []
    if one.blobs:
        parts.append(words.photos(one.blobs))
    if parts:
        parts.append(size(one.bytes))
    said = ", ".join(parts) or translate("Sync", "Nothing new")
    if one.rows_waiting:
        return said + "; " + translate("Sync", "people and pages wait for Wi-Fi")
    if one.photos_waiting:
        photos = words.photos(one.photos_waiting)
        return said + "; " + translate("Sync", "{photos} wait for Wi-Fi").format(photos=photos)
    return said
