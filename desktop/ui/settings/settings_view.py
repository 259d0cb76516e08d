"""The settings: look, syncing, server, this computer. Shows what is set, tells what is wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from desktop.ui.content.column_screen import ColumnScreen
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.home.blocks import Block
from desktop.ui.plain_label import PlainLabel
from desktop.ui.settings.kept_form import KeptForm
from desktop.ui.settings.look_form import LookForm
from desktop.ui.settings.server_card import ServerCard
from desktop.ui.style.tokens import SPACE_3, Theme
from desktop.ui.sync.schedule_form import ScheduleForm
from desktop.ui.sync.state import SyncState

WIDEST = 640


class SettingsView(ColumnScreen):
    """A column of cards; its parts are public, and wired elsewhere.

    Signals:
        changed: A mapping of one field of ``Settings`` to its new value.
        theme_chosen, zoom_chosen, language_chosen: As of ``LookForm``.
        staying_chosen: Whether the program goes on in the tray when its window is closed.
        check_requested: Look whether all is well here.
        keys_requested: The sheet of shortcuts.
        left: Esc, or *Done*.
    """

    changed = Signal(object)
    theme_chosen = Signal(str)
    zoom_chosen = Signal(int)
    language_chosen = Signal(str)
    staying_chosen = Signal(bool)
    check_requested = Signal()
    keys_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(WIDEST, parent)
        self.look = LookForm()
        self.schedule = ScheduleForm(alone=False)
        self.kept = KeptForm()
        self.server = ServerCard()
        self.staying = QCheckBox(self.tr("Keep running in the tray when the window is closed"))
        self.staying.hide()
        self._check = QPushButton(self.tr("Check this installation"))
        self._keys = QPushButton(self.tr("Keyboard shortcuts"))
        self._done = QPushButton(self.tr("Done"))
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def show_state(self, state: SyncState) -> None:
        self.schedule.show_settings(state.settings)
        self.kept.show_settings(state.settings)
        self.server.show_status(state.status)

    def set_theme(self, theme: Theme) -> None:
        self.restyle(theme)

    @Slot()
    def begin(self) -> None:
        """Have the keyboard at the first field."""
        self.verticalScrollBar().setValue(0)
        self.look.theme.setFocus()

    def _connect(self) -> None:
        self.schedule.changed.connect(self.changed)
        self.kept.changed.connect(self.changed)
        self.look.theme_chosen.connect(self.theme_chosen)
        self.look.zoom_chosen.connect(self.zoom_chosen)
        self.look.language_chosen.connect(self.language_chosen)
        self.staying.clicked.connect(self.staying_chosen)
        self._check.clicked.connect(self.check_requested)
        self._keys.clicked.connect(self.keys_requested)
        self._done.clicked.connect(self.left)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(PlainLabel(self.tr("Settings"), "heading"))
        for title, parts in (
            (self.tr("Look and language"), [self.look]),
            (self.tr("Syncing"), [self.schedule]),
            (self.tr("What is kept offline"), [self.kept]),
            (self.tr("Server"), [self.server]),
            (self.tr("This computer"), [self.staying, self._buttons()]),
        ):
            card = Block(title)
            card.spread(SPACE_3)
            for part in parts:
                card.add(part)
            column.addWidget(card)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self._done)
        column.addLayout(last)

    def _buttons(self) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self._check, self._keys):
            row.addWidget(button)
        return buttons
