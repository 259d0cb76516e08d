"""The place where one thing is shown. Picks its view; knows nothing of what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.records import Record
from desktop.ui.answers import Answer, Failure, Opened
from desktop.ui.content.corner import Corner
from desktop.ui.content.notice import Notice
from desktop.ui.empty_state import EmptyState
from desktop.ui.failures import sentence
from desktop.ui.style.tokens import SPACE_2, SPACE_4, SPACE_5, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A widget for one kind of record, how it shows one and changes its look, and its signals:
    an Address to open, a link as text, a query. ``reading`` is the part that scrolls."""

    widget: QWidget
    reading: QWidget
    show: Callable[[Opened], None]
    set_theme: Callable[[Theme], None]
    opens: SignalInstance
    links: SignalInstance
    searches: SignalInstance | None = None
    saves: SignalInstance | None = None


class Detail(QFrame):
    """A stack of views and of what stands in their place; ``corner`` lies over them.

    Signals:
        open_requested: An Address that was followed in a view.
        link_requested: A link that leads out of the program, as text.
        search_requested: A query, from a skill or a tag.
        save_requested: An AttachedFile of which a copy is wanted.
    """

    open_requested = Signal(object)
    link_requested = Signal(str)
    search_requested = Signal(str)
    save_requested = Signal(object)

    def __init__(
        self,
        views: Mapping[type[Record], RecordView],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._views = views
        self._shown: Opened | None = None
        self._hinting = True
        self.empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._cards: dict[type[Record], QFrame] = {}
        for kind, view in views.items():
            self._cards[kind] = _card(view.widget)
            self._stack.addWidget(self._cards[kind])
            view.opens.connect(self.open_requested)
            view.links.connect(self.link_requested)
            if view.searches is not None:
                view.searches.connect(self.search_requested)
            if view.saves is not None:
                view.saves.connect(self.save_requested)
        self.corner = Corner(theme)
        self.notice = Notice(theme)
        self._lay_out()
        self.show_nothing()

    @property
    def shown(self) -> Opened | None:
        return self._shown

    @property
    def reading(self) -> QWidget | None:
        """The part of what is shown that scrolls."""
        return None if self._shown is None else self._views[type(self._shown.record)].reading

    @Slot(object)
    def show_answer(self, answer: Answer[Opened]) -> None:
        """Show what was opened, or the sentence why it could not be."""
        if answer.failure is not None or answer.value is None:
            self._show_failure(answer.failure or Failure())
            return
        opened, before = answer.value, self._shown
        self._shown = opened
        if before is None or before.address != opened.address:
            self.notice.hide()
        self.corner.show_opened(opened)
        if before is not None and opened == _marked_as(before, opened):
            return  # fetched again and unchanged: the reader keeps the place
        view = self._views[type(opened.record)]
        view.show(opened)
        self._stack.setCurrentWidget(self._cards[type(opened.record)])

    @Slot()
    def show_nothing(self) -> None:
        self._shown = None
        self.corner.show_opened(None)
        hint = self.tr("Select a result with ↑ ↓ to see it here; Enter opens it.")
        if self._hinting:
            self.empty.say("corner-down-left", "", hint)
        else:
            self.empty.say("", "", "")
        self._stack.setCurrentWidget(self.empty)

    def set_hint(self, hinting: bool) -> None:
        """Whether there is anything that could be shown here."""
        self._hinting = hinting
        if self._shown is None:
            self.show_nothing()

    def focus_content(self) -> None:
        """Give the keyboard to what is shown: to read it, so that a second Enter does nothing."""
        if self._shown is not None:
            reading = self._views[type(self._shown.record)].reading
            reading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        self.empty.set_theme(theme)
        self.corner.set_theme(theme)
        self.notice.set_theme(theme)
        for view in self._views.values():
            view.set_theme(theme)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        grid.addWidget(self._stack, 0, 0)
        # Over what is shown: at the top right there are no words.
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        grid.addWidget(self.corner, 0, 0, corner)
        grid.addWidget(self.notice, 1, 0)
        self.corner.raise_()

    def _show_failure(self, failure: Failure) -> None:
        self._shown = None
        self.corner.show_opened(None)
        sign = "circle-question-mark" if failure.error == "NotHere" else "triangle-alert"
        title = self.tr("Not here") if failure.error == "NotHere" else self.tr("That did not work")
        self.empty.say(sign, title, sentence(failure))
        self._stack.setCurrentWidget(self.empty)


def _marked_as(before: Opened, opened: Opened) -> Opened:
    return replace(before, pinned=opened.pinned, starred=opened.starred)


def _card(view: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_5, SPACE_4, SPACE_2, SPACE_4)
    column.addWidget(view)
    return card
