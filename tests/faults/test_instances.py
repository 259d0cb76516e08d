"""The short run; ``python -m tests.faults instances`` is the long one."""

from __future__ import annotations

from tests.faults.instances import many_at_once


def test_a_window_and_two_command_lines_at_once_never_speak_of_a_locked_database() -> None:
    assert many_at_once(1, 0).faults == ()
