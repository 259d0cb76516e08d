"""What narrows the search, and what could: the facets of a result and which values are chosen.

Knows no widget: the pane beside the list and the menus of a narrow window show the same choices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, QObject, Signal

from desktop.records import FacetCount
from desktop.ui import kinds
from desktop.ui.languages import language_name
from desktop.ui.plain_label import plain

KIND = "kind"

# facet → (icon, its name), in the order to show them.
FACETS = {
    KIND: ("layers", QT_TRANSLATE_NOOP("Facets", "Kind")),
    "unit": ("building-2", QT_TRANSLATE_NOOP("Facets", "Unit")),
    "site": ("map-pin", QT_TRANSLATE_NOOP("Facets", "Site")),
    "skill": ("award", QT_TRANSLATE_NOOP("Facets", "Skill")),
    "space": ("book-open", QT_TRANSLATE_NOOP("Facets", "Space")),
    "author": ("user", QT_TRANSLATE_NOOP("Facets", "Author")),
    "tag": ("tag", QT_TRANSLATE_NOOP("Facets", "Tag")),
    "language": ("languages", QT_TRANSLATE_NOOP("Facets", "Language")),
    "updated": ("clock", QT_TRANSLATE_NOOP("Facets", "Updated")),
}
_SPANS = {
    "day": QT_TRANSLATE_NOOP("Facets", "Since yesterday"),
    "week": QT_TRANSLATE_NOOP("Facets", "In the last 7 days"),
    "month": QT_TRANSLATE_NOOP("Facets", "In the last month"),
    "year": QT_TRANSLATE_NOOP("Facets", "In the last year"),
}
# Of these a thing has several, so that two of them at once mean something.
SEVERAL = frozenset(("skill", "tag"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet as it is offered."""

    facet: str
    value: str
    words: str
    count: str
    chosen: bool


class FacetChoices(QObject):
    """Signals:
    changed: What narrows is different, because somebody chose.
    kind_chosen: A kind was chosen, or no longer (empty): the chips above have it.
    shown: What is offered is different, because somebody chose.
    counted: What is offered is different, because something else was found.
    """

    changed = Signal()
    kind_chosen = Signal(str)
    shown = Signal()
    counted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[str, Sequence[FacetCount]] = {}
        self._chosen: list[tuple[str, str]] = []
        self._kind = ""

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The (facet, value) pairs that narrow, but for the kind."""
        return tuple(self._chosen)

    @property
    def offered(self) -> Sequence[str]:
        """The facets that have several values among the results, or that narrow now."""
        narrowing = {facet for facet, _ in self._chosen}
        return [
            facet for facet in FACETS if facet in narrowing or len(self._counts.get(facet, ())) > 1
        ]

    @property
    def summary(self) -> str:
        """What narrows now in one or two words; empty for nothing."""
        words = [value_words(facet, value) for facet, value in self._chosen]
        return words[0] + (f" +{len(words) - 1}" if len(words) > 1 else "") if words else ""

    def choices(self, facet: str) -> Sequence[Choice]:
        """The values of a facet, the chosen ones always among them."""
        counts = self._counts.get(facet, ())
        known = {count.value for count in counts}
        gone = [value for one, value in self._chosen if one == facet and value not in known]
        return [
            *(self._choice(facet, value, "0") for value in gone),
            *(self._choice(facet, one.value, _number(one)) for one in counts),
        ]

    def set_counts(self, counts: Mapping[str, Sequence[FacetCount]], kind: str) -> None:
        """Offer what a result has; ``kind`` is the one that is looked for."""
        if counts != self._counts or kind != self._kind:
            self._counts, self._kind = counts, kind
            self.counted.emit()

    def toggle(self, facet: str, value: str) -> None:
        """Narrow by a value, or no longer."""
        if facet == KIND:
            self.kind_chosen.emit("" if value == self._kind else value)
            return
        pair = (facet, value)
        if pair in self._chosen:
            self._chosen.remove(pair)
        else:
            if facet not in SEVERAL:
                self._chosen = [one for one in self._chosen if one[0] != facet]
            self._chosen.append(pair)
        self.shown.emit()
        self.changed.emit()

    def clear(self) -> None:
        """Narrow by nothing, without announcing that it was chosen."""
        self._chosen.clear()
        self.shown.emit()

    def _choice(self, facet: str, value: str, count: str) -> Choice:
        chosen = value == self._kind if facet == KIND else (facet, value) in self._chosen
        return Choice(facet, value, value_words(facet, value), count, chosen)


def facet_name(facet: str) -> str:
    """What a facet is called."""
    return QCoreApplication.translate("Facets", str(FACETS[facet][1]))


def value_words(facet: str, value: str) -> str:
    """One value of a facet as it is read, in one line."""
    if facet == KIND:
        return kinds.many(value)
    if facet == "language":
        return language_name(value)
    if facet == "updated" and value in _SPANS:
        return QCoreApplication.translate("Facets", str(_SPANS[value]))
    return plain(value).replace("\n", " ").replace("\t", " ")


def _number(count: FacetCount) -> str:
    return QLocale().toString(count.count) + ("+" if count.capped else "")
