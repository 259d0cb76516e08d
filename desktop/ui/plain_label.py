"""A label that shows its text as it is. Never guesses markup, whoever wrote the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

# Embeddings, overrides and isolates reorder what stands beside them in the window.
BIDI_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
CONTROLS = (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))
SURROGATES = range(0xD800, 0xE000)
REPLACED = (
    dict.fromkeys(BIDI_CONTROLS, "")
    | dict.fromkeys(CONTROLS, " ")
    | dict.fromkeys(SURROGATES, "\ufffd")
)


def plain(text: str) -> str:
    """``text`` on its way into a control: without bidi controls, and newlines its only control."""
    return text.translate(REPLACED)


class PlainLabel(QLabel):
    """A QLabel for plain text; ``role`` names its look in the style sheet."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(plain(text))
