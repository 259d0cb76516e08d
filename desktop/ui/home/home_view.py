"""The home screen: what one comes for, what is new, what one had before. Shows, decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.answers import Answer, HomeRead
from desktop.ui.content.column_screen import ColumnScreen
from desktop.ui.content.faces import Faces
from desktop.ui.content.when import moment
from desktop.ui.counted import Counted
from desktop.ui.home.blocks import Block, NewsBlock
from desktop.ui.home.first_sync_card import FirstSyncCard
from desktop.ui.home.tiles import Tiles
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_2, SPACE_4, SPACE_5, Theme
from desktop.ui.sync.state import SyncState, utc_now
from desktop.ui.sync.times import clock

WIDEST = 980
TWO_COLUMNS = 700  # pixels at 100 % from which two of them have room
MOST_LISTED = 8


class HomeView(ColumnScreen):
    """Tiles, news, stars, what was opened; the first sync while it lasts.

    Signals:
        errand_chosen: A kind of thing that somebody comes for.
        open_requested: The Address of a row.
        news_seen: What is new was seen.
    """

    errand_chosen = Signal(str)
    open_requested = Signal(object)
    news_seen = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(WIDEST, parent)
        self._now = now
        self._theme = theme
        self._read = HomeRead()
        self._shown: tuple[HomeRead, Theme, float] | None = None
        self._title = PlainLabel(self.tr("What are you looking for?"), "heading")
        self._text = PlainLabel(
            self.tr(
                "A name, a part of a phone number, a skill, or words from a page: "
                "the first letters are enough."
            ),
            "muted",
        )
        self.first_sync = FirstSyncCard()
        self.tiles = Tiles(theme)
        self.tiles.chosen.connect(self.errand_chosen)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(SPACE_4)
        self._blocks: list[QWidget] = []
        self._lay_out()
        self.set_theme(theme)
        self.show_state(SyncState())

    @property
    def has_news(self) -> bool:
        """Whether something new is told."""
        return bool(self._read.contents.news)

    def show_state(self, state: SyncState) -> None:
        """Until everything was here once, say how far that is."""
        self.first_sync.show_state(state)

    def welcome(self, entries: int) -> None:
        """Just connected: say how much will be fetched, until the first sync is through."""
        self.first_sync.welcome(
            self.tr("Connected. To be fetched: {entries}.").format(
                entries=Counted().entries(entries)
            )
        )

    def show_home(self, answer: Answer[HomeRead]) -> None:
        """Show what was read; where it could not be read, what is shown stays."""
        if answer.value is not None:
            self._read = answer.value
            self._rebuild()

    def words(self) -> str:
        """What is said beside the lists."""
        return f"{self._title.text()}\n{self._text.text()}\n{self.first_sync.words()}"

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.restyle(theme)
        self.tiles.set_theme(theme)
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= TWO_COLUMNS * text_scale()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def _rebuild(self) -> None:
        """Build the blocks anew, unless they would be the same: the reader keeps the place."""
        wanted = (self._read, self._theme, text_scale())
        if wanted == self._shown:
            return
        self._shown = wanted
        for block in self._blocks:
            self._columns.removeWidget(block)
            block.hide()
            block.deleteLater()  # it may be what was clicked
        self._blocks = [*self._made_columns()]
        for block in self._blocks:
            self._columns.addWidget(block, 1)

    def _made_columns(self) -> list[QWidget]:
        lists = self._lists()
        if self._read.contents.news:
            return [_column([self._news()]), _column(lists or [self._keys()])]
        if len(lists) > 1:
            return [_column([one]) for one in lists]
        return (
            [_column([*lists, self._keys()])]
            if not lists
            else [
                _column(lists),
                _column([self._keys()]),
            ]
        )

    def _news(self) -> NewsBlock:
        contents = self._read.contents
        last = moment(contents.since)
        since = self.tr("since {time}").format(time=clock(last, self._now())) if last else ""
        block = NewsBlock(contents.news, since, Faces(self._read.images), self._theme)
        block.opened.connect(self.open_requested)
        block.seen.connect(self.news_seen)
        return block

    def _lists(self) -> list[Block]:
        contents, faces = self._read.contents, Faces(self._read.images)
        made = []
        for title, references in (
            (self.tr("Starred"), contents.starred),
            (self.tr("Recently opened"), contents.recent),
        ):
            if references:
                block = Block(title)
                block.add_list(title, references[:MOST_LISTED], faces, self._theme)
                block.opened.connect(self.open_requested)
                made.append(block)
        return made

    def _keys(self) -> Block:
        """What a newcomer may want to know; it gives way to what they do with it."""
        hints = (
            ("A … Z", self.tr("Just type, wherever you are")),
            ("↑ ↓", self.tr("Walk through the results")),
            (self.tr("Enter"), self.tr("Open what is selected")),
            ("F1", self.tr("All keyboard shortcuts")),
        )
        block, grid = Block(self.tr("Good to know")), QWidget()
        rows = QGridLayout(grid)
        rows.setContentsMargins(0, SPACE_2, 0, SPACE_2)
        rows.setHorizontalSpacing(SPACE_5)
        rows.setVerticalSpacing(SPACE_2)
        rows.setColumnStretch(1, 1)
        for row, (keys, meaning) in enumerate(hints):
            words = PlainLabel(meaning, "muted")
            words.setWordWrap(True)
            rows.addWidget(PlainLabel(keys, "strong"), row, 0)
            rows.addWidget(words, row, 1)
        block.add(grid)
        return block

    def _lay_out(self) -> None:
        column = self.column
        for label in (self._title, self._text):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.first_sync)
        column.addWidget(self.tiles)
        column.addLayout(self._columns)


def _column(parts: list[Block]) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE_4)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return column
