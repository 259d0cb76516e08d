"""A search works for so long and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from desktop.search.rows import Rows
from desktop.store.engine import reading
from tests.desktop.search.corpora import Corpus

ENDLESS = (
    "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)"
    " SELECT count(*) FROM numbers"
)


def seconds() -> Iterator[float]:
    """A clock that goes on by one second each time it is looked at."""
    return map(float, count())


def test_a_read_without_end_is_ended_and_said_to_be(company: Corpus) -> None:
    clock = seconds()
    with reading(company.engine) as tx:
        rows = Rows(tx, 5.0, clock.__next__, clock.__next__)
        assert rows.some(ENDLESS) == []
        assert rows.cut_short
        assert rows.some("SELECT 1") == []
        assert rows.all("SELECT 1") == [(1,)]


def test_time_that_others_used_does_not_count(company: Corpus) -> None:
    clock = seconds()
    with reading(company.engine) as tx:
        rows = Rows(tx, 2.0, clock.__next__, lambda: 0.0)
        for _ in range(9):
            assert rows.some("SELECT 1") == [(1,)]
        assert not rows.cut_short


def test_a_connection_is_left_without_a_watch(company: Corpus) -> None:
    with reading(company.engine) as tx:
        clock = seconds()
        Rows(tx, 1.0, clock.__next__, clock.__next__).some("SELECT 1")
        limited = ENDLESS.replace("FROM numbers)", "FROM numbers WHERE n < 90000)")
        assert tx.exec_driver_sql(limited).scalar_one() == 90_000
