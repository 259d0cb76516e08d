"""Replaces what stands between an opening and a closing mark, in one pass over the text.

A regular expression with both marks would search the rest of the text again for every mark that
is never closed. Knows nothing of what the marks mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable


def replace_pairs(
    text: str,
    opening: re.Pattern[str],
    closing: re.Pattern[str],
    change: Callable[[re.Match[str], str], str],
) -> str:
    """Return ``text`` with each pair as ``change`` says, given the opening mark and the inside.

    Pairs do not nest; what is not closed stays as it is.
    """
    parts: list[str] = []
    at = 0
    while first := opening.search(text, at):
        last = closing.search(text, first.end())
        if last is None:
            break
        parts += [text[at : first.start()], change(first, text[first.end() : last.start()])]
        at = last.end()
    return "".join([*parts, text[at:]])
