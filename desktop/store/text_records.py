"""Pages, posts, questions, answers and comments with all that surrounds them."""

from __future__ import annotations

from dataclasses import replace

from desktop.records import Address, Expert, Page, Reference
from desktop.store.discussion import remarks_on
from desktop.store.experts import experts_on
from desktop.store.facts import ABOUT, LINK, PARENT, TRANSLATION
from desktop.store.lookup import Lookup
from desktop.store.text_parts import Missing, attached, dead_links
from wire.bodies import AnswerBody, PageBody, PostBody, QuestionBody, Writing


def text_record(
    lookup: Lookup, address: Address, body: PageBody | Writing, missing: Missing
) -> Page:
    """One text as it is shown; ``missing`` says which attached hashes are not here."""
    key = address.key
    record = Page(
        address=Address(address.kind, address.id),
        title=next(iter(lookup.references([key]).values())).title,
        text=body.text,
        space=lookup.reference("space", body.space),
        language=body.language,
        author=lookup.reference("person", body.author),
        attachments=attached(body.attachments, missing),
        backlinks=tuple(
            one.source for one in lookup.relating(key, LINK) if one.source.address.key != key
        ),
        remarks=remarks_on(lookup, key, missing),
        dead=dead_links(lookup, body.text),
        source=body.source,
        source_key=body.source_key,
    )
    if isinstance(body, PageBody):
        return _as_page(lookup, record, body)
    return _as_writing(lookup, record, body)


def _as_page(lookup: Lookup, record: Page, body: PageBody) -> Page:
    key = record.address.key
    return replace(
        record,
        path=lookup.way_up(key, PARENT),
        children=tuple(one.source for one in lookup.in_place(key)),
        translations=_translations(lookup, key),
        tags=body.tags,
        owner=lookup.reference("person", body.owner),
        updated_at=body.updated_at,
        review_due=body.review_due,
        experts=_experts(lookup, record, body.tags, body.owner),
    )


def _as_writing(lookup: Lookup, record: Page, body: Writing) -> Page:
    key = record.address.key
    tags = body.tags if isinstance(body, PostBody | QuestionBody) else ()
    return replace(
        record,
        path=tuple(lookup.related(key, ABOUT)),
        tags=tags,
        updated_at=body.at,
        experts=_experts(lookup, record, tags) if isinstance(body, QuestionBody) else (),
        accepted=_is_accepted(lookup, record.address, body),
    )


def _is_accepted(lookup: Lookup, address: Address, body: Writing) -> bool:
    if not isinstance(body, AnswerBody):
        return False
    question = lookup.bodies(f"question:{body.question}").get("")
    return isinstance(question, QuestionBody) and question.accepted == address.id


def _experts(
    lookup: Lookup, record: Page, tags: tuple[str, ...], owner: str | None = None
) -> tuple[Expert, ...]:
    """Who knows this, but for those who stand above already."""
    named = [f"person:{owner}", record.author.address.key if record.author else ""]
    return experts_on(lookup, record.title, tags, named)


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
