from __future__ import annotations

import pytest

from desktop.store.links import keys_linked


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("See [it](vademecum://page/1).", ["page:1"]),
        ("See [it](<vademecum://page/1>).", ["page:1"]),
        ("See [it](\nvademecum://page/1).", ["page:1"]),
        ("[it]: vademecum://page/1", ["page:1"]),
        ("Ask <vademecum://person/7f>.", ["person:7f"]),
        ("Written out, vademecum://page/1 is no link.", []),
        ("[out](https://example.org/vademecum://page/1)", []),
        ("[a](vademecum://page/1)\nwords\n\n[b](vademecum://unit/2) [c](x)", ["page:1", "unit:2"]),
        ("[out](https://example.org)", []),
        ("", []),
    ],
)
def test_a_text_names_what_it_links_to_in_its_order(text: str, keys: list[str]) -> None:
    assert list(keys_linked(text)) == keys
