"""What a pass fetches over a line that costs money, and what it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from desktop.passes import DayUsage
from desktop.store.facts import IMAGE_RANK, PORTRAIT_RANK, THUMBNAIL_RANK
from desktop.store.shelf import Room, Wanted
from desktop.sync.budget import ROWS_FLOOR, Budget, Line
from desktop.sync.fetching import FACE_SIZE, LARGEST_BATCH, PORTRAIT_SIZE, batch, expected, within
from tests.desktop.sync.ledger import Counted

TODAY = date(2026, 3, 2)


@dataclass
class Received:
    """What a remote says it has received."""

    bytes: int = 0

    def __call__(self) -> int:
        return self.bytes


@dataclass
class Spending:
    """A budget with its ledger and its line."""

    limit: int
    metered: bool = True
    rows: int = 0
    blobs: int = 0
    received: Received = field(default_factory=Received)

    def __post_init__(self) -> None:
        self.ledger = Counted(DayUsage(day=TODAY, rows=self.rows, blobs=self.blobs))
        line = Line(metered=self.metered, budget=self.limit)
        self.budget = Budget(self.ledger, line, self.received)


def test_a_line_that_costs_nothing_has_no_limit_and_is_counted_apart() -> None:
    spending = Spending(0, metered=False)
    spending.received.bytes = 10**9
    spending.budget.count_blobs()
    assert spending.budget.left() is None
    assert spending.budget.rows_pass()
    assert spending.budget.affords(10**12)
    assert spending.ledger.spent == DayUsage(day=TODAY, free=10**9)


def test_rows_and_pictures_take_from_the_same_bytes_of_the_day() -> None:
    spending = Spending(1_000, rows=100, blobs=200)
    spending.received.bytes = 300
    spending.budget.count_rows()
    spending.received.bytes = 350
    spending.budget.count_blobs()
    spending.budget.count_blobs()  # nothing came since
    assert spending.budget.left() == 350
    assert spending.ledger.spent == DayUsage(day=TODAY, rows=400, blobs=250)
    assert spending.budget.affords(350)
    assert not spending.budget.affords(351)


def test_what_has_come_and_is_not_counted_yet_is_spent_all_the_same() -> None:
    spending = Spending(1_000)
    spending.received.bytes = 900
    assert spending.budget.left() == 100
    assert not spending.budget.affords(101)


@pytest.mark.parametrize(
    ("rows", "blobs", "limit", "rows_pass"),
    [
        (0, 0, 0, True),  # the floor: a changed number comes on any line
        (0, 10**9, 1_000, True),  # pictures never take from it
        (ROWS_FLOOR - 1, 0, 0, True),
        (ROWS_FLOOR, 0, 0, False),
        (ROWS_FLOOR, 0, ROWS_FLOOR, False),
        (ROWS_FLOOR, 0, ROWS_FLOOR + 1, True),
    ],
)
def test_rows_come_up_to_a_floor_though_the_budget_is_used_up(
    rows: int, blobs: int, limit: int, rows_pass: bool
) -> None:
    assert Spending(limit, rows=rows, blobs=blobs).budget.rows_pass() is rows_pass


def face(name: str) -> Wanted:
    return Wanted(hash=name, rank=THUMBNAIL_RANK)


def image(name: str, size: int, *, urgent: bool = False) -> Wanted:
    return Wanted(hash=name, rank=IMAGE_RANK, size=size, urgent=urgent)


def names(wanted: Sequence[Wanted]) -> str:
    return "".join(one.hash for one in wanted)


def test_what_is_not_known_is_reckoned_with() -> None:
    assert expected(image("i", 7)) == 7
    assert expected(face("f")) == FACE_SIZE
    assert expected(Wanted(hash="p", rank=PORTRAIT_RANK)) == PORTRAIT_SIZE


@pytest.mark.parametrize(
    ("sizes", "left", "taken"),
    [
        ((10, 10, 10), None, 3),
        ((10, 10, 10), 25, 2),
        ((10**9, 10), None, 1),  # alone, as large as it is
        ((LARGEST_BATCH, 1), None, 1),
        ((LARGEST_BATCH, 1), 10**12, 1),
    ],
)
def test_one_request_brings_what_fits(sizes: tuple[int, ...], left: int | None, taken: int) -> None:
    assert len(batch([image(str(at), size) for at, size in enumerate(sizes)], left)) == taken


def test_a_full_quota_takes_in_faces_and_what_is_urgent_only() -> None:
    missing = [image("u", 500, urgent=True), face("f"), image("i", 10), image("j", 10)]
    assert names(within(Room(faces=10**6, others=10 + 500 + FACE_SIZE), missing)) == "ufi"
    assert names(within(Room(faces=10**6, others=0), missing)) == "uf"
    assert names(within(Room(faces=0, others=0), missing)) == "u"
