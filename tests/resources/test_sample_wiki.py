"""The sample wiki holds together: every link leads somewhere, every page is its own."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from datetime import date

import pytest

from tests.resources.sample_company import WIKI, WikiFile, ids, pages

SPACES = ("handbook", "handbuch", "technik")
WRITTEN_BEFORE = date(2026, 11, 1)


def path_of(page: WikiFile) -> str:
    return page.path


every_page = pytest.mark.parametrize("page", pages(), ids=path_of)


def test_there_are_25_pages_in_three_spaces() -> None:
    assert len(pages()) == 25
    assert sorted(folder.name for folder in WIKI.iterdir()) == list(SPACES)
    assert {page.path.split("/")[0] for page in pages()} == set(SPACES)


@pytest.mark.parametrize("space", SPACES)
def test_a_space_says_what_it_is(space: str) -> None:
    said = json.loads((WIKI / space / "space.json").read_text(encoding="utf-8"))
    assert said["name"] == space
    assert set(said["names"]) == {"de", "en"}
    assert said["about"]


@every_page
def test_a_page_is_worth_reading_and_not_too_long(page: WikiFile) -> None:
    assert 200 <= len(page.body.split()) <= 700


@every_page
def test_a_page_is_built_of_sections_without_a_title_of_its_own(page: WikiFile) -> None:
    levels = [level for level, _ in page.headings()]
    assert levels.count(2) >= 3
    assert min(levels) == 2
    assert len(page.anchors()) == len(levels)


@every_page
def test_a_page_says_who_keeps_it_and_since_when(page: WikiFile) -> None:
    assert page.front["lang"] == ("en" if page.path.startswith("handbook/") else "de")
    assert page.front["title"]
    assert page.front["tags"]
    assert page.front["owner"] in ids("people")
    assert page.front["author"] in ids("people")
    updated = date.fromisoformat(page.front["updated"])
    assert date(2026, 1, 1) <= updated < WRITTEN_BEFORE
    assert date.fromisoformat(page.front["review_due"]) > WRITTEN_BEFORE


@every_page
def test_every_link_leads_to_something_that_is_there(page: WikiFile) -> None:
    assert [link for link in page.links() if not resolves(page, link)] == []


def resolves(page: WikiFile, link: str) -> bool:
    kind, mark, rest = link.partition(":")
    if mark:
        return rest in ids({"person": "people", "unit": "units"}[kind])
    path, _, place = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
    found = next((other for other in pages() if other.path == target), None)
    return found is not None and (not place or place in found.anchors())


@every_page
def test_every_page_links_to_people_and_to_pages(page: WikiFile) -> None:
    assert any(link.startswith("person:") for link in page.links())
    assert any(".md" in link for link in page.links()) or page.front.get("translation_of")


def test_every_page_is_linked_from_another() -> None:
    linked = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page.path), link.partition("#")[0]))
        for page in pages()
        for link in page.links()
        if ":" not in link
    }
    assert {page.path for page in pages()} - linked == set()


def test_a_translation_is_of_a_page_in_the_other_language() -> None:
    languages = {page.path: page.front["lang"] for page in pages()}
    translated = {page.path: page.front.get("translation_of") for page in pages()}
    pairs = [(path, original) for path, original in translated.items() if original]
    assert len(pairs) >= 4
    assert all(languages[original] != languages[path] for path, original in pairs)


def test_old_addresses_lead_to_one_page_only() -> None:
    old = Counter(
        (page.path.split("/")[0], name)
        for page in pages()
        for name in page.front.get("redirect_from", [])
    )
    assert len(old) >= 5
    assert max(old.values()) == 1
    assert {"/".join(address) for address in old}.isdisjoint(page.path for page in pages())


def test_titles_are_told_apart() -> None:
    titles = [(page.path.split("/")[0], page.front["title"]) for page in pages()]
    assert len(set(titles)) == len(titles)


def test_no_sentence_stands_on_two_pages() -> None:
    seen = Counter(sentence for page in pages() for sentence in page.sentences())
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_every_kind_of_block_is_shown_somewhere() -> None:
    text = "\n".join(page.body for page in pages())
    for sign in ("\n| ", "- [ ] ", "\n> ", "[^", "\n1. ", "\n### "):
        assert sign in text
    for language in ("python", "sql", "iecst", "bash", "json", "powershell"):
        assert f"```{language}\n" in text
