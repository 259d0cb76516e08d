"""The lines of a sync process, and whatever else may stand there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import ServerUnreachable
from desktop.records import ChangeSet, SyncProgress, SyncReport, plain
from desktop.ui.answers import Failure
from desktop.ui.sync.lines import parse_line


def _line(kind: str, fields: dict[str, Any]) -> bytes:
    return json.dumps({"type": kind, **fields}).encode() + b"\n"


def test_progress_comes_back() -> None:
    progress = SyncProgress(phase="people", done=3, total=7, seconds_left=1.5)
    assert parse_line(_line("progress", plain(progress))) == progress


def test_changes_come_back() -> None:
    changes = ChangeSet(keys=frozenset({"person:7f", "page:2"}))
    assert parse_line(_line("changes", plain(changes))) == changes
    assert parse_line(_line("changes", {"keys": []})) == ChangeSet(everything=True)


def test_a_report_comes_back() -> None:
    report = SyncReport(rows=5, bytes=900, seconds=2.5, up_to_date=True, wait=60)
    read = parse_line(_line("report", plain(report)))
    assert isinstance(read, SyncReport)
    assert (read.rows, read.bytes, read.wait, read.up_to_date) == (5, 900, 60, True)


def test_an_error_comes_as_a_failure() -> None:
    fields = {"error": ServerUnreachable.__name__, "message": "No answer."}
    assert parse_line(_line("error", fields)) == Failure(
        error="ServerUnreachable", message="No answer."
    )


def test_how_long_the_server_asks_to_be_left_alone_comes_along() -> None:
    fields = {"error": "ServerUnreachable", "message": "Busy.", "retry_after": 90.0}
    told = parse_line(_line("error", {**fields, "answered": True}))
    assert told == Failure(
        error="ServerUnreachable", message="Busy.", retry_after=90.0, answered=True
    )
    told = parse_line(_line("error", {**fields, "retry_after": 10**9}))
    assert isinstance(told, Failure)
    assert told.retry_after == 86_400
    assert not told.answered


def test_what_waits_for_a_line_that_costs_nothing_comes_along() -> None:
    told = parse_line(_line("report", plain(SyncReport(photos_waiting=240, rows_waiting=True))))
    assert isinstance(told, SyncReport)
    assert (told.photos_waiting, told.rows_waiting) == (240, True)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"\xff\xfe",
        b'{"type": 7}',
        b'{"type": "other"}',
        b"Warning: something",
        b"[" * 100_000,
    ],
)
def test_what_is_not_one_of_ours_says_nothing(line: bytes) -> None:
    assert parse_line(line) is None


# Short, or making them up takes longer than reading them.
words = st.text(max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(
    ["phase", "done", "total", "seconds_left", "keys", "everything", "rows"]
    + ["bytes", "seconds", "wait", "error", "message", "up_to_date", "retry_after", "answered"]
    + ["photos_waiting", "rows_waiting"]
)


@given(
    kind=st.sampled_from(["progress", "changes", "report", "error"]),
    fields=st.dictionaries(names, values, max_size=4),
)
def test_no_line_makes_it_raise(kind: str, fields: dict[str, Any]) -> None:
    assert parse_line(_line(kind, fields)) is not None
