"""Keys, tags and sums: the arithmetic both sides must agree on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.rows import TOMBSTONE, Key, Row, row_digest, self_stream, space_stream, streams_tag

names = st.text(min_size=1).filter(lambda text: ":" not in text and "#" not in text)


@pytest.mark.parametrize(
    ("text", "kind", "id_", "facet", "entity"),
    [
        ("page:9c", "page", "9c", "", "page:9c"),
        ("person:7f#core", "person", "7f", "core", "person:7f"),
        ("x:a:b#c#d", "x", "a:b", "c#d", "x:a:b"),
    ],
)
def test_a_key_comes_apart(text: str, kind: str, id_: str, facet: str, entity: str) -> None:
    key = Key.parse(text)
    assert (key.kind, key.id, key.facet, key.entity) == (kind, id_, facet, entity)
    assert str(key) == text


@pytest.mark.parametrize("text", ["", "page", "page:", ":9c", "page:9c#", "#core", "page:#core"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Not a key"):
        Key.parse(text)


@given(names, names, names | st.just(""))
def test_a_key_survives_being_written_and_read(kind: str, id_: str, facet: str) -> None:
    assert Key.parse(str(Key(kind, id_, facet))) == Key(kind, id_, facet)


@given(st.sets(st.text(alphabet=st.characters(codec="utf-8"))), st.randoms())
def test_the_tag_of_streams_does_not_depend_on_their_order(streams: set[str], random) -> None:  # type: ignore[no-untyped-def] # Hypothesis gives its own kind of Random
    shuffled = list(streams)
    random.shuffle(shuffled)
    assert streams_tag(shuffled) == streams_tag(streams)


def test_tags_and_digests_stay_what_they_were() -> None:
    assert streams_tag(["all", "space:eng"]) == streams_tag(("space:eng", "all"))
    assert streams_tag([]) == "e3b0c44298fc1c14"
    assert row_digest("person:7f#core", 81240) == 8494757213976324535


def test_streams_have_speaking_names() -> None:
    assert (self_stream("7f"), space_stream("eng")) == ("self:7f", "space:eng")


def test_a_tombstone_is_a_null_body() -> None:
    assert Row("all", "page:1", 2, "page", TOMBSTONE).is_tombstone
