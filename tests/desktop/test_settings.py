"""What the user of a home decided about syncing, and what else may lie in the file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.settings import FILE_NAME, PAUSED, Settings, SettingsFile, tomorrow, valid

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_nothing_is_set_before_somebody_sets_it(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path).load() == Settings()


def test_what_is_set_is_there_the_next_time_and_the_rest_as_before(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(metered_budget=120)
    SettingsFile(tmp_path).change(pause=PAUSED)
    assert SettingsFile(tmp_path).load() == Settings(metered_budget=120, pause=PAUSED)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sync_every", -1),
        ("sync_every", True),
        ("sync_every", "often"),
        ("metered", "perhaps"),
        ("blob_quota", 1),
        ("blob_quota", 10**30),
        ("pause", "later"),
        ("pause", "2026-03-02T12:00:00"),  # whose noon?
        ("unheard_of", 1),
    ],
)
def test_what_makes_no_sense_is_refused_and_as_if_never_set(
    tmp_path: Path, name: str, value: Any
) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        SettingsFile(tmp_path).change(**{name: value})
    (tmp_path / FILE_NAME).write_text(f'{{"{name}": {str(value).lower()}, "sync_every": 7}}')
    assert SettingsFile(tmp_path).load().sync_every in (7, 0)


def test_what_a_newer_program_set_is_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"colour": "red", "sync_every": 60}')
    assert SettingsFile(tmp_path).change(blob_quota=500).sync_every == 60
    assert '"colour": "red"' in (tmp_path / FILE_NAME).read_text()


@given(st.binary(max_size=200))
def test_whatever_lies_there_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    root = tmp_path_factory.mktemp("home")
    (root / FILE_NAME).write_bytes(data)
    assert isinstance(SettingsFile(root).load(), Settings)


@pytest.mark.parametrize(
    ("pause", "hours", "paused"),
    [
        ("", 0, False),
        (PAUSED, 10**5, True),
        (tomorrow(NOON), 0, True),
        (tomorrow(NOON), 11.99, True),
        (tomorrow(NOON), 12, False),
        (tomorrow(NOON), -24 * 365, False),  # the clock was set back: no pause of a year
        (tomorrow(NOON), 24 * 365, False),
    ],
)
def test_a_pause_ends_whatever_happens_to_the_clock(pause: str, hours: float, paused: bool) -> None:
    assert Settings(pause=pause).paused(NOON + timedelta(hours=hours)) is paused


@pytest.mark.parametrize(
    ("metered", "told", "costs"),
    [
        ("auto", True, True),
        ("auto", False, False),
        ("auto", None, False),
        ("always", None, True),
        ("always", False, True),
        ("never", True, False),
    ],
)
def test_a_line_costs_money_where_the_system_or_its_user_says_so(
    metered: Any, told: bool | None, costs: bool
) -> None:
    assert Settings(metered=metered).is_metered(told) is costs


def test_a_pause_until_tomorrow_is_valid() -> None:
    assert valid("pause", tomorrow(datetime.now().astimezone()))
