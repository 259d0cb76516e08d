"""What is seen of the window before its parts are loaded: the ground that they will stand on.

By a style sheet alone: to paint loads all of Qt's names, which takes longer than the paint.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.style.tokens import CONTROL_HEIGHT, RADIUS, SPACE_2, SPACE_3, SPACE_4, Theme

# Where bars and box will be, in points at 100 %.
RAIL, TOP, FOOT = 60, 105, 24
BEFORE_BOX, BEHIND_BOX = 92, 198
_STYLE = """
#ground {{ background: {theme.background}; }}
#rail, #top, #foot {{ background: {theme.surface}; }}
#rail {{ border-right: 1px solid {theme.border}; }}
#top {{ border-bottom: 1px solid {theme.border}; }}
#foot {{ border-top: 1px solid {theme.border}; }}
#box {{ background: {theme.surface_alt}; border-radius: {radius}px; }}
"""


class FirstSight(QFrame):
    """Bars, box and ground in the colours of the theme.

    Signals:
        seen: It was painted.
    """

    seen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self._rail, self._top = self._part("rail"), self._part("top")
        self._foot, self._box = self._part("foot"), self._part("box")
        self.setStyleSheet(_STYLE.format(theme=theme, radius=RADIUS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        self._rail.setGeometry(0, 0, RAIL, height - FOOT)
        self._top.setGeometry(RAIL, 0, width - RAIL, TOP)
        self._foot.setGeometry(0, height - FOOT, width, FOOT)
        left, right = RAIL + SPACE_4 + BEFORE_BOX, width - SPACE_4 - BEHIND_BOX
        self._box.setGeometry(left, SPACE_3, right - left, CONTROL_HEIGHT + SPACE_2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.seen.emit()

    def _part(self, name: str) -> QFrame:
        part = QFrame(self)
        part.setObjectName(name)
        return part
