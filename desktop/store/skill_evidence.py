"""What speaks for somebody's skills: texts of theirs that name them. Pure but for reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.records import Address, KnownSkill, Reference
from desktop.store.lookup import Lookup
from wire.bodies import (
    Body,
    PageBody,
    PostBody,
    QuestionBody,
    SkillBody,
    SkillClaim,
    Writing,
)

MOST_READ: Final = 200  # texts of one person


def known_skills(
    lookup: Lookup, claims: Sequence[SkillClaim], texts: Sequence[Reference]
) -> tuple[KnownSkill, ...]:
    """The skills claimed, each called by its name in the window's language, with those of
    ``texts`` that name it by any of its names."""
    defined = {claim.name: _defined(lookup, claim) for claim in claims}
    named = {name: set(_names(name, body)) for name, body in defined.items()}
    evidence: dict[str, list[Reference]] = {claim.name: [] for claim in claims}
    words = _any_of({word for names in named.values() for word in names})
    read = dict.fromkeys(texts[:MOST_READ]) if words else {}
    bodies = lookup.bodies_of(one.address.key for one in read)
    for text in read:
        said = " ".join(_said(bodies.get(text.address.key, {}).get(""))).casefold()
        found = set(words.findall(said)) if words else set()
        for name, names in named.items():
            if names & found:
                evidence[name].append(text)
    return tuple(
        KnownSkill(
            name=_shown(lookup, claim.name, defined[claim.name]),
            address=Address("skill", claim.skill) if claim.skill else None,
            level=claim.level,
            evidence=tuple(evidence[claim.name]),
        )
        for claim in claims
    )


def _defined(lookup: Lookup, claim: SkillClaim) -> SkillBody | None:
    """What the company's list of skills says of a claim; ``None`` where it is not on it."""
    body = lookup.bodies(f"skill:{claim.skill}").get("") if claim.skill else None
    return body if isinstance(body, SkillBody) else None


def _shown(lookup: Lookup, claimed: str, body: SkillBody | None) -> str:
    """A card's own word gives way only to the name in the language that is wanted."""
    names = body.names if body is not None else {}
    return names.get(lookup.language or "") or claimed


def _names(claimed: str, body: SkillBody | None) -> Iterator[str]:
    yield claimed.casefold()
    if body is not None:
        yield from (name.casefold() for name in body.names.values())
        yield from (word.casefold() for words in body.synonyms.values() for word in words)


def _any_of(words: set[str]) -> re.Pattern[str] | None:
    """Finds each of ``words`` where it stands alone, the longest first."""
    if not words:
        return None
    each = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)")


def _said(body: Body | None) -> Iterator[str]:
    match body:
        case PageBody():
            yield from (body.title, *body.tags, *body.keywords, body.text)
        case PostBody() | QuestionBody():
            yield from (body.title, *body.tags, body.text)
        case Writing():
            yield body.text
