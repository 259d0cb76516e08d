"""The fields that settings are made of: a label above each, named for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QStyledItemDelegate, QWidget

from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import SPACE_2, SPACE_4

FIELD_HEIGHT = 32
INSET = 10  # pixels from the edge of a field to its text, as the style sheet has it for a choice


def form(widget: QWidget) -> QFormLayout:
    """An empty form that fills ``widget``."""
    rows = QFormLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setHorizontalSpacing(SPACE_4)
    rows.setVerticalSpacing(SPACE_2)
    rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return rows


def add_field(rows: QFormLayout, label: str, field: QWidget) -> None:
    """A field below its label."""
    field.setAccessibleName(label)
    field.setMinimumHeight(round(FIELD_HEIGHT * text_scale()))
    words = PlainLabel(label, "muted")
    words.setWordWrap(True)
    rows.addRow(words)  # in a row of its own it has all of the width before it wraps
    rows.addRow(field)


def choice(offered: Sequence[tuple[str, object]]) -> QComboBox:
    """One of several, each with what it stands for. The wheel scrolls the page, not the choice."""
    box = _Choice()
    for text, value in offered:
        box.addItem(text, value)
    return box


def figure() -> QSpinBox:
    """A number. The wheel scrolls the page, not the number."""
    return _Figure()


class _Choice(QComboBox):
    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one knows no style sheet

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]


class _Figure(QSpinBox):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own takes the focus by the wheel
        self.setGroupSeparatorShown(True)
        self.lineEdit().setTextMargins(INSET, 0, 0, 0)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]
