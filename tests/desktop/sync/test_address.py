from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UsageError
from desktop.sync.address import server_address


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://wiki.example", "https://wiki.example"),
        (" https://wiki.example/ ", "https://wiki.example"),
        ("wiki.example", "https://wiki.example"),
        ("https://wiki.example/v1", "https://wiki.example"),
        ("https://example.com/vademecum/v1/", "https://example.com/vademecum"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("http://localhost:1", "http://localhost:1"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert server_address(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "http://wiki.example",
        "http://127.0.0.1.example",
        "http://localhost.example",
        "ftp://wiki.example",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@wiki.example",
        "https://wiki.example/?next=x",
        "https://wiki.example:99999",
        "https://[::1",
    ],
)
def test_what_cannot_be_reached_safely_is_refused(typed: str) -> None:
    with pytest.raises(UsageError) as raised:
        server_address(typed)
    assert "secret" not in str(raised.value)


@given(st.text())
def test_any_text_is_an_address_or_a_sentence(typed: str) -> None:
    try:
        address = server_address(typed)
    except UsageError:
        return
    assert address.startswith(("https://", "http://"))
