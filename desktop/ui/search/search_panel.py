"""The column of results: chips, a line about them, the list, or what stands in its place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop.records import FacetCount, SearchRequest, SearchResult
from desktop.ui.answers import Answer, Failure
from desktop.ui.empty_state import EmptyState
from desktop.ui.failures import sentence
from desktop.ui.plain_label import PlainLabel
from desktop.ui.search.nothing_found import nothing_found
from desktop.ui.search.results_view import ResultsView
from desktop.ui.search.search_filters import SearchFilters
from desktop.ui.style.tokens import SPACE_2, SPACE_4, Theme
from desktop.ui.tree.tree_view import TreeView

FIRST_LIMIT = 30  # more than a screen; the rest is asked for when its end comes in sight
MOST = 200
TREES = ("page", "unit")
MOST_LISTED = 1_000  # without words one scrolls


class SearchPanel(QFrame):
    """Turns what is typed and chosen into requests, and shows their answers.

    Signals:
        search_requested: A SearchRequest.
        asked: Something else is looked for now.
        emptied: Nothing is asked any more.
        answered: The SearchResult that is now shown.
        renewed: It answers something else than what was shown before; whether anything was found.
    """

    search_requested = Signal(object)
    asked = Signal()
    emptied = Signal()
    answered = Signal(object)
    renewed = Signal(bool)

    def __init__(self, filters: SearchFilters, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar-left")
        self._filters = filters
        self._request = SearchRequest(query="")
        self._shown: SearchRequest | None = None
        self._total = 0
        self._open_on_arrival = False
        self.arriving = False  # the company is being fetched for the first time
        self.results = ResultsView(theme)
        self.tree = TreeView(theme)
        self._hint = PlainLabel(role="small")
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, 0)
        self._empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.results)
        self._stack.addWidget(self.tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_2, 0, SPACE_2)
        column.setSpacing(SPACE_2)
        column.addWidget(self._hint)
        column.addWidget(self._stack, 1)
        self._connect()
        self._show_quiet()

    @property
    def asking(self) -> bool:
        """Whether anything is typed or chosen that can be looked for."""
        return bool(self._request.query or self._request.kind or self._request.facets)

    @Slot(str)
    def set_query(self, query: str) -> None:
        self._ask(replace(self._request, query=query, limit=FIRST_LIMIT))

    @property
    def shows_tree(self) -> bool:
        """Whether what is here is shown as a tree: pages or units, with nothing typed."""
        asked = self._request
        return asked.kind in TREES and not asked.query and not asked.facets

    @Slot(int)
    def step(self, by: int) -> None:
        """Move the mark in whatever is shown."""
        (self.tree if self.shows_tree else self.results).step(by)

    @Slot()
    def open_chosen(self) -> None:
        """Open what is selected; where the answer is still under way, its first row then."""
        if self.shows_tree:
            self.tree.open_chosen()
        elif self._shown == self._request:
            self.results.open_chosen()
        else:
            self._open_on_arrival = self.asking

    @Slot()
    def repeat(self) -> None:
        """Ask again, because what is here has changed."""
        self.tree.renew()
        if self.asking:
            self.search_requested.emit(self._request)

    @Slot(object)
    def show_answer(self, answer: Answer[SearchResult]) -> None:
        if not self.asking:
            return
        if answer.value is None:
            self._show_failure(answer)
            return
        self._show_result(answer.value, answer.request)

    def set_theme(self, theme: Theme) -> None:
        self.results.set_theme(theme)
        self.tree.set_theme(theme)
        self._empty.set_theme(theme)

    def _connect(self) -> None:
        self._filters.changed.connect(self._narrow)
        self.results.end_reached.connect(self._ask_for_more)
        self._empty.acted.connect(self._filters.widen)

    @Slot()
    def _narrow(self) -> None:
        kind, facets = self._filters.kind, self._filters.facets
        self._ask(replace(self._request, kind=kind, facets=facets, limit=FIRST_LIMIT))

    @Slot()
    def _ask_for_more(self) -> None:
        most = MOST if self._request.query else MOST_LISTED
        if self._request.limit < most and self._total > self.results.rows.rowCount():
            self._ask(replace(self._request, limit=most))

    def _ask(self, request: SearchRequest) -> None:
        self._request = request
        if self.shows_tree:
            self.tree.show_kind(request.kind or "")
        if self.asking:
            self.asked.emit()
            self.search_requested.emit(request)
            return
        self._shown = None
        self._open_on_arrival = False
        self._show_quiet()
        self.emptied.emit()

    def _show_result(self, result: SearchResult, request: object) -> None:
        shown = self._shown
        again = (
            shown is not None
            and isinstance(request, SearchRequest)
            and (replace(request, limit=shown.limit) == shown)
        )
        self._shown = request if isinstance(request, SearchRequest) else None
        self._total = result.total
        # Where nothing was typed nothing matched: no row has a reason to be there but its kind.
        typed = bool(result.query.strip())
        hits = result.hits if typed else [replace(hit, why="") for hit in result.hits]
        self.results.set_hits(hits, from_top=not again)
        total = FacetCount(value="", label="", count=result.total, capped=result.capped)
        self._filters.set_counts(
            result.facets, total, of_others=typed or self._request.kind is None
        )
        self._say(self._remark(result))
        if self.shows_tree and result.hits:
            self._stack.setCurrentWidget(self.tree)
        elif result.hits:
            self._stack.setCurrentWidget(self.results)
        else:
            self._show_nothing(result)
        self.answered.emit(result)
        if not again:
            self.renewed.emit(bool(result.hits))
        if self._open_on_arrival:
            self._open_on_arrival = False
            self.results.open_chosen()

    def _remark(self, result: SearchResult) -> str:
        if result.corrected:
            return self.tr("Showing results for “{query}”").format(query=result.corrected)
        if result.hits and not result.confident:
            return self.tr("Nothing fits well. These come closest.")
        return ""

    def _say(self, remark: str) -> None:
        self._hint.setText(remark)
        self._hint.setVisible(bool(remark))

    def _show_quiet(self) -> None:
        self._say("")
        self._filters.set_counts({}, None)
        self.results.set_hits((), from_top=True)
        title = self.tr("What are you looking for?")
        text = self.tr(
            "A name, a part of a phone number, a skill, or words from a page. "
            "The first letters are enough."
        )
        self._empty.say("search", title, text)
        self._stack.setCurrentWidget(self._empty)

    def _show_nothing(self, result: SearchResult) -> None:
        """Say that there is nothing, where there is something, and what to try."""
        title, text = nothing_found(
            result,
            self._filters.kind,
            narrowed=self._filters.narrowed,
            arriving=self.arriving,
        )
        button = self.tr("Search everywhere") if self._filters.narrowed else ""
        self._empty.say("search", title, text, button)
        self._stack.setCurrentWidget(self._empty)

    def _show_failure(self, answer: Answer[SearchResult]) -> None:
        failure = answer.failure or Failure()
        self._shown = None
        self._say("")
        self._filters.set_counts({}, None)
        self.results.set_hits((), from_top=True)
        self._empty.say("triangle-alert", self.tr("That did not work"), sentence(failure))
        self._stack.setCurrentWidget(self._empty)
