"""The colours keep their promise of contrast, and faces are the same everywhere."""

from __future__ import annotations

import pytest

from desktop.ui.style.tokens import (
    AVATARS,
    DARK,
    LIGHT,
    ON_AVATAR,
    Theme,
    avatar_colours,
    contrast,
    initials,
)

GROUNDS = ("background", "surface", "surface_alt", "accent_soft", "quote_background")
INKS = ("text", "text_muted", "accent", "link", "dead_link", "success", "warning", "danger")
READABLE = 4.5
VISIBLE = 3.0  # what WCAG asks of the edge of a control


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_is_readable_on_every_ground(theme: Theme, ground: str, ink: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= READABLE


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_on_accent_and_on_marks_is_readable(theme: Theme) -> None:
    assert contrast(theme.on_accent, theme.accent) >= READABLE
    assert contrast(theme.on_highlight, theme.highlight) >= READABLE
    assert contrast(theme.text, theme.code_background) >= READABLE


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_focus_and_edges_that_matter_are_visible(theme: Theme) -> None:
    assert contrast(theme.accent, theme.surface) >= VISIBLE
    assert contrast(theme.border_strong, theme.surface) >= VISIBLE


def test_initials_are_readable_on_every_avatar() -> None:
    assert all(contrast(ON_AVATAR, end) >= READABLE for ends in AVATARS for end in ends)


def test_a_person_keeps_the_same_colour() -> None:
    assert avatar_colours("person:7f") == avatar_colours("person:7f")
    assert len({avatar_colours(f"person:{number}") for number in range(100)}) == len(AVATARS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jana Müller", "JM"),
        ("Dr. Jana von Müller", "JM"),
        ("Özlem", "Ö"),
        ("", "?"),
        ("123", "?"),
        ("(extern) Ada Lovelace", "AL"),
        ("Dr.", "D"),
        ("Anna‐Lena Groß", "AG"),
    ],
)
def test_initials_take_the_first_and_the_last_word(name: str, expected: str) -> None:
    assert initials(name) == expected
