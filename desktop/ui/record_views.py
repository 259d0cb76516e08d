"""Which view shows which kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.records import Entry, Page, Person, Record, Unit
from desktop.ui.answers import Opened
from desktop.ui.detail import RecordView
from desktop.ui.entry.entry_view import EntryView
from desktop.ui.organisation.unit_view import UnitView
from desktop.ui.people.person_card import PersonCard
from desktop.ui.wiki.page_view import PageView


def record_views() -> Mapping[type[Record], RecordView]:
    """One view for each kind, built once."""
    return {Person: _person(), Page: _page(), Unit: _unit(), Entry: _entry()}


def _person() -> RecordView:
    card = PersonCard()

    def show(opened: Opened) -> None:
        if isinstance(opened.record, Person):
            card.show_person(opened.record, opened.images)

    return RecordView(
        widget=card,
        reading=card.reading,
        show=show,
        set_theme=card.set_theme,
        opens=card.open_requested,
        links=card.link_requested,
        searches=card.search_requested,
    )


def _page() -> RecordView:
    view = PageView()

    def show(opened: Opened) -> None:
        if isinstance(opened.record, Page) and opened.rendered is not None:
            view.show_page(opened.record, opened.rendered, opened.images, opened.remarks)

    return RecordView(
        widget=view,
        reading=view.reading,
        show=show,
        set_theme=view.set_theme,
        opens=view.open_requested,
        links=view.link_requested,
        searches=view.search_requested,
        saves=view.save_requested,
    )


def _unit() -> RecordView:
    view = UnitView()

    def show(opened: Opened) -> None:
        if isinstance(opened.record, Unit):
            view.show_unit(opened.record, opened.images)

    return RecordView(
        widget=view,
        reading=view.reading,
        show=show,
        set_theme=view.set_theme,
        opens=view.open_requested,
        links=view.link_requested,
    )


def _entry() -> RecordView:
    view = EntryView()

    def show(opened: Opened) -> None:
        if isinstance(opened.record, Entry):
            view.show_entry(opened.record, opened.images)

    return RecordView(
        widget=view,
        reading=view.reading,
        show=show,
        set_theme=view.set_theme,
        opens=view.open_requested,
        links=view.link_requested,
    )
