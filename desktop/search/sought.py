"""A word that is looked for, with all it may be written as.

Frozen values between understanding a query and matching it; nothing here reads or ranks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

EXACT: Final = "exact"
PREFIX: Final = "prefix"
SPELLING: Final = "spelling"
JOINED: Final = "joined"
STEM: Final = "stem"
PART: Final = "part"
SOUND: Final = "sound"
TYPO: Final = "typo"
PHONE: Final = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Tokens (with spaces between) that count as the word, with a value from 0 to 1.

    ``how`` says by what right. What only sounds alike counts in names alone.
    """

    text: str
    value: float
    how: str
    prefix: bool = False

    @property
    def needle(self) -> str:
        """What to look for in tokens that stand between spaces."""
        return f" {self.text}" if self.prefix else f" {self.text} "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """One word of a query. ``parts`` are what it is compounded of, and count together.

    ``weight`` is its inverse document frequency; a ``weak`` word never decides; without a
    ``required`` one nothing is a hit. ``columns`` narrows where; empty means anywhere.
    """

    typed: str
    variants: tuple[Variant, ...]
    weight: float = 1.0
    weak: bool = False
    required: bool = False
    columns: tuple[str, ...] = ()
    parts: tuple[Sought, ...] = ()
    documents: int = 0  # that hold it in its nearest form; 0: the corpus does not know it


def uncovered(variants: Iterable[Variant]) -> list[Variant]:
    """Leave out what begins as a half typed word does and is worth no more: that finds it too."""
    kept: list[Variant] = []
    begun: tuple[str, ...] = ()
    for variant in sorted(variants, key=lambda variant: (-variant.value, not variant.prefix)):
        if not variant.text.startswith(begun):
            kept.append(variant)
            begun = (*begun, variant.text) if variant.prefix else begun
    return kept
