"""The index follows its documents, and forgets what is removed without a trace."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine

from desktop.records import Document
from desktop.search import lexicon
from desktop.search.tables import TABLES
from desktop.store.engine import reading, transaction
from desktop.store.writer import Writer
from tests.desktop.search.corpora import HANDBOOK, STAFF, Corpus, page, person

PLANTED = "Quastenflosser"


def dump(engine: Engine) -> str:
    """Everything that any table holds, the postings' raw pages included."""
    with reading(engine) as tx:
        names = tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars()
        held = []
        for name in names.all():
            if name not in ("short", "body", "spelling"):
                held += [repr(tuple(row)) for row in tx.exec_driver_sql(f"SELECT * FROM {name}")]
    return "\n".join(held).casefold()


def vocabulary(tx: Connection) -> list[tuple[object, ...]]:
    """Every word with its counts, and every form."""
    words = "SELECT word, docs, trusted, named FROM word ORDER BY word"
    forms = (
        "SELECT kind, form, word.word FROM form JOIN word ON id = form.word"
        " ORDER BY kind, form, word.word"
    )
    return [tuple(row) for sql in (words, forms) for row in tx.exec_driver_sql(sql)]


def load(corpus: Corpus, *documents: Document) -> None:
    """Take documents in as a first sync does."""
    with transaction(corpus.engine) as tx:
        loading = corpus.index.load(tx)
        with Writer(tx) as writer:
            writer.insert(loading.take(documents))
            writer.insert(loading.counts())


def complete(corpus: Corpus) -> None:
    """Do what a load left for later, a part at a time."""
    done = False
    while not done:
        with transaction(corpus.engine) as tx:
            done = corpus.index.complete(tx)


def test_a_load_is_found_at_once_and_by_all_forms_when_completed(empty: Corpus) -> None:
    load(empty, *STAFF, *HANDBOOK)
    assert empty.titles("Tomke")[0] == "Tomke Mayer"
    assert empty.titles("Meier") == []
    complete(empty)
    assert empty.titles("Meier") == ["Tomke Mayer"]


def test_a_load_completed_leaves_the_words_that_counting_leaves(
    empty: Corpus, company: Corpus
) -> None:
    with reading(company.engine) as tx:
        counted = vocabulary(tx)
    company.remove(*(document.key for document in (*STAFF, *HANDBOOK)))
    load(company, *STAFF, *HANDBOOK)
    complete(company)
    with reading(company.engine) as tx:
        assert vocabulary(tx) == counted


def test_what_changes_while_a_load_is_being_completed_is_counted_once(
    empty: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "_PART", 7)
    load(empty, *STAFF, *HANDBOOK)
    changes = [page("Leave", "Aardvarks and zebras."), page("Anew", "Middle and zebras.")]
    for change in changes:
        with transaction(empty.engine) as tx:
            assert not empty.index.complete(tx)
        empty.put(change)
    empty.remove(STAFF[0].key)
    complete(empty)
    with transaction(empty.engine) as tx:
        found = vocabulary(tx)
        empty.index.drop(tx)
        empty.index.create(tx)
        kept = [one for one in (*STAFF[1:], *HANDBOOK) if one.key != changes[0].key]
        empty.index.put(tx, [*kept, *changes])
        assert found == vocabulary(tx)


def test_putting_again_replaces(company: Corpus) -> None:
    company.put(page("Leave", "Now about gardening."))
    assert company.titles("gardening") == ["Leave"]
    assert "Leave" not in company.titles("jury")


def test_the_last_of_two_documents_with_one_key_is_kept(empty: Corpus) -> None:
    empty.put(page("Plan", "first"), page("Plan", "second"))
    assert empty.titles("first") == []
    assert empty.titles("second") == ["Plan"]


def test_removing_what_is_not_there_is_no_error(company: Corpus) -> None:
    company.remove("page:none")
    company.remove()
    assert company.titles("jury duty")


def test_what_is_removed_is_in_no_table_after_compacting(company: Corpus) -> None:
    secret = page(
        f"The {PLANTED} page", f"## {PLANTED}\n\nAll about {PLANTED}.", space=PLANTED, tag=PLANTED
    )
    company.put(secret, person(PLANTED, role=PLANTED, unit=PLANTED))
    assert PLANTED.casefold()[:6] in dump(company.engine)
    company.remove(secret.key, f"person:{PLANTED.casefold()}")
    company.compact()
    left = dump(company.engine)
    assert not any(part in left for part in (PLANTED.casefold(), "quasten", "flosser"))
    assert company.titles(PLANTED) == []


