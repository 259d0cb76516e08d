"""Skills with how well somebody has them and what speaks for it; a press searches for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.records import KnownSkill
from desktop.ui.content.chips import MOST, chip, query
from desktop.ui.counted import Counted
from desktop.ui.flow_layout import FlowLayout

FEW = 12
HIGHEST = 3  # dots
FULL, HOLLOW = "●", "○"


class SkillChips(QWidget):
    """At first ``FEW`` chips; the ones with evidence come first.

    Signals:
        search_requested: A query such as ``skill:"Brandschutz"``.
    """

    search_requested = Signal(str)

    def __init__(self, skills: Sequence[KnownSkill], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = sorted(skills, key=lambda one: not one.evidence)[:MOST]
        self._row = FlowLayout(self)
        self._more = QPushButton()
        self._more.setProperty("role", "link")
        self._more.clicked.connect(self._show_rest)
        self._add(FEW)
        self._row.addWidget(self._more)
        self._more.setText(self.tr("+{number} more").format(number=len(self._rest)))
        self._more.setVisible(bool(self._rest))

    def _add(self, number: int) -> None:
        shown, self._rest = self._rest[:number], self._rest[number:]
        for skill in shown:
            self._row.addWidget(self._chip(skill))

    def _chip(self, skill: KnownSkill) -> QPushButton:
        made = chip(skill.name, _dots(skill.level), _evidence(skill))
        proof = _evidence(skill)
        named = self.tr("Named in {texts} of theirs").format(texts=proof) if proof else ""
        known = [words for words in (self._how_well(skill.level), named) if words]
        made.setToolTip("\n".join(known))
        made.setAccessibleDescription(". ".join((*known, self.tr("Search for it"))))
        made.setProperty("query", query("skill", skill.name))
        made.clicked.connect(self._ask)
        return made

    def _how_well(self, level: int | None) -> str:
        """What the dots stand for."""
        said = ("", self.tr("Knows the basics"), self.tr("Works with it"), self.tr("Teaches it"))
        return said[min(max(level or 0, 0), HIGHEST)]

    @Slot()
    def _ask(self) -> None:
        self.search_requested.emit(self.sender().property("query"))

    @Slot()
    def _show_rest(self) -> None:
        self._more.hide()
        first = self._row.count()
        self._add(len(self._rest))
        added = self._row.itemAt(first)
        widget = added.widget() if added is not None else None
        if widget is not None:
            widget.show()
            widget.setFocus()
        self.updateGeometry()


def _dots(level: int | None) -> str:
    if not level or level < 1:
        return ""
    full = min(level, HIGHEST)
    return FULL * full + HOLLOW * (HIGHEST - full)


def _evidence(skill: KnownSkill) -> str:
    """What they wrote about it, counted by kind: "3 pages, 1 answer"."""
    kinds = [one.address.kind for one in skill.evidence]
    counted = Counted()
    words = (
        (kinds.count("page"), counted.pages),
        (kinds.count("post"), counted.posts),
        (kinds.count("question"), counted.questions),
        (kinds.count("answer"), counted.answers),
        (kinds.count("comment"), counted.comments),
    )
    return ", ".join(say(number) for number, say in words if number)
