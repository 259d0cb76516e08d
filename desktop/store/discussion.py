"""What was said below a text: answers, the accepted one first, and comments, as they came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop.records import Reference, Remark
from desktop.store.facts import ABOUT
from desktop.store.lookup import Lookup
from desktop.store.text_parts import Missing, attached, dead_links
from wire.bodies import QuestionBody, Writing

DEEPEST: Final = 4  # a comment on a comment on an answer to a question
MOST: Final = 500  # below one text: more than anybody reads


def remarks_on(lookup: Lookup, key: str, missing: Missing) -> tuple[Remark, ...]:
    """Everything below ``key``; ``missing`` says which attached hashes are not here."""
    body = lookup.bodies(key).get("")
    accepted = body.accepted if isinstance(body, QuestionBody) else None
    found = _Discussion(lookup, missing, accepted).below(key, DEEPEST)
    return tuple(sorted(found, key=lambda one: not one.accepted))


class _Discussion:
    def __init__(self, lookup: Lookup, missing: Missing, accepted: str | None) -> None:
        self._lookup = lookup
        self._missing = missing
        self._accepted = accepted

    def below(self, key: str, deep: int) -> tuple[Remark, ...]:
        if not deep:
            return ()
        shown = self._lookup.sources(key, ABOUT)[:MOST]
        bodies = self._lookup.bodies_of(one.address.key for one in shown)
        said = [
            (one, body)
            for one in shown
            if isinstance(body := bodies.get(one.address.key, {}).get(""), Writing)
        ]
        keys = [f"person:{body.author}" for _, body in said if body.author]
        authors = self._lookup.references(keys)
        made = [self._remark(one, body, authors, deep) for one, body in said]
        return tuple(sorted(made, key=lambda one: (one.at or "", str(one.address))))

    def _remark(
        self, shown: Reference, body: Writing, authors: Mapping[str, Reference], deep: int
    ) -> Remark:
        address = shown.address
        return Remark(
            address=address,
            text=body.text,
            author=authors.get(f"person:{body.author}"),
            at=body.at,
            accepted=address.kind == "answer" and address.id == self._accepted,
            dead=dead_links(self._lookup, body.text),
            attachments=attached(body.attachments, self._missing),
            remarks=self.below(address.key, deep - 1),
        )
