"""Layouts that keep a widget in the middle of what room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget


def in_the_middle(widget: QWidget, outer: QWidget, width: int) -> None:
    """Lay ``widget`` out in ``outer``: at most ``width`` wide, as high as its texts need.

    By stretches and not by alignment: an aligned widget gets the height that its texts would
    need on one line.
    """
    widget.setMaximumWidth(width)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    column = QVBoxLayout(outer)
    column.addStretch(2)
    column.addLayout(row)
    column.addStretch(3)
