"""The sample wiki holds together: every link leads somewhere, every page is its own."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from datetime import date

import pytest

from tests.resources.sample_company import WIKI, WikiFile, ids, of_kind, pages, texts

SPACES = (
    *("betriebsrat", "handbook", "handbuch", "neues"),
    *("projekte", "technik", "vertrieb", "werkstatt"),
)
TODAY = date(2026, 11, 25)
OLDEST = date(2025, 11, 25)


def path_of(page: WikiFile) -> str:
    return page.path


every_page = pytest.mark.parametrize("page", pages(), ids=path_of)
every_text = pytest.mark.parametrize("text", texts(), ids=path_of)


def test_there_are_some_80_pages_in_eight_spaces() -> None:
    assert 80 <= len(pages()) <= 85
    assert sorted(folder.name for folder in WIKI.iterdir()) == list(SPACES)
    assert {page.space for page in pages()} == set(SPACES)


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


def is_english(page: WikiFile) -> bool:
    return page.space == "handbook" or "/en/" in page.path


@every_page
def test_a_page_says_who_keeps_it_and_since_when(page: WikiFile) -> None:
    assert page.front["lang"] == ("en" if is_english(page) else "de")
    assert page.front["title"]
    assert page.front["tags"]
    assert page.front["keywords"]
    assert page.front["owner"] in ids("people")
    assert page.front["author"] in ids("people")
    updated = date.fromisoformat(page.front["updated"])
    assert OLDEST <= updated < TODAY
    assert date.fromisoformat(page.front["review_due"]) > updated


def test_some_pages_are_due_for_a_review_and_most_are_not() -> None:
    due = [page for page in pages() if date.fromisoformat(page.front["review_due"]) < TODAY]
    assert 5 <= len(due) <= 15


@every_text
def test_every_link_leads_to_something_that_is_there(text: WikiFile) -> None:
    assert [link for link in text.links() if not resolves(text, link)] == []


def resolves(text: WikiFile, link: str) -> bool:
    kind, mark, rest = link.partition(":")
    if mark:
        return rest in ids({"person": "people", "unit": "units"}[kind])
    path, _, place = link.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), path))
    if target.endswith(".png"):
        return (WIKI / target).is_file()
    found = next((other for other in texts() if other.path == target), None)
    return found is not None and (not place or place in found.anchors())


@every_page
def test_every_page_links_to_people_and_to_pages(page: WikiFile) -> None:
    assert any(link.startswith("person:") for link in page.links())
    assert any(".md" in link for link in page.links()) or page.front.get("translation_of")


def targets() -> set[str]:
    """What any text links to: paths below ``wiki``, pictures among them."""
    return {
        posixpath.normpath(posixpath.join(posixpath.dirname(text.path), link.partition("#")[0]))
        for text in texts()
        for link in text.links()
        if ":" not in link
    }


def test_every_page_is_linked_from_another_text() -> None:
    assert {page.path for page in pages()} - targets() == set()


def test_a_translation_is_of_a_page_in_the_other_language() -> None:
    languages = {page.path: page.front["lang"] for page in pages()}
    translated = {page.path: page.front.get("translation_of") for page in pages()}
    pairs = [(path, original) for path, original in translated.items() if original]
    assert len(pairs) >= 12
    assert all(languages[original] != languages[path] for path, original in pairs)


def test_old_addresses_lead_to_one_page_only() -> None:
    old = Counter(
        (page.space, name) for page in pages() for name in page.front.get("redirect_from", [])
    )
    assert len(old) >= 5
    assert max(old.values()) == 1
    assert {"/".join(address) for address in old}.isdisjoint(page.path for page in pages())


def test_titles_are_told_apart() -> None:
    titled = [text for text in texts() if text.kind != "answer"]
    titles = [(text.space, text.kind, text.front["title"]) for text in titled]
    assert len(set(titles)) == len(titles)


def test_every_kind_of_block_is_shown_somewhere() -> None:
    text = "\n".join(page.body for page in pages())
    for sign in ("\n| ", "- [ ] ", "- [x] ", "\n> ", "[^", "\n1. ", "\n### ", "![", "~~"):
        assert sign in text
    for language in ("python", "sql", "iecst", "bash", "json", "powershell", "markdown", "text"):
        assert f"```{language}\n" in text


def test_english_and_german_are_both_at_home() -> None:
    spoken = Counter(text.front["lang"] for text in texts())
    assert set(spoken) == {"de", "en"}
    assert spoken["en"] >= 20
    assert {post.front["lang"] for post in of_kind("post")} == {"de", "en"}
