"""The facets beside the list: a tree of groups that fold, each value with how many there are."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.plain_label import PlainLabel
from desktop.ui.search.facet_choices import Choice, FacetChoices, facet_name
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import SPACE_2, SPACE_3, Theme

PAUSE_MS = 150
SIGN = 16
GROUP_GAP = 16
FEW = 6  # values of a facet before the rest is asked for
CHOICE = Qt.ItemDataRole.UserRole
FACET = Qt.ItemDataRole.UserRole + 1
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Aloud = Qt.ItemDataRole.AccessibleTextRole


class FacetPane(QFrame):
    """Signals:
    typed: Letters typed here that belong into the box.
    """

    typed = Signal(str)

    def __init__(self, choices: FacetChoices, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar-left")
        self._choices = choices
        self._theme = theme
        self._folded: set[str] = set()
        self._whole: set[str] = set()
        self.tree = FacetTree()
        self.tree.setAccessibleName(self.tr("Narrow the search"))
        self.tree.chosen.connect(self._press)
        self.tree.typed.connect(self.typed)
        self.tree.focused.connect(self._catch_up)
        self.tree.itemCollapsed.connect(self._note_folded)
        self.tree.itemExpanded.connect(self._note_folded)
        self._reset = QPushButton(self.tr("Reset"))
        self._reset.setProperty("role", "flat")
        self._reset.clicked.connect(self._clear)
        self._nothing = PlainLabel(self.tr("Nothing to narrow here."), "small")
        self._lay_out()
        # Filling takes milliseconds that typing needs: it waits for a pause.
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._fill)
        choices.shown.connect(self._fill)
        choices.counted.connect(self._pause.start)
        self._fill()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_3, 0, SPACE_2, 0)
        head.addWidget(PlainLabel(self.tr("Filter").upper(), "section"), 1)
        head.addWidget(self._reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_2, 0, SPACE_2)
        column.setSpacing(0)
        self._nothing.setContentsMargins(SPACE_3, SPACE_2, SPACE_2, 0)
        self._nothing.setWordWrap(True)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addWidget(self.tree, 1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._fill()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever points here sees what there is now."""
        super().enterEvent(event)
        self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    @Slot()
    def _catch_up(self) -> None:
        if self._pause.isActive():
            self._fill()

    @Slot()
    def _fill(self) -> None:
        """Everything anew; what was folded stays so, and the keyboard stays where it was."""
        self._pause.stop()
        if not self.isVisible():
            return
        at = _identity(self.tree.currentItem())
        scrolled, before = self.tree.verticalScrollBar().value(), self._groups()
        self.tree.blockSignals(True)
        self.tree.clear()
        for facet in self._choices.offered:
            self._add(facet, at)
        self.tree.blockSignals(False)
        same = self._groups() == before
        self.tree.verticalScrollBar().setValue(scrolled if same else 0)
        self._reset.setEnabled(bool(self._choices.chosen))
        self._nothing.setVisible(not self._choices.offered)

    def _groups(self) -> list[str]:
        groups = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [group.data(0, FACET) for group in groups if group is not None]

    def _add(self, facet: str, at: object) -> None:
        group = QTreeWidgetItem([facet_name(facet), ""])
        group.setData(0, FACET, facet)
        font = self.tree.font()
        font.setWeight(font.Weight.DemiBold)
        group.setFont(0, font)
        group.setSizeHint(0, QSize(0, self.tree.fontMetrics().height() + GROUP_GAP))
        self.tree.addTopLevelItem(group)
        choices = list(self._choices.choices(facet))
        few = choices if facet in self._whole or len(choices) <= FEW + 1 else choices[:FEW]
        lines = [self._line(choice) for choice in few]
        if len(few) < len(choices):
            more = self.tr("{number} more").format(number=len(choices) - len(few))
            line = QTreeWidgetItem([more, ""])
            line.setData(0, FACET, facet)
            line.setIcon(0, icon("chevron-down", self._theme.text_muted, SIGN))
            lines.append(line)
        group.addChildren(lines)
        group.setExpanded(facet not in self._folded)
        self._mark_fold(group)
        for line in (group, *lines):
            if at is not None and _identity(line) == at:
                self.tree.setCurrentItem(line)

    @Slot(object)
    def _press(self, line: QTreeWidgetItem) -> None:
        choice, facet = line.data(0, CHOICE), line.data(0, FACET)
        if isinstance(choice, Choice):
            self._choices.toggle(choice.facet, choice.value)
        elif line.parent() is None:
            line.setExpanded(not line.isExpanded())
        else:
            self._whole.add(facet)
            self._fill()

    @Slot(QTreeWidgetItem)
    def _note_folded(self, group: QTreeWidgetItem) -> None:
        facet = group.data(0, FACET)
        (self._folded.discard if group.isExpanded() else self._folded.add)(facet)
        self._mark_fold(group)

    def _mark_fold(self, group: QTreeWidgetItem) -> None:
        sign = "chevron-down" if group.isExpanded() else "chevron-right"
        group.setIcon(0, icon(sign, self._theme.text_muted, SIGN))
        words = self.tr("{facet}, open") if group.isExpanded() else self.tr("{facet}, folded")
        group.setData(0, Aloud, words.format(facet=group.text(0)))

    def _line(self, choice: Choice) -> QTreeWidgetItem:
        line = QTreeWidgetItem([choice.words, choice.count])
        line.setData(0, CHOICE, choice)
        sign, colour = ("square", self._theme.text_muted)
        words = f"{choice.words}, {choice.count}"
        if choice.chosen:
            sign, colour = ("square-check", self._theme.accent)
            words = self.tr("{value}, chosen").format(value=words)
        line.setIcon(0, icon(sign, colour, SIGN))
        line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        line.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.setData(0, Aloud, words)
        line.setToolTip(0, f"<qt>{escape(choice.words)}</qt>")
        return line

    @Slot()
    def _clear(self) -> None:
        self._choices.clear()
        self._choices.changed.emit()


class FacetTree(QTreeWidget):
    """Two columns without a head; Enter, Space and a click press a line.

    Signals:
        chosen: The line that was pressed.
        typed: Letters, which are for the box.
        focused: It has the keyboard now.
    """

    chosen = Signal(object)
    typed = Signal(str)
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("facets")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(SPACE_2)
        self.setIconSize(QSize(SIGN, SIGN))
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAllColumnsShowFocus(True)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._click)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        text = event.text()
        if event.key() in keys:
            self._announce(self.currentItem())
        elif text.strip() and text.isprintable() and not event.modifiers() & COMMANDS:
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.focused.emit()
        super().focusInEvent(event)

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self._announce(self.itemFromIndex(index))

    def _announce(self, line: QTreeWidgetItem | None) -> None:
        if line is not None:
            self.chosen.emit(line)


def _identity(line: QTreeWidgetItem | None) -> object:
    """What stays the same of a line when everything is filled anew."""
    if line is None:
        return None
    choice = line.data(0, CHOICE)
    if isinstance(choice, Choice):
        return choice.facet, choice.value
    return line.data(0, FACET), line.parent() is None
