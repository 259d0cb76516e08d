from __future__ import annotations

import random

import pytest

from desktop.search.edits import differing, gained_and_lost
from desktop.search.text import folded

WORDS = ("a", "ab", "b", "ba", "abc", "travel", "pump", "pumps", "x1")


def text(words: list[str]) -> str:
    return f" {' '.join(words)} " if words else ""


@pytest.mark.parametrize(
    ("before", "after", "gained", "lost"),
    [
        ("", "", "", ""),
        ("", "a b", "a b", ""),
        ("a b", "", "", "a b"),
        ("a b c", "a b c", "", ""),
        ("a b c", "a x c", "x", "b"),
        ("a b c", "a b c d", "d", ""),
        ("a pump runs", "a pumps runs", "pumps", "pump"),
        ("a b a", "a a", "", "b"),
        ("a b b", "a b", "", ""),
        ("ab", "a b", "a b", "ab"),
    ],
)
def test_words_gained_and_lost(before: str, after: str, gained: str, lost: str) -> None:
    found = gained_and_lost(text(before.split()), text(after.split()))
    assert found == (set(gained.split()), set(lost.split()))


def test_small_changes_anywhere_give_what_all_words_compared_would_give() -> None:
    dice = random.Random(3)
    for _ in range(2_000):
        words = [dice.choice(WORDS) for _ in range(dice.randrange(60))]
        changed = list(words)
        for _ in range(dice.randrange(3)):
            place = dice.randrange(len(changed) + 1)
            changed[place : place + dice.randrange(3)] = dice.choices(WORDS, k=dice.randrange(3))
        had, has = set(words), set(changed)
        assert gained_and_lost(text(words), text(changed)) == (has - had, had - has)


def test_of_a_long_text_only_what_differs_is_looked_at() -> None:
    long = folded("Keep all the receipts of your travels. " * 100)
    old, new = differing(f"{long} one{long}", f"{long} other{long}")
    assert (old.split(), new.split()) == (["one"], ["other"])
