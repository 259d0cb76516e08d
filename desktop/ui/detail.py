"""The place where one thing is shown. Picks its view; knows nothing of what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.records import Record
from desktop.ui.answers import Answer, Failure, Opened
from desktop.ui.content.pin_button import PinButton, is_pinnable
from desktop.ui.empty_state import EmptyState
from desktop.ui.failures import sentence
from desktop.ui.style.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5, Theme


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


class Detail(QFrame):
    """A stack of views and of what stands in their place.

    Signals:
        open_requested: An Address that was followed in a view.
        link_requested: A link that leads out of the program, as text.
        search_requested: A query, from a skill or a tag.
        pin_requested: The Address shown, and whether it is to be kept at hand.
    """

    open_requested = Signal(object)
    link_requested = Signal(str)
    search_requested = Signal(str)
    pin_requested = Signal(object, bool)

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
        self.pin = PinButton(theme)
        self.pin.clicked.connect(self._ask_to_pin)
        self._lay_out()
        self.show_nothing()

    @property
    def shown(self) -> Opened | None:
        return self._shown

    @Slot(object)
    def show_answer(self, answer: Answer[Opened]) -> None:
        """Show what was opened, or the sentence why it could not be."""
        if answer.failure is not None or answer.value is None:
            self._show_failure(answer.failure or Failure())
            return
        opened, before = answer.value, self._shown
        self._shown = opened
        self.pin.setVisible(is_pinnable(opened.record))
        self.pin.setChecked(opened.pinned)
        if before is not None and opened == replace(before, pinned=opened.pinned):
            return  # fetched again and unchanged: the reader keeps the place
        view = self._views[type(opened.record)]
        view.show(opened)
        self._stack.setCurrentWidget(self._cards[type(opened.record)])

    @Slot()
    def show_nothing(self) -> None:
        self._shown = None
        self.pin.hide()
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
        self.pin.set_theme(theme)
        for view in self._views.values():
            view.set_theme(theme)

    @Slot()
    def toggle_pin(self) -> None:
        """As if the button were pressed, where it is there."""
        if self.pin.isVisibleTo(self):
            self.pin.click()

    @Slot()
    def _ask_to_pin(self) -> None:
        if self._shown is not None:
            self.pin_requested.emit(self._shown.address, self.pin.isChecked())

    def _lay_out(self) -> None:
        corner = QHBoxLayout()
        corner.setContentsMargins(0, SPACE_3, SPACE_5, 0)
        corner.addWidget(self.pin)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        grid.addWidget(self._stack, 0, 0)
        # Over what is shown: at the top right there are no words.
        grid.addLayout(corner, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.pin.raise_()

    def _show_failure(self, failure: Failure) -> None:
        self._shown = None
        self.pin.hide()
        sign = "circle-question-mark" if failure.error == "NotHere" else "triangle-alert"
        title = self.tr("Not here") if failure.error == "NotHere" else self.tr("That did not work")
        self.empty.say(sign, title, sentence(failure))
        self._stack.setCurrentWidget(self.empty)


def _card(view: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(SPACE_5, SPACE_4, SPACE_2, SPACE_4)
    column.addWidget(view)
    return card