def test_removing_everything_leaves_an_empty_index(company: Corpus) -> None:
    company.remove(*(document.key for document in (*STAFF, *HANDBOOK)))
    with reading(company.engine) as tx:
        for table in ("document", "ranked", "text", "word", "form", "facet_value"):
            assert tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0, table
        kept = (
            "SELECT value FROM tally WHERE name NOT IN ('changes', 'settled', 'version', 'worded')"
        )
        assert set(tx.exec_driver_sql(kept).scalars()) == {0}


def test_the_order_of_arrival_changes_nothing_but_the_order_of_equals(
    empty: Corpus, company: Corpus
) -> None:
    with transaction(company.engine) as tx:
        before = vocabulary(tx)
        company.index.drop(tx)
        company.index.create(tx)
        for document in reversed((*STAFF, *HANDBOOK)):
            company.index.put(tx, [document])
        after = vocabulary(tx)
    assert before == after


def test_a_long_page_leaves_no_word_behind_when_it_goes(company: Corpus) -> None:
    long = page("Long", "lorem ipsum " * 30_000 + "zirbelkiefer")
    with reading(company.engine) as tx:
        before = vocabulary(tx)
    company.put(long)
    company.put(long)
    company.remove(long.key)
    with reading(company.engine) as tx:
        after = vocabulary(tx)
    assert before == after


def test_dropping_leaves_no_table(company: Corpus) -> None:
    with transaction(company.engine) as tx:
        company.index.drop(tx)
        company.index.drop(tx)
        names = tx.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert not set(TABLES) & set(names)


def test_a_kind_that_is_not_known_yet_is_indexed_too(company: Corpus) -> None:
    company.put(replace(page("Robot"), key="machine:1", kind="machine"))
    assert company.first("robot").kind == "machine"


def test_people_without_names_and_empty_pages_are_taken_in(empty: Corpus) -> None:
    empty.put(person(""), page(""), page("Empty"))
    assert empty.titles("empty") == ["Empty"]


def test_a_page_of_two_megabytes_is_found_by_its_last_word(empty: Corpus) -> None:
    empty.put(page("Long", "lorem ipsum " * 170_000 + "zirbelkiefer"))
    assert empty.titles("zirbelkiefer") == ["Long"]


def postings(tx: Connection, table: str) -> list[tuple[object, ...]]:
    """The postings of a full-text table as they lie in the file."""
    return [tuple(row) for row in tx.exec_driver_sql(f"SELECT * FROM {table}_data ORDER BY id")]


def test_a_changed_text_leaves_the_postings_of_the_fields_alone(empty: Corpus) -> None:
    one = page("Travel expenses", "Keep every receipt.", tag="money")
    empty.put(one)
    with reading(empty.engine) as tx:
        fields, texts = postings(tx, "short"), postings(tx, "body")
    empty.put(replace(one, text="Keep every invoice."))
    with reading(empty.engine) as tx:
        assert postings(tx, "short") == fields
        assert postings(tx, "body") != texts
    assert empty.titles("invoice") == ["Travel expenses"]
    assert empty.titles("receipt") == []
    assert empty.titles("travel") == ["Travel expenses"]


def test_a_changed_field_leaves_the_postings_of_the_text_alone(empty: Corpus) -> None:
    one = page("Travel expenses", "Keep every receipt.")
    empty.put(one)
    with reading(empty.engine) as tx:
        texts = postings(tx, "body")
    empty.put(replace(one, title="Journeys", fields={"title": ("Journeys",)}, source_key="j.md"))
    with reading(empty.engine) as tx:
        assert postings(tx, "body") == texts
    assert empty.titles("journeys") == ["Journeys"]
    assert empty.titles("expenses") == []
    assert empty.titles("receipt") == ["Journeys"]


def test_a_facet_value_that_all_its_documents_bring_again_stays_what_it_was(
    empty: Corpus,
) -> None:
    one = page("Travel expenses", "Keep every receipt.")
    empty.put(one)
    query = "SELECT id, facet, value, uses FROM facet_value ORDER BY id"
    with reading(empty.engine) as tx:
        before = tx.exec_driver_sql(query).all()
    empty.put(replace(one, text="Keep every invoice."))
    with reading(empty.engine) as tx:
        assert tx.exec_driver_sql(query).all() == before
