"""What holds for every test: no screen, no network but loopback, no unexpected log line."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.shared import shared_folder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")


def _refuse_the_outside(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: a test that reaches for another machine fails at the call."""
    if event not in ("socket.connect", "socket.sendto") or len(args) < 2:
        return
    address = args[1]
    if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
        raise PermissionError("A test reached for an address that is not loopback.")


sys.addaudithook(_refuse_the_outside)


@pytest.fixture
def shared_data() -> Path:
    """The shared real inputs; a plain clone without them leaves such tests out by name."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("../shared/data is not here; VADEMECUM_DATA can name it")
    return folder


class _Unexpected(logging.Handler):
    """Collects what was logged at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning, unless it is marked ``expects_log``."""
    collector = _Unexpected()
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if request.node.get_closest_marker("expects_log") is None and collector.lines:
        pytest.fail("Unexpected log lines:\n" + "\n".join(collector.lines), pytrace=False)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where nothing may be left out (``VADEMECUM_NO_SKIP``), a skip fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if skipped and os.environ.get("VADEMECUM_NO_SKIP") and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        sys.stderr.write(f"{skipped} tests were skipped, and none may be.\n")
