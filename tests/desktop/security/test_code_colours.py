"""Every language on the list can be coloured, and hostile code takes no longer for it."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest

from desktop.security.code_colours import (
    LINEAR,
    LONGEST_BLOCK,
    LONGEST_PAGE,
    SHORT,
    CodeColours,
)

LANGUAGES = sorted({**LINEAR, **SHORT})
HOSTILE = ('"\\', "\n ", "a.", "a b ", "/", "&", "::", "$", "`", "[[", "*", "<!--", "#", "-", "=")
SECONDS = 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_coloured_code_says_what_it_said(language: str) -> None:
    code = '# a <b> & "c" 1\nkey: value = [x];\n\tend'
    html = CodeColours().coloured(code, language)
    assert unescape(re.sub(r"</?span[^>]*>", "", html)) == code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_code_is_coloured_in_time(language: str, piece: str) -> None:
    colours = CodeColours()
    code = (piece * LONGEST_BLOCK)[:LONGEST_BLOCK]
    begun = time.thread_time()
    for _ in range(LONGEST_PAGE // LONGEST_BLOCK):
        colours.coloured(code, language)
    assert time.thread_time() - begun <= SECONDS


def test_a_page_full_of_code_loses_its_colours_not_its_words() -> None:
    colours = CodeColours()
    blocks = [colours.coloured("import a" + " " * 2000, "python") for _ in range(6)]
    assert "<span" in blocks[0]
    assert "<span" not in blocks[-1]
    assert blocks[-1].startswith("import a")
