"""Names that sound alike have one code; those that do not have two."""

from __future__ import annotations

import pytest

from desktop.search.sound import sound


@pytest.mark.parametrize(
    "names",
    [("meier", "mayer", "maier", "mayr", "meyer"), ("schmidt", "schmitt", "schmid"),
     ("stefan", "stephan"), ("hofmann", "hoffmann"), ("christoph", "kristof")],
)  # fmt: skip
def test_names_that_sound_alike_share_a_code(names: tuple[str, ...]) -> None:
    assert len({sound(name) for name in names}) == 1


def test_the_published_example_has_the_published_code() -> None:
    assert sound("wikipedia") == "3412"
    assert sound("breschnew") == "17863"


def test_names_that_sound_different_differ() -> None:
    assert sound("brandt") != sound("brunner")


def test_what_has_no_latin_letters_has_no_code() -> None:
    assert sound("юрий") == ""
    assert sound("h") == ""
