"""Lists without words: by name, or newest first, with what could narrow them."""

from __future__ import annotations

import pytest

from desktop.records import Document, SearchRequest, SearchResult
from desktop.search.engine import Search
from desktop.search.listing import name_key
from tests.desktop.search.corpora import TODAY, Corpus, page, person


def browse(
    corpus: Corpus, kind: str | None, *facets: tuple[str, str], limit: int = 50
) -> SearchResult:
    return corpus.run(SearchRequest(query="", kind=kind, facets=facets, limit=limit))


def post(title: str, updated: str) -> Document:
    return Document(key=f"post:{title}", kind="post", title=title, fields={}, updated=updated)


def titles(result: SearchResult) -> list[str]:
    return [hit.title.text for hit in result.hits]


def test_people_are_listed_by_name_as_a_directory_has_them(empty: Corpus) -> None:
    names = ("Zoe Ohm", "Dr. Ärmel Abt", "Bo Lind", "Prof. Dr.-Ing. Carla Ode", "Öre Ek", "Ole Ek")
    empty.put(*(person(name) for name in names))
    assert titles(browse(empty, "person")) == [
        "Dr. Ärmel Abt", "Bo Lind", "Prof. Dr.-Ing. Carla Ode", "Ole Ek", "Öre Ek", "Zoe Ohm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Dr. Ada Berg", "ada berg"),
        ("Prof. Dr. rer. nat. Ada Berg", "ada berg"),
        ("A. Berg", "berg"),
        ("Straße 5.1", "strasse 5.1"),
        ("Ärzte", "arzte"),
        ("", ""),
    ],
)
def test_a_name_is_sorted_without_titles_and_umlauts_as_their_letters(title: str, key: str) -> None:
    assert name_key(title) == key


def test_posts_are_listed_newest_first(empty: Corpus) -> None:
    for at, day in enumerate(("2026-03-01", "2026-03-16", "2025-01-01")):
        empty.put(post(f"Post {at}", day))
    result = browse(empty, "post")
    assert titles(result) == ["Post 1", "Post 0", "Post 2"]
    counted = {one.value: one.count for one in result.facets["updated"]}
    assert counted == {"week": 1, "month": 2, "year": 2}


def test_what_was_changed_lately_narrows_a_list_and_a_search(empty: Corpus) -> None:
    empty.put(post("Old van", "2025-01-01"))
    empty.put(post("New van", "2026-03-16"))
    empty.put(post("Newest lorry", "2026-03-17"))
    assert titles(browse(empty, "post", ("updated", "day"))) == ["Newest lorry"]
    assert titles(browse(empty, "post", ("updated", "week"))) == ["Newest lorry", "New van"]
    found = empty.run(SearchRequest(query="van", facets=(("updated", "month"),)))
    assert titles(found) == ["New van"]


def test_a_list_counts_all_there_are_and_what_could_narrow_it(company: Corpus) -> None:
    first = browse(company, "person", limit=2)
    assert len(first.hits) == 2
    assert first.total == first.facets["kind"][0].count > 2
    assert not first.capped
    assert {one.value for one in first.facets["site"]} >= {"Kiel"}


def test_a_list_shows_what_changed_meanwhile(empty: Corpus) -> None:
    search = Search(empty.engine, lambda: TODAY)
    request = SearchRequest(query="", kind="person")
    empty.put(person("Ada Berg"))
    assert titles(search.run(request)) == ["Ada Berg"]
    empty.put(person("Aba Berg"))
    assert titles(search.run(request)) == ["Aba Berg", "Ada Berg"]


def test_without_anything_to_narrow_by_nothing_is_listed(empty: Corpus) -> None:
    empty.put(page("A page", "words"))
    assert browse(empty, None).hits == ()
