"""What is fetched ahead of time, to be here without a network."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.tokens import SPACE_2

FIELDS = ("keep_images", "keep_portraits", "keep_attachments")


class KeptForm(QWidget):
    """A box to tick for each sort of picture and file.

    Signals:
        changed: A mapping of one field of ``Settings`` to its new value.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = (
            self.tr("Pictures in pages"),
            self.tr("Large photos of people"),
            self.tr("Attachments of pages"),
        )
        self.boxes = {name: QCheckBox(text) for name, text in zip(FIELDS, texts, strict=True)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for name, box in self.boxes.items():
            box.setProperty("field", name)
            box.clicked.connect(self._tell)
            column.addWidget(box)
        note = PlainLabel(
            self.tr(
                "People, pages and small photos are always here, and so is what you pinned. "
                "What is not ticked comes when you look at it and there is a network."
            ),
            "small",
        )
        note.setWordWrap(True)
        column.addWidget(note)

    def show_settings(self, settings: Settings) -> None:
        for name, box in self.boxes.items():
            box.setChecked(bool(getattr(settings, name)))

    @Slot(bool)
    def _tell(self, ticked: bool) -> None:
        self.changed.emit({str(self.sender().property("field")): ticked})
