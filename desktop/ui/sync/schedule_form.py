"""How often, and for how much: the settings of syncing. Each takes effect when it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from desktop.settings import BOUNDS, Settings
from desktop.ui.plain_label import PlainLabel
from desktop.ui.settings.fields import add_field, choice, figure
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_4

METERED = ("auto", "always", "never")


class ScheduleForm(QWidget):
    """Shows what is set, and tells what is to be changed. ``alone`` it has a title, and a way back.

    Signals:
        changed: A mapping of one field of ``Settings`` to its new value.
        left: *Back*.
    """

    changed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, alone: bool = True) -> None:
        super().__init__(parent)
        self._settings = Settings()
        self._figures = {name: figure() for name in BOUNDS}
        said = (self.tr("As the system says"), self.tr("Yes, always"), self.tr("No, never"))
        self._line = choice(list(zip(said, METERED, strict=True)))
        self._line.activated.connect(self._choose_line)
        for name, box in self._figures.items():
            box.setRange(*BOUNDS[name])
            box.editingFinished.connect(self._keep_figures)
        self._figures["sync_every"].setSpecialValueText(self.tr("As the server asks"))
        self._figures["sync_every"].setSuffix(self.tr(" minutes"))
        self._figures["sync_every"].setSingleStep(15)
        for name in ("metered_budget", "blob_quota"):
            self._figures[name].setSuffix(self.tr(" MB"))
            self._figures[name].setSingleStep(50)
        self._back = QPushButton(self.tr("Back"))
        self._back.clicked.connect(self.left)
        self._lay_out(alone)
        self.setFocusProxy(self._figures["sync_every"])

    @property
    def figures(self) -> tuple[QSpinBox, ...]:
        """The fields that hold a number."""
        return tuple(self._figures.values())

    def show_settings(self, settings: Settings) -> None:
        self._settings = settings
        for name, box in self._figures.items():
            if not box.hasFocus():  # somebody is typing there
                box.setValue(getattr(settings, name))
        self._line.setCurrentIndex(METERED.index(settings.metered))

    @Slot()
    def _keep_figures(self) -> None:
        for name, box in self._figures.items():
            if box.value() != getattr(self._settings, name):
                self.changed.emit({name: box.value()})

    @Slot(int)
    def _choose_line(self, index: int) -> None:
        self.changed.emit({"metered": METERED[index]})

    def _lay_out(self, alone: bool) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_4)
        form.setVerticalSpacing(SPACE_2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Sync every"), self._figures["sync_every"]),
            (self.tr("This line costs money"), self._line),
            (self.tr("On such a line, a day at most"), self._figures["metered_budget"]),
            (self.tr("Room for photos and attachments"), self._figures["blob_quota"]),
        )
        for label, field in rows:
            add_field(form, label, field)
        note = PlainLabel(
            self.tr(
                "People and pages come first, then what you keep at hand, then photos. "
                "What does not fit waits for a line that costs nothing."
            ),
            "small",
        )
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        if alone:
            column.addWidget(PlainLabel(self.tr("Schedule and budget"), "strong"))
        column.addLayout(form)
        column.addWidget(note)
        if alone:
            column.addStretch()
            column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignRight)
