"""Which links may leave the program."""

from __future__ import annotations

import pytest

from desktop.ui.links import may_leave


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/x?y=1",
        "http://intranet.example",
        "mailto:a@b.example",
        "tel:+4930",
        "HTTPS://A",
    ],
)
def test_the_web_mail_and_telephone_may_leave(link: str) -> None:
    assert may_leave(link)


@pytest.mark.parametrize(
    "link",
    [
        "file:///etc/passwd",
        "smb://share/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "ms-msdt:/id",
        "search-ms:query=x",
        "C:\\x.exe",
        "\\\\share\\x",
        "//share/x",
        "vademecum://person/7f",
        "",
    ],
)
def test_nothing_else_leaves(link: str) -> None:
    assert not may_leave(link)
