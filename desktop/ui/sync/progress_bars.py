"""How far each kind is while a pass runs: people, pages, photos, one bar each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from desktop.records import SyncProgress
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import SPACE_2, SPACE_3
from desktop.ui.sync.sentences import percent

KINDS = ("people", "pages", "photos")
_PAGES_DONE = "finishing"


class ProgressBars(QWidget):
    """Three bars; the one that is being filled moves to and fro while its share is not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = (self.tr("People"), self.tr("Pages"), self.tr("Photos"))
        self._bars: dict[str, QProgressBar] = {}
        self._shares: dict[str, PlainLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_2)
        grid.setColumnStretch(1, 1)
        for row, (kind, name) in enumerate(zip(KINDS, names, strict=True)):
            bar, share = QProgressBar(), PlainLabel(role="small")
            bar.setTextVisible(False)
            bar.setAccessibleName(self.tr("Progress: {kind}").format(kind=name))
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PlainLabel(name, "muted"), row, 0)
            grid.addWidget(bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(share, row, 2)
            self._bars[kind], self._shares[kind] = bar, share

    def show_progress(self, progress: SyncProgress) -> None:
        for kind, share in shares(progress).items():
            # A range of nothing moves to and fro: busy, without a share that can be named.
            self._bars[kind].setRange(0, 0 if share is None else 100)
            self._bars[kind].setValue(share or 0)
            self._shares[kind].setText(
                "" if share is None else self.tr("{share} %").format(share=share)
            )


def shares(progress: SyncProgress) -> dict[str, int | None]:
    """What of each kind is done, in per cent; ``None`` where that is not known yet."""
    phase = progress.phase
    if phase == _PAGES_DONE:
        return {"people": 100, "pages": 100, "photos": None}
    if phase not in KINDS:
        return {"people": None, "pages": 0, "photos": 0}
    at = KINDS.index(phase)
    known = percent(progress) if progress.total > 0 else None
    return {
        kind: 100 if place < at else (known if place == at else 0)
        for place, kind in enumerate(KINDS)
    }
