"""The one box. Says what is typed and which key was pressed; knows nothing of results."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desktop.ui.style.fonts import text_scale
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import Theme

LONGEST = 10_000
HEIGHT = 40
STEPS = {
    Qt.Key.Key_Down.value: 1,
    Qt.Key.Key_Up.value: -1,
    Qt.Key.Key_PageDown.value: 8,
    Qt.Key.Key_PageUp.value: -8,
}


class SearchBox(QLineEdit):
    """A line edit that announces each change at once; the gate behind it drops what is overtaken.

    Signals:
        query_changed: The stripped text, never twice the same.
        stepped: How many results the selection should move.
        chosen: Enter: open what is selected.
        left: Esc on an empty box; Esc on a full one empties it.
    """

    query_changed = Signal(str)
    stepped = Signal(int)
    chosen = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_box")
        self.setPlaceholderText(self.tr("Search people, pages, posts …"))
        self.setAccessibleName(self.tr("Search"))
        self.setToolTip(self.tr("Search people, pages, posts (Ctrl+K)"))
        self.setClearButtonEnabled(True)
        self.setMaxLength(LONGEST)
        self._last = ""
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._sign.triggered.connect(self.selectAll)
        self._sign.setText(self.tr("Select what is typed"))
        self._name_buttons()
        self.textChanged.connect(self._announce)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._sign.setIcon(icon("search", theme.text_muted))
        self.setMinimumHeight(round(HEIGHT * text_scale()))

    def take_key(self, text: str) -> None:
        """Continue with a letter that was typed elsewhere in the window."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.end(False)
        self.insert(text)

    def begin(self) -> None:
        """Make ready for a new query: focused, what is there selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @Slot()
    def _announce(self) -> None:
        query = self.text().strip()
        if query != self._last:
            self._last = query
            self.query_changed.emit(query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _name_buttons(self) -> None:
        """Qt's own buttons inside the field come without names."""
        for button in self.findChildren(QToolButton):
            signed = self._sign in button.actions()
            button.setAccessibleName(self._sign.text() if signed else self.tr("Clear"))

    def _leave(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()
