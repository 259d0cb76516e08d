"""The narrow bar at the left: where to look, and the few things that are always at hand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.ui.actions import Actions
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.icons import program_sign
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_4, Theme

ABOVE = ("home", "people", "units", "pages", "posts", "questions")
BELOW = ("theme", "settings")
WIDTH = 60
BUTTON = 40
LOGO = 26


class Rail(QFrame):
    """Buttons for the actions of the window."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar-left")
        self.setFixedWidth(WIDTH)
        self._logo = PlainLabel()
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_2, SPACE_4, SPACE_2, SPACE_4)
        column.setSpacing(SPACE_2)
        column.addWidget(self._logo)
        column.addSpacing(SPACE_1)
        for name in ABOVE:
            column.addWidget(action_button(actions[name]), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        for name in BELOW:
            column.addWidget(action_button(actions[name]), 0, Qt.AlignmentFlag.AlignHCenter)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._logo.setPixmap(program_sign(LOGO, self.devicePixelRatioF()))


def action_button(action: QAction) -> QToolButton:
    """A square button for an action, with its name for those who do not see the sign."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(20, 20))
    button.setFixedSize(BUTTON, BUTTON)
    # Tool buttons are left out of the tab order unless told otherwise.
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
