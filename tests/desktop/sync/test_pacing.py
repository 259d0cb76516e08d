from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.sync.estimate import progress
from desktop.sync.pacing import BATCH_BYTES, FEWEST_ROWS, MOST_BLOBS, MOST_ROWS, BlobPace, RowPace


def test_quick_answers_grow_and_long_ones_shrink() -> None:
    assert RowPace(500).after(1.0).rows == 1_000
    assert RowPace(500).after(10.0).rows == 500
    assert RowPace(500).after(30.0).rows == 250


@given(st.integers(FEWEST_ROWS, MOST_ROWS), st.floats(0, 10_000))
def test_rows_stay_within_their_bounds(rows: int, seconds: float) -> None:
    assert FEWEST_ROWS <= RowPace(rows).after(seconds).rows <= MOST_ROWS


@given(st.integers(FEWEST_ROWS, MOST_ROWS))
def test_asking_for_less_comes_to_an_end(rows: int) -> None:
    pace: RowPace | None = RowPace(rows)
    for _ in range(10):
        pace = pace.slower() if pace else None
    assert pace is None


def test_small_pictures_come_in_large_batches_and_large_ones_in_small() -> None:
    assert BlobPace(20).after(20, 20 * 4_000, 0.1).count == 40
    assert BlobPace(20).after(20, 20 * BATCH_BYTES, 0.1).count == 1
    assert BlobPace(MOST_BLOBS).after(100, 100, 0.1).count == MOST_BLOBS


def test_over_a_slow_line_a_batch_is_what_comes_soon() -> None:
    assert BlobPace(20).after(20, 20 * 4_000, 10.0).count == 10
    assert BlobPace(20).after(2, 80_000, 60.0).count == 1


@given(st.integers(1, MOST_BLOBS), st.integers(0, 500), st.integers(0, 2**40), st.floats(0, 1e9))
def test_a_batch_always_has_some_pictures(count: int, came: int, size: int, seconds: float) -> None:
    assert 1 <= BlobPace(count).after(came, size, seconds).count <= MOST_BLOBS
    assert BlobPace(count).slower().count >= 1


@given(st.integers(0, 10**6), st.floats(-1, 2), st.floats(0, 10**6))
def test_progress_never_says_more_than_all(done: int, share: float, elapsed: float) -> None:
    told = progress("people", done=done, share=share, elapsed=elapsed)
    assert told.total == 0 or told.done <= told.total
    assert told.seconds_left is None or told.seconds_left >= 0


def test_the_rest_takes_as_long_as_its_share() -> None:
    told = progress("people", done=25, share=0.25, elapsed=10.0)
    assert (told.total, told.seconds_left) == (100, 30.0)


def test_no_time_is_guessed_at_the_very_beginning() -> None:
    assert progress("people", done=1, share=0.001, elapsed=10.0).seconds_left is None
