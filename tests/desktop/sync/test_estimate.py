"""How far a pass is, and how long the rest takes: by what bytes and rows have taken so far."""

from __future__ import annotations

from desktop.sync.estimate import BootEstimate, Pace, progress
from wire.messages import SnapshotOffer

OFFER = SnapshotOffer(sha256="0" * 64, bytes=10_000_000, expanded=10**8, rows=100_000, seq=1)


def test_until_a_pace_is_known_it_is_the_usual_one() -> None:
    pace = Pace(usual=50.0)
    assert pace.time_for(100) == 2.0
    pace.took(10, 1.0)
    assert pace.time_for(100) == 10.0


def test_the_rest_is_what_bytes_and_rows_take_on_this_line_and_this_desk() -> None:
    boots = BootEstimate()
    boots.expect({"all": OFFER})
    boots.fetch("all", 0, 0.0)
    boots.fetch("all", 1_000_000, 10.0)
    assert boots.left() == 90.0 + OFFER.rows / boots.disk.usual
    boots.fetch("all", 10_000_000, 90.0)
    boots.take_in("all", 0, 3.0)
    boots.take_in("all", 50_000, 25.0)
    assert boots.left() == 25.0
    assert boots.share() == 125 / 150


def test_what_came_on_another_day_says_nothing_about_the_line_of_today() -> None:
    boots = BootEstimate()
    boots.expect({"all": OFFER})
    boots.fetch("all", 9_000_000, 0.0)
    assert boots.line.time_for(1) == 1 / boots.line.usual


def test_nothing_to_do_is_all_done() -> None:
    assert BootEstimate().share() == 1.0
    assert progress("pages", done=0, share=0.0, elapsed=1.0).total == 0
