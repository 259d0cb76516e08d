"""What stands where there is nothing to show: a sign, a sentence, what to do. Nothing dead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.centred import in_the_middle
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_5, Theme

SIGN = 40
WIDEST = 520


class EmptyState(QWidget):
    """A sign, a title, a text and at most one button, in the middle.

    Signals:
        acted: The button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = "search"
        self._sign = PlainLabel()
        self._title = PlainLabel(role="title")
        self._text = PlainLabel(role="muted")
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        for label in (self._sign, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        column.setSpacing(SPACE_3)
        for part in (self._sign, self._title, self._text):
            column.addWidget(part)
        column.addSpacing(SPACE_2)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        in_the_middle(self._middle, self, WIDEST)
        self.say("search", "", "")

    def say(self, sign: str, title: str, text: str, button: str = "") -> None:
        """Show these; what is empty stays away."""
        self._name = sign
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._middle.setMaximumWidth(round(WIDEST * text_scale()))
        ratio = self.devicePixelRatioF()
        drawn = pixmap(self._name, theme.text_muted, SIGN, ratio) if self._name else QPixmap()
        self._sign.setPixmap(drawn)

    def words(self) -> str:
        """What is said, for whoever asks without eyes."""
        return f"{self._title.text()} {self._text.text()}".strip()
