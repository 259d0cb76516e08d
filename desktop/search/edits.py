"""Which words a changed text has gained and lost, without taking all of it apart. Pure.

Texts are tokens, each between two spaces, as ``text.folded`` makes them.
"""

from __future__ import annotations

from typing import Final

# Beyond this share of a text, sets of all its words are quicker than looking for each word.
_MUCH: Final = 0.25


def gained_and_lost(before: str, after: str) -> tuple[set[str], set[str]]:
    """The words that are in ``after`` alone, and those that are in ``before`` alone."""
    old, new = differing(before, after)
    if len(old) + len(new) > _MUCH * (len(before) + len(after)):
        had, has = set(before.split()), set(after.split())
        return has - had, had - has
    had, has = set(old.split()), set(new.split())
    gained = {word for word in has - had if f" {word} " not in before}
    return gained, {word for word in had - has if f" {word} " not in after}


def differing(before: str, after: str) -> tuple[str, str]:
    """The middles of two texts, in whole words: what stands before and behind is the same."""
    if before == after:
        return "", ""
    start = before.rfind(" ", 0, _alike(before, after)) + 1
    alike = _alike(before[start:][::-1], after[start:][::-1])
    end = before.find(" ", len(before) - alike) if alike else -1
    kept = len(before) - end if end >= 0 else 0
    return before[start : len(before) - kept], after[start : len(after) - kept]


def _alike(one: str, other: str) -> int:
    """How many letters at the beginning are the same."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
