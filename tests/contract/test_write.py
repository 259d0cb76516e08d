"""Writing: the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from server import schema, write
from server.checking import find_faults
from server.database import reading
from server.errors import CommitTooLarge
from server.origins import entities_of
from server.write import Remove, Written
from tests.contract.stored import put, rows
from tests.entities import page, person, space
from wire.bodies import Attachment, Photo
from wire.codec import WireError
from wire.rows import row_digest

HASH = "ab" * 32


def test_all_rows_of_a_commit_share_one_seq(engine: Engine) -> None:
    assert put(engine, person("ada", mail="a@x.example"), space(), page()) == Written(1, 4)
    assert {seq for seq, _ in rows(engine).values()} == {1}


def test_writing_what_stands_already_does_not_take_the_clock(engine: Engine) -> None:
    put(engine, person("ada"))
    assert put(engine, person("ada")) == Written(None, 0)
    assert put(engine, person("bob")).seq == 2


def test_only_the_facet_that_changed_gets_a_new_seq(engine: Engine) -> None:
    put(engine, person("ada", mail="a@x.example", mobile="1"))
    put(engine, person("ada", mail="b@x.example", mobile="1"))
    assert {key: seq for (_, key), (seq, _) in rows(engine).items()} == {
        "person:ada#core": 1,
        "person:ada#contact": 2,
        "person:ada#private": 1,
    }


def test_a_facet_that_is_no_longer_there_leaves_a_tombstone(engine: Engine) -> None:
    put(engine, person("ada", mobile="1"))
    put(engine, person("ada"))
    assert rows(engine)["hr", "person:ada#private"] == (2, None)
    assert rows(engine)["self:ada", "person:ada#private"] == (2, None)


def test_removing_leaves_tombstones_in_every_stream_once(engine: Engine) -> None:
    put(engine, person("ada", mail="a@x.example"))
    assert put(engine, Remove("person", "ada")) == Written(2, 2)
    assert put(engine, Remove("person", "ada")) == Written(None, 0)
    assert {body for _, body in rows(engine).values()} == {None}


def test_a_page_that_moves_leaves_one_space_and_enters_the_other_at_once(engine: Engine) -> None:
    put(engine, page("travel", space="old"))
    put(engine, page("travel", space="new"))
    stored = rows(engine)
    assert stored["space:old", "page:travel"] == (2, None)
    assert stored["space:new", "page:travel"][0] == 2


def test_what_was_removed_can_come_back(engine: Engine) -> None:
    put(engine, page())
    put(engine, Remove("page", "travel"))
    assert put(engine, page()).seq == 3
    assert rows(engine)["space:handbook", "page:travel"][1] is not None


def test_streams_know_their_head_count_and_sum(engine: Engine) -> None:
    put(engine, person("ada"), person("bob"))
    put(engine, person("ada", role="Fitter"), Remove("person", "bob"))
    with reading(engine) as tx:
        stream = tx.execute(select(schema.stream).where(schema.stream.c.id == "all")).one()
    assert (stream.head, stream.n) == (2, 1)
    assert stream.sum == str(row_digest("person:ada#core", 2))


def test_the_last_word_on_a_thing_counts_within_a_commit(engine: Engine) -> None:
    assert put(engine, page(), Remove("page", "travel")).rows == 0
    assert put(engine, Remove("page", "travel"), page()).rows == 1


def test_blobs_are_counted_where_rows_name_them(engine: Engine, tmp_path: Path) -> None:
    file = Attachment(hash=HASH, name="a.png", type="image/png", size=1)
    put(engine, page("one", attachments=(file,)), page("two", attachments=(file,)))
    assert references(engine) == {("space:handbook", HASH): 2}
    put(engine, page("one"), person("ada", photo=Photo(thumbnail=HASH)))
    assert references(engine) == {("space:handbook", HASH): 1, ("all", HASH): 1}
    put(engine, Remove("page", "two"), Remove("person", "ada"))
    assert references(engine) == {}


def test_an_origin_follows_its_thing(engine: Engine) -> None:
    put(engine, page("one"), page("two"))
    assert origins(engine) == {"one": "one", "two": "two"}
    put(engine, Remove("page", "one"))
    assert origins(engine) == {"two": "two"}


def test_two_things_may_change_names_and_a_name_means_one_of_them(engine: Engine) -> None:
    one, two = page("one"), page("two")
    put(engine, one, two)
    put(engine, replace(one, source_key="two"), replace(two, source_key="one"))
    assert origins(engine) == {"one": "two", "two": "one"}
    put(engine, replace(one, source_key="both"), replace(two, source_key="both"))
    assert origins(engine) == {"both": "two"}


def test_a_body_that_may_not_travel_writes_nothing(engine: Engine) -> None:
    with pytest.raises(WireError):
        put(engine, person("ada"), page(text="half \ud800 a pair"))
    assert rows(engine) == {}
    assert put(engine, person("ada")).seq == 1


def test_a_commit_beyond_one_answer_is_refused_whole(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "COMMIT_BYTES", 1000)
    with pytest.raises(CommitTooLarge):
        put(engine, page("one", text="x" * 600), page("two", text="x" * 600))
    assert rows(engine) == {}


def test_after_many_writes_nothing_disagrees(engine: Engine, tmp_path: Path) -> None:
    for turn in range(5):
        put(engine, person(f"p{turn % 3}", mobile=str(turn)), page(f"g{turn % 2}", text=str(turn)))
        put(engine, Remove("page", f"g{turn % 3}"))
    with reading(engine) as tx:
        assert list(find_faults(tx, tmp_path)) == []


def references(engine: Engine) -> dict[tuple[str, str], int]:
    with reading(engine) as tx:
        found = tx.execute(select(schema.blob_ref))
        return {(row.stream, row.sha256): row.n for row in found}


def origins(engine: Engine) -> dict[str, str]:
    with reading(engine) as tx:
        return entities_of(tx, "test", "page")
