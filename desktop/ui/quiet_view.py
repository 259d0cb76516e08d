"""What stands in the middle while nothing is typed and nothing is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.ui.centred import in_the_middle
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_5, SPACE_6, Theme
from desktop.ui.sync.sentences import age_sentence, counts_sentence, percent, progress_sentence
from desktop.ui.sync.state import SyncState, utc_now

SIGN = 48
WIDEST = 520


class QuietView(QWidget):
    """A question, a line of what is here and how old it is, and a few keys."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._welcome = ""
        self._sign = PlainLabel()
        self._title = PlainLabel(self.tr("What are you looking for?"), "heading")
        self._text = PlainLabel(role="muted")
        self._text.setText(
            self.tr(
                "A name, a part of a phone number, a skill, or words from a page: "
                "the first letters are enough."
            )
        )
        self._here = PlainLabel(role="strong")
        self._age = PlainLabel(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(WIDEST // 2)
        self._bar.setAccessibleName(self.tr("Progress of syncing"))
        self._lay_out()
        self.set_theme(theme)
        self.show_state(SyncState())

    def show_state(self, state: SyncState) -> None:
        """Say what is here and, while the first sync runs, how far it is."""
        here = counts_sentence(state.status)
        self._here.setText(here)
        self._here.setVisible(bool(here))
        first = state.progress is not None and state.synced_at is None
        self._bar.setVisible(first)
        if state.progress is not None and first:
            self._bar.setRange(0, 100 if state.progress.total else 0)
            self._bar.setValue(percent(state.progress))
            going_on = self.tr("People come first and can be found as soon as they are here.")
            lines = (self._welcome, progress_sentence(state.progress), going_on)
            self._age.setText("\n".join(line for line in lines if line))
        else:
            # How old it is stands below already; here only that there is nothing yet.
            self._age.setText("" if state.synced_at else age_sentence(state, self._now()))

    def welcome(self, entries: int) -> None:
        """Just connected: say how much will be fetched, until the first sync is through."""
        number = QLocale().toString(entries)
        self._welcome = self.tr("Connected. {number} entries are being fetched.").format(
            number=number
        )

    def words(self) -> str:
        """What is said about what is here."""
        return f"{self._here.text()}\n{self._age.text()}"

    def set_theme(self, theme: Theme) -> None:
        self._middle.setMaximumWidth(round(WIDEST * text_scale()))
        self._sign.setPixmap(pixmap("share-2", theme.accent, SIGN, self.devicePixelRatioF()))

    def _lay_out(self) -> None:
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        column.setSpacing(SPACE_3)
        for part in (self._sign, self._title, self._text, self._here, self._age):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setWordWrap(True)
            column.addWidget(part)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE_6)
        column.addLayout(self._keys())
        in_the_middle(self._middle, self, WIDEST)

    def _keys(self) -> QGridLayout:
        hints = (
            ("A … Z", self.tr("Just type, wherever you are")),
            ("↑ ↓", self.tr("Walk through the results")),
            (self.tr("Enter"), self.tr("Open what is selected")),
            ("F1", self.tr("All keyboard shortcuts")),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_5)
        grid.setVerticalSpacing(SPACE_2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        for row, (keys, meaning) in enumerate(hints):
            grid.addWidget(PlainLabel(keys, "strong"), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(PlainLabel(meaning, "muted"), row, 2)
        return grid
