"""The log in the home."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.logs import KEPT, LARGEST, log_files, log_to_home
from desktop.paths import Home


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield Home(tmp_path / "home")
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers[:] = before
    root.setLevel(level)


def test_what_is_logged_lies_in_the_home(home: Home) -> None:
    log_to_home(home)
    logging.getLogger("desktop.some").info("%d rows", 7)
    (path,) = log_files(home)
    assert "INFO" in path.read_text()
    assert "desktop.some 7 rows" in path.read_text()


def test_it_never_grows_beyond_its_bounds(home: Home) -> None:
    handler = log_to_home(home)
    assert handler is not None
    line = logging.LogRecord("x", logging.INFO, "", 0, "y" * 10_000, (), None)
    for _ in range(6 * LARGEST // 10_000):
        handler.handle(line)
    sizes = [path.stat().st_size for path in log_files(home)]
    assert len(sizes) == KEPT + 1
    assert max(sizes) <= LARGEST


def test_a_home_that_cannot_be_written_stops_nothing(home: Home) -> None:
    home.root.write_text("not a folder")
    assert log_to_home(home) is None


def test_a_log_whose_folder_went_away_stays_quiet(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    log_to_home(home)
    home.logs.rmdir()
    logging.getLogger("desktop.some").info("lost")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not kept in modes there")
def test_nobody_else_may_read_it(home: Home) -> None:
    before = os.umask(0)
    try:
        log_to_home(home)
        logging.getLogger("desktop.some").info("%d rows", 7)
    finally:
        os.umask(before)
    (path,) = log_files(home)
    assert path.stat().st_mode & 0o077 == 0
