"""The pill tells the truth, in one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.records import Status, SyncProgress, SyncReport
from desktop.ui.answers import Failure
from desktop.ui.sync.sentences import age_sentence, pill_sentence, progress_sentence
from desktop.ui.sync.state import SyncState, begun, ended_badly, ended_well

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HERE = SyncState(status=Status(people=3, synced_at=NOON.isoformat(), up_to_date=True))
UNREACHABLE = Failure(error="ServerUnreachable", message="No route.")


def test_a_state_that_was_never_synced_says_so() -> None:
    assert pill_sentence(SyncState()) == "Not synced yet"


def test_up_to_date_names_the_time() -> None:
    assert pill_sentence(ended_well(HERE, SyncReport())).startswith("Up to date · ")


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (SyncProgress(phase=""), "Syncing …"),
        (SyncProgress(phase="connecting"), "Connecting …"),
        (SyncProgress(phase="people", done=41, total=100), "Syncing people 41 %"),
        (SyncProgress(phase="photos", done=9, total=4), "Syncing photos 100 %"),
        (
            SyncProgress(phase="pages", done=1, total=2, seconds_left=30),
            "Syncing pages 50 %, less than a minute left",
        ),
        (SyncProgress(phase="something new", done=1, total=2), "Syncing 50 %"),
    ],
)
def test_progress_names_what_how_far_and_how_long(progress: SyncProgress, expected: str) -> None:
    assert progress_sentence(progress) == expected


def test_no_network_is_a_state_with_a_beginning() -> None:
    state = ended_badly(begun(HERE), UNREACHABLE, NOON)
    later = ended_badly(begun(state), UNREACHABLE, NOON + timedelta(hours=3))
    assert pill_sentence(later).startswith("No network since ")
    assert later.failing_since == NOON
    assert age_sentence(later, NOON + timedelta(days=2)).startswith("Offline — working from local")


def test_another_failure_needs_attention_and_is_told_below() -> None:
    state = ended_badly(HERE, Failure(error="NotAuthorised", message=""), NOON)
    assert pill_sentence(state) == "Sync needs attention"
    assert "access token" in age_sentence(state, NOON)


def test_a_pass_that_went_well_ends_the_trouble() -> None:
    state = ended_well(ended_badly(HERE, UNREACHABLE, NOON), SyncReport())
    assert not state.offline
    assert state.failing_since is None


def test_a_time_that_cannot_be_read_is_no_time() -> None:
    odd = replace(HERE, status=Status(synced_at="yesterday"))
    assert odd.synced_at is None
    assert pill_sentence(odd) == "Not synced yet"
