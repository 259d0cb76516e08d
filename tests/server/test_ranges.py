"""Range and If-Range: a table of cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ranges import ByteRange, RangeNotSatisfiable, requested

ETAG = '"ab"'
SIZE = 100


def asked(range_: str | None, if_range: str | None = None, size: int = SIZE) -> ByteRange | None:
    return requested(range_, if_range, ETAG, size)


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-99", 0, 100),
        ("bytes=10-19", 10, 20),
        ("bytes=10-", 10, 100),
        ("bytes=99-", 99, 100),
        ("bytes=90-1000", 90, 100),
        ("bytes=90-" + "9" * 5000, 90, 100),
        ("bytes=0010-0019", 10, 20),
        ("bytes=-1", 99, 100),
        ("bytes=-100", 0, 100),
        ("bytes=-1000", 0, 100),
        ("Bytes= 10-19 ", 10, 20),
    ],
)
def test_one_range_is_served(header: str, start: int, end: int) -> None:
    assert asked(header) == ByteRange(start, end, SIZE)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=20-10",
        "bytes=0-1,5-6",
        "bytes=+1-2",
        "bytes=٣-٤",
        "rows=0-1",
        "bytes=1-2-3",
    ],
)
def test_what_is_no_single_range_gets_the_whole(header: str | None) -> None:
    assert asked(header) is None


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=" + "9" * 5000 + "-"])
def test_a_range_behind_the_end_cannot_be_satisfied(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable):
        asked(header)


@pytest.mark.parametrize(("header", "size"), [("bytes=-0", SIZE), ("bytes=0-", 0), ("bytes=-5", 0)])
def test_nothing_is_no_range(header: str, size: int) -> None:
    with pytest.raises(RangeNotSatisfiable):
        asked(header, size=size)


@pytest.mark.parametrize(
    ("if_range", "is_served"),
    [('"ab"', True), (' "ab" ', True), ('"cd"', False), ('W/"ab"', False), ("ab", False)]
    + [("Wed, 21 Oct 2026 07:28:00 GMT", False), ("", False)],
)
def test_a_range_counts_only_of_the_bytes_it_was_meant_for(if_range: str, is_served: bool) -> None:
    assert (asked("bytes=10-", if_range) is not None) == is_served


@given(
    st.text(max_size=30) | st.from_regex(r"bytes=\d{0,4}-\d{0,4}", fullmatch=True),
    st.integers(0, 50),
)
def test_whatever_is_asked_a_range_lies_within_the_file(header: str, size: int) -> None:
    try:
        found = asked(header, size=size)
    except RangeNotSatisfiable:
        return
    assert found is None or 0 <= found.start < found.end <= size
