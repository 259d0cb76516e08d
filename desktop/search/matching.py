"""What is looked for, as FTS5 MATCH expressions.

Pure. Every token is quoted, so nothing typed is ever syntax, and an expression holds at most
``MAX_TOKENS`` of them. Of a phrase it asks for all words, wherever they stand: that is looked for
in the texts afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop.search.sought import SOUND, Sought, Variant, uncovered

MAX_TOKENS: Final = 32
_MIN_BODY_PREFIX: Final = 3


def in_short(sought: Sequence[Sought], *, columns: tuple[str, ...] = ()) -> str:
    """Return the expression for all of ``sought`` in the short fields, or in ``columns`` only."""
    share = max(1, MAX_TOKENS // max(1, len(sought)))
    return " AND ".join(_short(one, columns, share) for one in sought)


def in_body(sought: Sequence[Sought]) -> str:
    """Return the expression for all of ``sought`` in texts; empty if one is never there."""
    share = max(1, MAX_TOKENS // max(1, len(sought)))
    parts = [_body(one, share) for one in sought]
    return " AND ".join(parts) if all(parts) else ""


def _short(one: Sought, columns: tuple[str, ...], share: int) -> str:
    places = one.columns or columns
    variants = uncovered(one.variants)
    heard = [v for v in variants if v.how == SOUND]
    said = [v for v in variants if v.how != SOUND]
    found = [_quoted(variant) for variant in said[:share]]
    if not places or "name" in places:
        found += [f"name : {_quoted(variant)}" for variant in heard[: share - len(found)]]
    if len(found) + len(one.parts) <= share and one.parts:
        found.append(f"({_all_parts(one.parts, share - len(found))})")
    either = f"({' OR '.join(found)})"
    return f"{{{' '.join(places)}}} : {either}" if places else either


def _all_parts(parts: Sequence[Sought], share: int) -> str:
    """Return the expression for all parts of a compound, within ``share`` tokens."""
    each = max(1, share // len(parts))
    said = [[v for v in uncovered(part.variants) if v.how != SOUND][:each] for part in parts]
    return " AND ".join(f"({' OR '.join(map(_quoted, found))})" for found in said if found)


def _body(one: Sought, share: int) -> str:
    said = [v for v in uncovered(filter(_expands, one.variants)) if v.how != SOUND][:share]
    found = [_quoted(variant, _MIN_BODY_PREFIX) for variant in said]
    if one.parts and len(found) + len(one.parts) <= share:
        found.append(f"({_all_parts(one.parts, share - len(found))})")
    return f"({' OR '.join(found)})" if found else ""


def _expands(variant: Variant) -> bool:
    """One or two letters are never expanded in texts."""
    return not variant.prefix or len(variant.text) >= _MIN_BODY_PREFIX


def _quoted(variant: Variant, shortest: int = 0) -> str:
    """The words of a variant; one half typed is left to who looks for the phrase if too short."""
    *whole, last = variant.text.split()
    words = [f'"{word}"' for word in whole]
    if not variant.prefix:
        words.append(f'"{last}"')
    elif len(last) >= shortest or not whole:
        words.append(f'"{last}"*')
    return words[0] if len(words) == 1 else f"({' AND '.join(words)})"
