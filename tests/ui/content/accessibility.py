"""Walks a window as a screen reader does."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


def reachable(view: QWidget) -> Iterator[QWidget]:
    """What Tab comes to, in no order."""
    for widget in view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(view):
            yield widget


def without_a_name(view: QWidget) -> list[str]:
    """Controls that a screen reader could not call by a name."""
    return [
        type(widget).__name__
        for widget in reachable(view)
        if not (widget.accessibleName() or getattr(widget, "text", str)())
    ]


def texts(view: QWidget) -> str:
    """What the labels and buttons in it say."""
    said = []
    for widget in view.findChildren(QWidget):
        if isinstance(widget, QLabel) or widget.metaObject().indexOfProperty("text") >= 0:
            said.append(str(widget.property("text")).replace("&&", "&"))
        said.append(widget.accessibleName())
    return "\n".join(said).replace("\u200b", "")


def sticking_out(view: QWidget) -> list[str]:
    """Labels and controls that the right edge cuts off."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in view.findChildren(QWidget)
        if widget.isVisibleTo(view)
        and widget.width() > 0
        and widget.mapTo(view, widget.rect().topRight()).x() > view.width()
    ]
