"""A small button that copies a text, and says for a moment that it did."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import SPACE_1, Theme

SAID_MS = 2_000  # so long it says that it was done
SIGN = 14


class CopyButton(QToolButton):
    """Copies ``text``; built for one theme, as what it stands beside."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._theme = theme
        self.setProperty("role", "small")
        self.setIconSize(QSize(SIGN, SIGN))
        self._thanks = QTimer(self, singleShot=True, interval=SAID_MS)
        self._thanks.timeout.connect(self._offer)
        self.clicked.connect(self._copy)
        self._offer()

    @Slot()
    def _offer(self) -> None:
        self.setIcon(icon("copy", self._theme.text_muted, SIGN))
        self._say(self.tr("Copy {text}").format(text=plain(self._text)))

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)
        self.setIcon(icon("check", self._theme.success, SIGN))
        self._say(self.tr("Copied"))
        self._thanks.start()

    def _say(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(words)


class WithCopy(QWidget):
    """A control with a button beside it that copies what it stands for, and a remark."""

    def __init__(self, control: QWidget, text: str, theme: Theme, remark: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_1)
        row.addWidget(control)
        copy = CopyButton(text, theme)
        copy.setMaximumHeight(self.fontMetrics().height())  # as what it stands beside
        row.addWidget(copy)
        if remark:
            row.addWidget(PlainLabel(remark, "small"))
        row.addStretch(1)
