"""Where the reader is in a text: which heading is at the top, and how to go to another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextBrowser

REACH = 48  # points below the upper edge in which a heading counts as reached


class ReadingPlace(QObject):
    """Follows the scroll bar of a text.

    Signals:
        changed: The anchor of the heading under which the reader is; empty above the first.
    """

    changed = Signal(str)

    def __init__(self, text: QTextBrowser) -> None:
        super().__init__(text)
        self._text = text
        self._blocks: list[tuple[str, QTextBlock]] = []
        self._last = ""
        text.verticalScrollBar().valueChanged.connect(self._look)
        # Positions are known once the text is laid out, which may be later than it is set.
        text.document().documentLayout().documentSizeChanged.connect(self._look)

    @property
    def share(self) -> float:
        """How far down the reader is, from 0 to 1."""
        bar = self._text.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def restore(self, share: float) -> None:
        bar = self._text.verticalScrollBar()
        bar.setValue(round(share * bar.maximum()))

    def forget(self) -> None:
        """Know no heading any more: another text is about to be set, and theirs goes with it."""
        self._blocks = []

    def find(self, anchors: Sequence[str]) -> None:
        """Look up where the headings stand in the text as it now is."""
        wanted = set(anchors)
        self.forget()
        self._last = ""
        block = self._text.document().begin()
        while wanted and block.isValid():
            for anchor in wanted & set(_names(block)) if _is_heading(block) else ():
                self._blocks.append((anchor, block))
                wanted.discard(anchor)
            block = block.next()
        self._look()

    @Slot(str)
    def go(self, anchor: str) -> None:
        """To the heading or note of that name; to the top for none."""
        if anchor:
            self._text.scrollToAnchor(anchor)
        else:
            self._text.verticalScrollBar().setValue(0)
        self._look()

    @Slot()
    def _look(self) -> None:
        bar = self._text.verticalScrollBar()
        layout = self._text.document().documentLayout()
        edge = bar.value() + REACH
        above: list[str] = []
        for anchor, block in self._blocks:
            # Asking where a block stands lays out all before it: no further than need be.
            if layout.blockBoundingRect(block).y() > edge:
                break
            above.append(anchor)
        at_end = bar.value() == bar.maximum() > 0
        here = self._blocks[-1][0] if at_end and self._blocks else (above or [""])[-1]
        if here != self._last:
            self._last = here
            self.changed.emit(here)


def _is_heading(block: QTextBlock) -> bool:
    return block.blockFormat().headingLevel() > 0


def _names(block: QTextBlock) -> list[str]:
    """The anchors in a block."""
    names: list[str] = list(block.charFormat().anchorNames())
    parts = block.begin()
    while not parts.atEnd():
        names.extend(parts.fragment().charFormat().anchorNames())
        parts += 1
    return names
