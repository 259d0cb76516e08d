"""A tree that is read as it is unfolded: pages of spaces, units of the organisation.

It holds what came and asks for what is missing; it reads nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.records import Address, Branch
from desktop.ui import kinds, terms
from desktop.ui.plain_label import plain
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import ICON, LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()


@dataclass(slots=True, eq=False)
class Node:
    """One line; ``below`` is ``None`` until it was read."""

    branch: Branch | None
    above: Node | None
    row: int
    below: list[Node] | None = None
    asked: bool = field(default=False)


class TreeModel(QAbstractItemModel):
    """Signals:
    wanted: The Address of which what lies below is to be read; ``None`` for the top.
    """

    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._top = Node(None, None, 0)

    @property
    def is_read(self) -> bool:
        """Whether the top has come."""
        return self._top.below is not None

    def begin(self) -> None:
        """Forget everything, and ask for the top."""
        self.beginResetModel()
        self._top = Node(None, None, 0, asked=True)
        self.endResetModel()
        self.wanted.emit(None)

    def take(self, above: Address | None, branches: Sequence[Branch]) -> QModelIndex | None:
        """Take in what lies right below ``above``; return where, or ``None`` if nowhere."""
        node = self._top if above is None else self._find(self._top, above.key)
        if node is None or node.below is not None:
            return None
        place = self.index_of(node)
        if branches:
            self.beginInsertRows(place, 0, len(branches) - 1)
        node.below = [Node(one, node, row) for row, one in enumerate(branches)]
        if branches:
            self.endInsertRows()
        return place

    def address(self, index: Index) -> Address | None:
        branch = self._node(index).branch
        return branch.reference.address if branch else None

    def child_at(self, parent: Index, address: Address) -> QModelIndex | None:
        """The line right below ``parent`` that is at ``address``, if it was read and is there."""
        for node in self._node(parent).below or ():
            if node.branch is not None and node.branch.reference.address.key == address.key:
                return self.index_of(node)
        return None

    def index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._top else self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        below = self._node(parent).below or ()
        fits = 0 <= row < len(below) and column == 0
        return self.createIndex(row, 0, below[row]) if fits else QModelIndex()

    def parent(self, child: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = self._node(child).above if child.isValid() else None
        return self.index_of(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return len(self._node(parent).below or ()) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 1

    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        node = self._node(parent)
        if node.below is not None:
            return bool(node.below)
        return node.branch is None or node.branch.branches

    def canFetchMore(self, parent: Index) -> bool:
        node = self._node(parent)
        return (
            parent.isValid() and node.below is None and not node.asked and self.hasChildren(parent)
        )

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._node(parent).asked = True
            self.wanted.emit(self.address(parent))

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        branch = self._node(index).branch
        if branch is None:
            return None
        reference = branch.reference
        match role:
            case Role.DisplayRole:
                return plain(reference.title).replace("\n", " ")
            case Role.ToolTipRole:
                return f"<qt>{escape(plain(reference.title))}</qt>"
            case Role.AccessibleTextRole:
                line = terms.line(reference.address.kind, reference.subtitle)
                kind = kinds.one(reference.address.kind)
                return plain(", ".join(filter(None, (kind, reference.title, line))))
            case Role.DecorationRole:
                return icon(kinds.kind_icon(reference.address.kind), self.theme.text_muted, ICON)
            case _:
                return None

    def _node(self, index: Index) -> Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, Node) else self._top

    def _find(self, node: Node, key: str) -> Node | None:
        for below in node.below or ():
            if below.branch is not None and below.branch.reference.address.key == key:
                return below
            found = self._find(below, key) if below.below else None
            if found is not None:
                return found
        return None
