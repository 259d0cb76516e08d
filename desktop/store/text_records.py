"""Pages, posts, questions, answers and comments with all that surrounds them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from desktop.records import Address, AttachedFile, Page, Reference
from desktop.store.facts import ABOUT, LINK, PARENT, TRANSLATION
from desktop.store.links import key_of, leads_nowhere, link_targets
from desktop.store.lookup import Lookup
from wire.bodies import Attachment, PageBody, PostBody, QuestionBody, Writing


def text_record(
    lookup: Lookup, address: Address, body: PageBody | Writing, missing: Collection[str]
) -> Page:
    """One text as it is shown; ``missing`` are the attached hashes whose bytes are not here."""
    key = address.key
    record = Page(
        address=Address(address.kind, address.id),
        title=next(iter(lookup.references([key]).values())).title,
        text=body.text,
        space=lookup.reference("space", body.space),
        language=body.language,
        author=lookup.reference("person", body.author),
        attachments=_attached(body.attachments, missing),
        backlinks=tuple(
            one.source for one in lookup.relating(key, LINK) if one.source.address.key != key
        ),
        dead=_dead(lookup, body.text),
        source=body.source,
        source_key=body.source_key,
    )
    if isinstance(body, PageBody):
        return _as_page(lookup, record, body)
    return _as_writing(lookup, record, body)


def _as_page(lookup: Lookup, record: Page, body: PageBody) -> Page:
    key = record.address.key
    below = lookup.relating(key, PARENT)
    placed = sorted(below, key=lambda one: (one.note is None, one.note or ""))
    return replace(
        record,
        path=lookup.way_up(key, PARENT),
        children=tuple(one.source for one in placed),
        translations=_translations(lookup, key),
        tags=body.tags,
        owner=lookup.reference("person", body.owner),
        updated_at=body.updated_at,
        review_due=body.review_due,
    )


def _as_writing(lookup: Lookup, record: Page, body: Writing) -> Page:
    key = record.address.key
    return replace(
        record,
        path=tuple(lookup.related(key, ABOUT)),
        children=tuple(one.source for one in lookup.relating(key, ABOUT)),
        tags=body.tags if isinstance(body, PostBody | QuestionBody) else (),
        updated_at=body.at,
    )


def _translations(lookup: Lookup, key: str) -> tuple[Reference, ...]:
    """The same text in other languages: the one it was made from, and those made from that."""
    original = lookup.related(key, TRANSLATION)
    root = original[0].address.key if original else key
    made = [one.source for one in lookup.relating(root, TRANSLATION)]
    return tuple(
        replace(other, subtitle=_language(lookup, other.address.key))
        for other in [*original, *made]
        if other.address.key != key
    )


def _language(lookup: Lookup, key: str) -> str:
    body = lookup.bodies(key).get("")
    return (body.language or "") if isinstance(body, PageBody) else ""


def _attached(
    attachments: Sequence[Attachment], missing: Collection[str]
) -> tuple[AttachedFile, ...]:
    return tuple(
        AttachedFile(
            hash=one.hash,
            name=one.name,
            type=one.type,
            size=one.size,
            here=one.hash not in missing,
        )
        for one in attachments
    )


def _dead(lookup: Lookup, text: str) -> frozenset[str]:
    targets = frozenset(link_targets(text))
    here = lookup.here(_keys(targets))
    gone = (target for target in targets if (key := key_of(target)) is not None and key not in here)
    return frozenset(gone) | frozenset(target for target in targets if leads_nowhere(target))


def _keys(targets: Iterable[str]) -> list[str]:
    return [key for target in targets if (key := key_of(target)) is not None]
