"""Narrowing by unit, site, skill, space …: one chip with a menu each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.records import FacetCount
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.languages import language_name
from desktop.ui.plain_label import plain
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import Theme

MOST_VALUES = 25
LONGEST_LABEL = 28

FACETS = {
    "unit": ("building-2", QT_TRANSLATE_NOOP("Facets", "In unit")),
    "site": ("map-pin", QT_TRANSLATE_NOOP("Facets", "At site")),
    "skill": ("award", QT_TRANSLATE_NOOP("Facets", "With skill")),
    "space": ("book-open", QT_TRANSLATE_NOOP("Facets", "In space")),
    "tag": ("tag", QT_TRANSLATE_NOOP("Facets", "Tagged")),
    "language": ("languages", QT_TRANSLATE_NOOP("Facets", "Language")),
    "updated": ("clock", QT_TRANSLATE_NOOP("Facets", "Updated")),
}


class FacetChips(QObject):
    """A chip for each facet that has values among the results, or that narrows them now.

    Signals:
        changed: The (facet, value) pairs that narrow, as a tuple.
    """

    changed = Signal(object)

    def __init__(self, line: FlowLayout, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._parent = parent
        self._theme = theme
        self._chosen: dict[str, FacetCount] = {}
        self._wanted: set[str] = set()
        self._chips = {facet: self._chip(facet) for facet in FACETS}
        self.set_theme(theme)
        self.set_counts({})

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        return tuple((facet, count.value) for facet, count in self._chosen.items())

    @property
    def menus(self) -> Sequence[QMenu]:
        """The menus of the facets that can narrow now, titled."""
        return [self._chips[facet].menu() for facet in FACETS if facet in self._wanted]

    @property
    def summary(self) -> str:
        """What narrows now in one or two words, as a control takes it; empty for nothing."""
        chosen = [_value(facet, count) for facet, count in self._chosen.items()]
        return chosen[0] + (f" +{len(chosen) - 1}" if len(chosen) > 1 else "") if chosen else ""

    def set_folded(self, folded: bool) -> None:
        """Whether the chips give way to a menu of their menus."""
        for facet, chip in self._chips.items():
            chip.setVisible(facet in self._wanted and not folded)

    def clear(self) -> None:
        """Narrow by nothing, without announcing it."""
        self._chosen.clear()
        self.set_counts({})

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for facet, chip in self._chips.items():
            colour = theme.accent if facet in self._chosen else theme.text_muted
            chip.setIcon(icon(FACETS[facet][0], colour, 16))

    def set_counts(self, counts: Mapping[str, Sequence[FacetCount]]) -> None:
        """Fill the menus from what the results have."""
        self._wanted.clear()
        for facet, chip in self._chips.items():
            values = counts.get(facet, ())
            if len(values) > 1 or facet in self._chosen:
                self._wanted.add(facet)
            chip.setVisible(facet in self._wanted)
            chip.setChecked(facet in self._chosen)
            chip.setText(self._text(facet))
            self._fill(facet, chip.menu(), values)
        self.set_theme(self._theme)

    def _text(self, facet: str) -> str:
        name = _name(facet)
        chosen = self._chosen.get(facet)
        # Some room between sign and text.
        return f" {name}: {_value(facet, chosen)}" if chosen else f" {name}"

    def _fill(self, facet: str, menu: QMenu, values: Sequence[FacetCount]) -> None:
        menu.clear()
        group = QActionGroup(menu)
        chosen = self._chosen.get(facet)
        _choice(menu, group, self.tr("Any"), None, chosen is None)
        menu.addSeparator()
        shown = list(values[:MOST_VALUES])
        if chosen is not None and chosen.value not in {count.value for count in shown}:
            shown.insert(0, chosen)
        for count in shown:
            number = QLocale().toString(count.count) + ("+" if count.capped else "")
            text = f"{_value(facet, count)}\t{number}"
            _choice(menu, group, text, (facet, count), bool(chosen and chosen.value == count.value))

    def _chip(self, facet: str) -> QPushButton:
        chip = QPushButton(self._parent)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setAccessibleName(self.tr("Narrow by: {facet}").format(facet=_name(facet)))
        chip.setToolTip(chip.accessibleName())
        menu = QMenu(_name(facet), chip)
        menu.setAccessibleName(chip.accessibleName())
        menu.setProperty("facet", facet)
        menu.triggered.connect(self._choose)
        menu.aboutToHide.connect(self._settle)
        chip.setMenu(menu)
        self._line.addWidget(chip)
        return chip

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        chosen: tuple[str, FacetCount] | None = action.data()
        if chosen is not None:
            self._chosen[chosen[0]] = chosen[1]
        else:
            menu = action.parent()
            self._chosen.pop(str(menu.property("facet")) if menu else "", None)
        self._settle()
        self.changed.emit(self.chosen)

    @Slot()
    def _settle(self) -> None:
        """A click on a chip turns its mark; what narrows decides instead."""
        for facet, chip in self._chips.items():
            chip.setChecked(facet in self._chosen)
            chip.setText(self._text(facet))


def _choice(
    menu: QMenu,
    group: QActionGroup,
    text: str,
    chosen: tuple[str, FacetCount] | None,
    checked: bool,
) -> None:
    action = QAction(text, menu)
    action.setCheckable(True)
    action.setChecked(checked)
    action.setData(chosen)
    group.addAction(action)
    menu.addAction(action)


def _name(facet: str) -> str:
    return QCoreApplication.translate("Facets", str(FACETS[facet][1]))


def _value(facet: str, count: FacetCount) -> str:
    """One value of a facet as a control takes it."""
    label = count.label or count.value
    return _short(language_name(label) if facet == "language" else label)


def _short(label: str) -> str:
    """A label as a control takes it: one ``&`` would underline the next letter."""
    text = plain(label).replace("\n", " ").replace("\t", " ")
    cut = text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"
    return cut.replace("&", "&&")
