"""After the server agreed: what will be fetched, how large it is, and a button that fetches it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop.ui.centred import in_the_middle
from desktop.ui.connect.connect_process import Enrolled
from desktop.ui.counted import Counted
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_6, Theme
from desktop.ui.sync.sentences import size

WIDTH = 460
SIGN = 44


class OfferScreen(QWidget):
    """Says what comes in which order. Enter fetches it.

    Signals:
        accepted: *Fetch it now*.
        postponed: *Later*.
    """

    accepted = Signal()
    postponed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = PlainLabel()
        self._amount = PlainLabel(role="strong")
        self._order = PlainLabel(
            self.tr(
                "People come first and can be found after a moment, then pages, photos last. "
                "You need not wait: search, read, even close the window; it goes on where it was."
            ),
            "muted",
        )
        self._fetch = QPushButton(self.tr("Fetch it now"))
        self._fetch.setProperty("role", "primary")
        self._later = QPushButton(self.tr("Later"))
        self._later.setToolTip(self.tr("Nothing is fetched until you ask for it"))
        for button in (self._fetch, self._later):
            button.setAutoDefault(True)  # Enter presses it, as the space bar does
        self._fetch.clicked.connect(self.accepted)
        self._later.clicked.connect(self.postponed)
        self._lay_out()
        self.set_theme(theme)

    def show_offer(self, enrolled: Enrolled) -> None:
        words = Counted()
        text = self.tr("{entries}, at most {size}; photos come on top of that.").format(
            entries=words.entries(enrolled.entries),
            size=size(enrolled.size),
        )
        self._amount.setText(text)
        self._fetch.setFocus()

    def words(self) -> str:
        """What is said of the size."""
        return self._amount.text()

    def set_theme(self, theme: Theme) -> None:
        self._card.setMaximumWidth(round(WIDTH * text_scale()))
        drawn = pixmap("circle-check", theme.success, SIGN, self.devicePixelRatioF())
        self._sign.setPixmap(drawn)

    def _lay_out(self) -> None:
        self._card = QFrame()
        self._card.setProperty("role", "card")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        column.setSpacing(SPACE_3)
        title = PlainLabel(self.tr("Connected"), "title")
        for part in (self._sign, title, self._amount, self._order):
            part.setWordWrap(True)
            column.addWidget(part)
        column.addSpacing(SPACE_2)
        buttons = FlowLayout()
        buttons.addWidget(self._fetch)
        buttons.addWidget(self._later)
        column.addLayout(buttons)
        in_the_middle(self._card, self, WIDTH)
