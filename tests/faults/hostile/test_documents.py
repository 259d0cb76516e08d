"""Hostile documents are shown as something harmless, quickly, and reach for nothing."""

from __future__ import annotations

import re
import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from desktop.security.sanitise import render
from desktop.ui.style.tokens import DARK
from desktop.ui.wiki.page_style import document_style
from desktop.ui.wiki.safe_browser import SafeBrowser
from tests.faults.hostile.documents import Document, documents
from tests.faults.hostile.watching import Watch

SECONDS = 1.0
CORPUS = [
    pytest.param(document, id=document.name, marks=[pytest.mark.slow] if document.large else [])
    for document in documents()
]
SAFE_LINK = re.compile(r'href="(https?|mailto|tel|vademecum|here):')
SAFE_IMAGE = re.compile(r'src="attach:[0-9a-f]{64}"')


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(CORPUS) >= 200


@pytest.mark.parametrize("document", CORPUS)
def test_a_hostile_document_is_rendered_safely_and_in_time(
    document: Document, watch: Watch
) -> None:
    with watch.on() as reached:
        begun = time.thread_time()
        html = render(document.text).html
        took = time.thread_time() - begun
    assert reached == []
    assert took <= SECONDS
    assert not re.search(r"<(script|style|iframe|object|svg|form|input|link|meta|base)\b", html)
    assert len(re.findall(r"<a [^>]*href=", html)) == len(SAFE_LINK.findall(html))
    assert html.count("<img") == len(SAFE_IMAGE.findall(html))
    assert not re.search(r"<[^>]* on\w+=", html)


@pytest.mark.parametrize("document", CORPUS)
def test_a_hostile_document_is_shown_in_time(
    document: Document, qtbot: QtBot, watch: Watch
) -> None:
    html = render(document.text).html
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    browser.resize(600, 800)
    browser.document().setDefaultStyleSheet(document_style(DARK))
    with watch.on() as reached:
        begun = time.thread_time()
        browser.setHtml(html)
        browser.grab()
        took = time.thread_time() - begun
    assert reached == []
    assert took <= SECONDS


@pytest.mark.parametrize(
    "name",
    ["file:///dev/zero", "//10.9.8.7/x.png", "https://example.com/x.png", ":/x", "attach:x", ""],
)
@pytest.mark.parametrize("kind", list(QTextDocument.ResourceType))
def test_every_resource_is_a_picture_made_here(
    kind: QTextDocument.ResourceType, name: str, qtbot: QtBot
) -> None:
    browser = SafeBrowser()
    qtbot.addWidget(browser)
    assert not browser.loadResource(kind.value, QUrl(name)).isNull()


@given(st.text(alphabet=st.characters()))
def test_no_text_at_all_makes_rendering_reach_for_anything(watch: Watch, text: str) -> None:
    with watch.on() as reached:
        render(text)
    assert reached == []


def test_the_watch_sees_a_file_and_an_address(watch: Watch, tmp_path: Path) -> None:
    with watch.on() as reached, socket.socket() as outlet:
        (tmp_path / "made").write_text("x")
        outlet.bind(("127.0.0.1", 0))
    assert any(line.startswith("open") for line in reached)
    assert any(line.startswith("socket.bind") for line in reached)
