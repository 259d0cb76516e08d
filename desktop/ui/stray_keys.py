"""Keys that no control wanted: which of them mean something to the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ESCAPE = Qt.Key.Key_Escape
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def is_typed(event: QKeyEvent) -> bool:
    """Whether it is a letter, or another sign that somebody may search for."""
    text = event.text()
    return bool(text.strip()) and text.isprintable() and not (event.modifiers() & COMMANDS)
