"""Whom somebody reports to and who reports to them, as a small chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from desktop.records import Reference
from desktop.ui.content.faces import Faces
from desktop.ui.plain_label import plain
from desktop.ui.style.fonts import sized, text_scale
from desktop.ui.style.tokens import FONT_BASE, FONT_SMALL, SPACE_2, SPACE_3, SPACE_5, Theme

NODE = QSize(176, 52)
NARROWEST = 148
MOST_COLUMNS = 3
FACE = 32
ROUNDING = 10
FEW = 6
MOST = 60


class Node(QAbstractButton):
    """One person in the chart.

    Signals:
        opened: The person's Address.
    """

    opened = Signal(object)

    def __init__(self, person: Reference, faces: Faces, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._person = person
        self._faces = faces
        self._theme = theme
        self.is_self = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(plain(", ".join(filter(None, (person.title, person.subtitle)))))
        self.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        if not self.is_self:
            self.opened.emit(self._person.address)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.is_self or self.hasFocus()
        painter.setPen(QPen(QColor(self._theme.accent if marked else self._theme.border), 1.5))
        ground = self._theme.accent_soft if self.is_self else self._theme.surface
        hovered = self.underMouse() and not self.is_self
        painter.setBrush(QColor(self._theme.surface_alt if hovered else ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), ROUNDING, ROUNDING)
        top = (self.height() - FACE) / 2
        self._faces.paint(painter, QRectF(SPACE_2, top, FACE, FACE), self._person)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        room = self.rect().adjusted(FACE + 2 * SPACE_2, SPACE_2, -SPACE_2, -SPACE_2)
        strong = sized(self.font(), FONT_BASE - 1, QFont.Weight.DemiBold)
        small = sized(self.font(), FONT_SMALL)
        lines = [(self._person.title, strong, self._theme.text)]
        if self._person.subtitle:
            lines.append((self._person.subtitle, small, self._theme.text_muted))
        height = room.height() // len(lines)
        for place, (text, font, colour) in enumerate(lines):
            line = QRect(room.left(), room.top() + place * height, room.width(), height)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            words = plain(text).replace("\n", " ")
            cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)


class ReportingLine(QWidget):
    """Manager above, the person, and at first ``FEW`` of their reports.

    Signals:
        open_requested: The Address of somebody in the chart.
    """

    open_requested = Signal(object)

    def __init__(
        self,
        person: Reference,
        manager: Reference | None,
        reports: Sequence[Reference],
        faces: Faces,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._faces = faces
        self._reports = reports
        self._node_size = NODE * text_scale()
        self._manager = self._node(manager) if manager is not None else None
        self._self = self._node(person)
        self._self.is_self = True
        self._self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nodes = [self._node(report) for report in reports[:FEW]]
        self._more = QPushButton(self)
        self._more.setProperty("role", "link")
        self._more.setVisible(len(reports) > FEW)
        self._more.setText(self.tr("+{number} more").format(number=len(reports) - FEW))
        self._more.clicked.connect(self._show_more)
        self.setAccessibleName(self.tr("Reporting line"))
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width(), move=True)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(
            self._node_size.width(),
            self._arrange(max(self.width(), self._node_size.width()), move=False),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self._node_size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._theme.border_strong), 1))
        middle = self._self.geometry().center().x()
        if self._manager is not None:
            top = self._manager.geometry().bottom()
            painter.drawLine(middle, top, middle, self._self.y())
        if self._nodes:
            self._paint_branches(painter, middle)
        painter.end()

    def _paint_branches(self, painter: QPainter, middle: int) -> None:
        """From the person down to a bar, and from it to each report of the first row."""
        first = [node for node in self._nodes if node.y() == self._nodes[0].y()]
        bar = self._nodes[0].y() - SPACE_5 // 2
        painter.drawLine(middle, self._self.geometry().bottom(), middle, bar)
        columns = [node.geometry().center().x() for node in first]
        painter.drawLine(min(*columns, middle), bar, max(*columns, middle), bar)
        for column in columns:
            painter.drawLine(column, bar, column, self._nodes[0].y())

    def _node(self, person: Reference) -> Node:
        node = Node(person, self._faces, self._theme, self)
        node.opened.connect(self.open_requested)
        return node

    def _arrange(self, width: int, *, move: bool) -> int:
        """Set the nodes into ``width``; return the height they need."""
        narrowest = round(NARROWEST * text_scale())
        columns = max(1, min(MOST_COLUMNS, (width + SPACE_3) // (narrowest + SPACE_3)))
        share = (width + SPACE_3) // columns - SPACE_3
        node = QSize(min(self._node_size.width(), share), self._node_size.height())
        # The tree stands at the left, where everything else of the card begins.
        abreast = min(columns, max(len(self._nodes), 1))
        width = min(width, abreast * (node.width() + SPACE_3) - SPACE_3)
        top = 0
        for single in (self._manager, self._self):
            if single is not None:
                if move:
                    single.setGeometry(QRect(QPoint((width - node.width()) // 2, top), node))
                top += node.height() + SPACE_5
        for start in range(0, len(self._nodes), columns):
            row = self._nodes[start : start + columns]
            left = (width - len(row) * (node.width() + SPACE_3) + SPACE_3) // 2
            for place, report in enumerate(row if move else ()):
                x = left + place * (node.width() + SPACE_3)
                report.setGeometry(QRect(QPoint(x, top), node))
            top += node.height() + SPACE_3
        return top + self._place_more(top, width, move=move)

    def _place_more(self, top: int, width: int, *, move: bool) -> int:
        if self._more.isHidden():
            return 0
        size = self._more.sizeHint()
        if move:
            self._more.setGeometry(QRect(QPoint((width - size.width()) // 2, top), size))
        return size.height()

    @Slot()
    def _show_more(self) -> None:
        """All of them, to a bound: a chart of hundreds is a list, and the unit has that."""
        added = [self._node(report) for report in self._reports[FEW:MOST]]
        self._nodes += added
        for node in added:
            node.show()
        self._more.hide()
        self._arrange(self.width(), move=True)
        self.updateGeometry()
        self.update()
        if added:
            added[0].setFocus(Qt.FocusReason.OtherFocusReason)
