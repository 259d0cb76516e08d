"""Where a thing stands: the way to it from the top, each step to be opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records import Reference
from desktop.ui.content.link_button import LinkButton
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import SPACE_1

CRUMB_EDGE = 2  # border and padding left of the words of a step


class Breadcrumbs(QWidget):
    """A line of links that breaks where it must.

    Signals:
        open_requested: The Address of a step.
    """

    open_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Where this stands"))
        self._row = FlowLayout(self, spacing=0)

    def show_path(self, path: Sequence[Reference]) -> None:
        self.hide()  # so that all of the page is arranged once, not with each step
        while (old := self._row.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, step in enumerate(path):
            if place:
                mark = PlainLabel("›", "muted")
                mark.setContentsMargins(SPACE_1, 0, SPACE_1, 0)
                self._add(mark)
            button = LinkButton(step.title, step.address, role="crumb")
            button.opened.connect(self.open_requested)
            self._add(button)
        self.setVisible(bool(path))
        self.updateGeometry()

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        widget.show()
