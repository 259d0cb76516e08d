"""A label that shows its text as it is. Never guesses markup, whoever wrote the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

# Embeddings, overrides and isolates reorder what stands beside them in the window.
BIDI_CONTROLS = dict.fromkeys(
    (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def plain(text: str) -> str:
    """``text`` on its way into a control: no bidi controls, no control characters but newlines."""
    kept = text.translate(BIDI_CONTROLS)
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in kept)


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
