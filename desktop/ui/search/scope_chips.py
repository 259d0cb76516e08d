"""Which kind of thing to look for, each with how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.records import FacetCount
from desktop.ui import kinds
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.style.icons import switching_icon
from desktop.ui.style.tokens import Theme

ALL = ""
ALWAYS = (ALL, "person", "page", "unit")


class ScopeChips(QObject):
    """One chip a kind; exactly one is chosen. Kinds nothing was found of stay away, but for the
    first few.

    Signals:
        chosen: The kind, empty for all.
    """

    chosen = Signal(str)

    def __init__(self, line: FlowLayout, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._parent = parent
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        self._actions: dict[str, QAction] = {}
        self._found: set[str] = set()
        self._folded = False
        for kind in (ALL, *kinds.KINDS):
            self._chips[kind] = self._chip(kind)
        self._chips[ALL].setChecked(True)
        self.set_theme(theme)
        self.set_counts((), None)
        self._group.buttonClicked.connect(self._announce)

    @property
    def kind(self) -> str:
        checked = (kind for kind, chip in self._chips.items() if chip.isChecked())
        return next(checked, ALL)

    @Slot(str)
    def choose(self, kind: str) -> None:
        """Choose without announcing it."""
        self._chips.get(kind, self._chips[ALL]).setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        for kind, chip in self._chips.items():
            sign = kinds.kind_icon(kind) if kind else "layers"
            chip.setIcon(switching_icon(sign, theme.text_muted, theme.accent, 16))

    def set_counts(
        self, counts: Sequence[FacetCount], total: FacetCount | None, *, of_others: bool = True
    ) -> None:
        """Show how many of each kind there are; ``total`` of ``None``: nothing was asked.

        Without ``of_others`` only the kind that is chosen was looked for.
        """
        numbers = {count.value: count for count in counts}
        if total is not None:
            numbers[ALL] = _together(counts, total)
        self._found = set()
        for kind, chip in self._chips.items():
            count = numbers.get(kind)
            asked = total is not None and not (count is None and kind == ALL)
            if not of_others and kind != self.kind:
                asked, count = False, None
            text = self._text(kind, count, asked=asked)
            chip.setText(f" {text}")  # some room between sign and text
            chip.setAccessibleName(text)
            none = asked and not (count is not None and count.count)
            _mute(chip, none)
            if count is not None and count.count:
                self._found.add(kind)
        self._show()

    @property
    def rare(self) -> Sequence[QAction]:
        """The kinds that give way where it is narrow, each to be chosen from a menu."""
        return [self._actions[kind] for kind in self._chips if self._gives_way(kind)]

    def set_folded(self, folded: bool) -> None:
        """Whether the rarer kinds give way; the one that is chosen never does."""
        self._folded = folded
        self._show()

    def _gives_way(self, kind: str) -> bool:
        return kind in self._found and kind not in ALWAYS and not self._chips[kind].isChecked()

    def _show(self) -> None:
        for kind, chip in self._chips.items():
            wanted = kind in ALWAYS or kind in self._found or chip.isChecked()
            chip.setVisible(wanted and not (self._folded and self._gives_way(kind)))
            self._actions[kind].setText(chip.text().strip())

    def _text(self, kind: str, count: FacetCount | None, *, asked: bool) -> str:
        name = kinds.many(kind) if kind else self.tr("All")
        if not asked:
            return name
        number = QLocale().toString(count.count if count else 0)
        more = "+" if count and count.capped else ""
        return f"{name}  {number}{more}"

    def _chip(self, kind: str) -> QPushButton:
        chip = QPushButton(self._parent)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        name = kinds.many(kind) if kind else self.tr("All")
        chip.setToolTip(
            self.tr("Show only: {kind}").format(kind=name)
            if kind
            else self.tr("Show everything that was found")
        )
        action = QAction(self)
        action.triggered.connect(chip.click)
        self._actions[kind] = action
        self._group.addButton(chip)
        self._line.addWidget(chip)
        return chip

    @Slot()
    def _announce(self) -> None:
        self.chosen.emit(self.kind)


def _mute(chip: QPushButton, none: bool) -> None:
    """Draw a chip back that would show nothing; it can be pressed all the same."""
    if chip.property("none") != none:
        chip.setProperty("none", none)
        chip.style().unpolish(chip)
        chip.style().polish(chip)


def _together(counts: Sequence[FacetCount], total: FacetCount) -> FacetCount:
    """All kinds together: the total of a search that is narrowed to one kind is that kind's."""
    if not counts:
        return total
    capped = any(count.capped for count in counts)
    return FacetCount(value=ALL, label="", count=sum(one.count for one in counts), capped=capped)
