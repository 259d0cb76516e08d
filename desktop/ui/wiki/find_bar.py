"""Finding words in the page that is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextEdit, QToolButton, QWidget

from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import LIGHT, SPACE_1, SPACE_2, Theme

MOST = 500
BACKWARD = QTextDocument.FindFlag.FindBackward


class FindBar(QFrame):
    """A line to type into, the places where it stands, and a way from one to the next.

    Signals:
        closed: The reader is done with it.
    """

    closed = Signal()

    def __init__(self, text: QTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._theme = LIGHT
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("Find in this page"))
        self._line.setAccessibleName(self.tr("Find in this page"))
        self._line.textChanged.connect(self._search)
        self._line.returnPressed.connect(self.find_next)
        self._count = PlainLabel(role="small")
        self._previous = self._button(self.tr("Previous place"))
        self._previous.clicked.connect(self.find_previous)
        self._next = self._button(self.tr("Next place"))
        self._next.clicked.connect(self.find_next)
        self._close = self._button(self.tr("Close the search in this page (Esc)"))
        self._close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE_1, 0, SPACE_2)
        row.addWidget(self._line, 1)
        for part in (self._count, self._previous, self._next, self._close):
            row.addWidget(part)

    def begin(self) -> None:
        """Take the keyboard, with what is selected as the words to find."""
        selected = self._text.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self._line.setText(selected)
        self.show()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()
        self._search(self._line.text())

    def end(self) -> None:
        self._text.setExtraSelections([])
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        signs = ((self._previous, "chevron-up"), (self._next, "chevron-down"), (self._close, "x"))
        for button, sign in signs:
            button.setIcon(icon(sign, theme.text_muted))

    @Slot()
    def find_next(self) -> None:
        self._go(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    @Slot()
    def find_previous(self) -> None:
        self._go(BACKWARD, QTextCursor.MoveOperation.End)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    @Slot(str)
    def _search(self, words: str) -> None:
        places = self._places(words)
        self._text.setExtraSelections(places)
        number = f"{MOST}+" if len(places) >= MOST else str(len(places))
        found = self.tr("{number} places").format(number=number) if places else ""
        self._count.setText(found or (self.tr("not found") if words else ""))
        if places:
            start = places[0].cursor
            self._text.setTextCursor(start)

    def _places(self, words: str) -> list[QTextEdit.ExtraSelection]:
        mark = QTextCharFormat()
        mark.setBackground(QColor(self._theme.highlight))
        mark.setForeground(QColor(self._theme.on_highlight))
        places: list[QTextEdit.ExtraSelection] = []
        cursor = self._text.document().find(words) if words else QTextCursor()
        while not cursor.isNull() and len(places) < MOST:
            place = QTextEdit.ExtraSelection()
            place.cursor = cursor
            place.format = mark
            places.append(place)
            cursor = self._text.document().find(words, cursor)
        return places

    def _go(self, flags: QTextDocument.FindFlag, otherwise: QTextCursor.MoveOperation) -> None:
        """To the next place, or around the end of the page to the first one."""
        words = self._line.text()
        if words and not self._text.find(words, flags):
            self._text.moveCursor(otherwise)
            self._text.find(words, flags)
