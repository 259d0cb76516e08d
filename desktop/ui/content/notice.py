"""A line about what was just done, with one thing to do about it; it can be sent away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import SPACE_2, SPACE_3, Theme


class Notice(QFrame):
    """Away until something is said.

    Signals:
        acted: Its button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "note")
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self.acted)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_2, SPACE_2, SPACE_2)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.set_theme(theme)
        self.hide()

    @Slot(str, str)
    def say(self, words: str, button: str = "") -> None:
        """Show ``words``, and a button where it is named."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.show()

    def words(self) -> str:
        """What is said; empty while it is away."""
        return "" if self.isHidden() else self._words.text()

    def set_theme(self, theme: Theme) -> None:
        self._close.setIcon(icon("x", theme.text_muted, 16))
