"""Which pictures a thing needs to be shown whole. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.news import HomeContents
from desktop.records import Entry, Page, Person, Record, Reference, Unit

MOST_FACES = 300  # of a unit with more members the rest shows initials


def needed_pictures(record: Record) -> tuple[str, ...]:
    """The hashes of the photos and faces on the record's view, its own first, each once."""
    own = (record.photo, record.thumbnail) if isinstance(record, Person) else ()
    faces = (reference.thumbnail for reference in _shown_with_face(record))
    hashes = [wanted for wanted in (*own, *faces) if wanted]
    return tuple(dict.fromkeys(hashes))[:MOST_FACES]


def faces_at_home(contents: HomeContents) -> tuple[str, ...]:
    """The hashes of the faces on the home screen, each once."""
    told = (change.reference for group in contents.news for change in group.changes)
    listed = (*contents.starred, *contents.recent, *told)
    return tuple(dict.fromkeys(one.thumbnail for one in listed if one.thumbnail))


def _shown_with_face(record: Record) -> Iterator[Reference]:
    match record:
        case Person():
            if record.manager is not None:
                yield record.manager
            yield from record.reports
        case Page():
            yield from shown_in(record)
        case Unit():
            yield from record.heads
            yield from record.members
        case Entry():
            yield from (reference for _, reference in record.references)


def shown_in(page: Page) -> Iterator[Reference]:
    """The people whose faces stand beside a page and what was said below it, some repeatedly."""
    remarks = (one.author for top in page.remarks for one in top.all())
    experts = (one.person for one in page.experts)
    written = (page.author, page.owner, *remarks, *experts)
    yield from (reference for reference in written if reference is not None)
