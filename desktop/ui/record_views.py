"""Which view shows which kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.records import Entry, Page, Person, Record, Unit
from desktop.ui.answers import Opened
from desktop.ui.detail import RecordView
from desktop.ui.empty_state import EmptyState
from desktop.ui.style.tokens import Theme


def record_views(theme: Theme) -> Mapping[type[Record], RecordView]:
    """One view for each kind, built once."""
    return {kind: _plain(theme) for kind in (Person, Page, Unit, Entry)}


def _plain(theme: Theme) -> RecordView:
    view = EmptyState(theme)

    def show(opened: Opened) -> None:
        record = opened.record
        title = record.title if isinstance(record, Page | Entry) else record.name
        view.say("file-text", title, str(record.address))

    return RecordView(widget=view, show=show, set_theme=view.set_theme)
