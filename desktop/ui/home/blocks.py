"""The blocks of the home screen: a titled card with a list, and the news in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.news import Change, NewsGroup
from desktop.records import Reference
from desktop.ui.content.faces import Faces
from desktop.ui.content.reference_list import ReferenceList
from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4, Theme

FIRST_SHOWN = 3

translate = QCoreApplication.translate

_GROUPS = {
    "people": QT_TRANSLATE_NOOP("News", "People"),
    "pages": QT_TRANSLATE_NOOP("News", "Pages"),
    "posts": QT_TRANSLATE_NOOP("News", "Posts"),
    "answers": QT_TRANSLATE_NOOP("News", "Questions and answers"),
}
_WHAT = {
    "new": QT_TRANSLATE_NOOP("News", "New"),
    "changed": QT_TRANSLATE_NOOP("News", "Changed"),
    "left": QT_TRANSLATE_NOOP("News", "Has left"),
}


class Block(QFrame):
    """A card with a title, a quiet word under it, and parts below.

    Signals:
        opened: The Address of a row.
    """

    opened = Signal(object)

    def __init__(self, title: str, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        heading = PlainLabel(title.upper(), "section")
        heading.setAccessibleName(plain(title))
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE_2)
        self.head.addWidget(heading)
        self.head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_4, SPACE_3, SPACE_3, SPACE_3)
        self._column.setSpacing(SPACE_1)
        self._column.addLayout(self.head)
        if aside:
            self._column.addWidget(PlainLabel(aside, "small"))

    def spread(self, spacing: int) -> None:
        """So much room between the parts, in pixels."""
        self._column.setSpacing(spacing)

    def add(self, part: QWidget) -> None:
        self._column.addWidget(part)

    def add_list(
        self, name: str, references: Sequence[Reference], faces: Faces, theme: Theme
    ) -> ReferenceList:
        listed = ReferenceList(name, references, faces, theme)
        listed.opened.connect(self.opened)
        self.add(listed)
        return listed


class NewsBlock(Block):
    """What came while one was away, in groups.

    Signals:
        seen: All of it was seen.
    """

    seen = Signal()

    def __init__(
        self,
        groups: Sequence[NewsGroup],
        since: str,
        faces: Faces,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("While you were away"), since, parent)
        done = QPushButton(self.tr("Seen"))
        done.setProperty("role", "link")
        done.setToolTip(self.tr("Show only what comes from now on"))
        done.setAccessibleName(self.tr("Seen: show only what comes from now on"))
        done.clicked.connect(self.seen)
        self.head.addWidget(done)
        for group in groups:
            self.add(NewsGroupView(group, faces, theme, self))


class NewsGroupView(QWidget):
    """One sort of news: the first few, and the others behind a button."""

    def __init__(self, group: NewsGroup, faces: Faces, theme: Theme, block: Block) -> None:
        super().__init__(block)
        self._group, self._faces, self._theme, self._block = group, faces, theme, block
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_2, 0, 0)
        self._column.setSpacing(SPACE_1)
        self._column.addWidget(PlainLabel(group_sentence(group), "strong"))
        self._list = self._listed(group.changes[:FIRST_SHOWN])
        self._column.addWidget(self._list)
        self._more = QPushButton(self.tr("Show more"))
        self._more.setProperty("role", "link")
        self._more.setVisible(len(group.changes) > FIRST_SHOWN)
        self._more.clicked.connect(self._show_all)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        self._column.addLayout(row)

    @Slot()
    def _show_all(self) -> None:
        before, self._list = self._list, self._listed(self._group.changes)
        self._column.replaceWidget(before, self._list)
        before.hide()
        before.deleteLater()
        self._more.hide()
        self._list.setFocus()

    def _listed(self, changes: Sequence[Change]) -> ReferenceList:
        name = group_name(self._group)
        listed = ReferenceList(name, [_told(one) for one in changes], self._faces, self._theme)
        listed.opened.connect(self._block.opened)
        return listed


def group_name(group: NewsGroup) -> str:
    """What a sort of news is called."""
    return translate("News", str(_GROUPS[group.name]))


def group_sentence(group: NewsGroup) -> str:
    """*People: 3 new, 12 changed*; what there is none of stays unsaid."""
    changed = group.total - group.new
    number = QLocale().toString
    parts = []
    if group.new:
        parts.append(translate("News", "{number} new").format(number=number(group.new)))
    if changed:
        parts.append(translate("News", "{number} changed").format(number=number(changed)))
    return f"{group_name(group)}: {', '.join(parts)}"


def _told(change: Change) -> Reference:
    """A change as a line: what happened stands before the rest."""
    reference = change.reference
    what = translate("News", str(_WHAT[change.what]))
    return replace(reference, subtitle=" · ".join(filter(None, (what, reference.subtitle))))
