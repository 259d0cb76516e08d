"""What the program has loaded, and what Qt makes of it, before its window is painted."""

from __future__ import annotations

import subprocess
import sys

FOR_THE_FRAME = "import desktop.window; from desktop.__main__ import parse; parse([])"
FOR_THE_WINDOW = "import desktop.app"
FOR_READING = "import desktop.app, desktop.opening"
HEAVY = (
    *("sqlalchemy", "sqlcipher3", "whoosh", "rapidfuzz", "keyring", "requests", "truststore"),
    *("markdown_it", "nh3", "pygments", "zstandard", "asyncio", "ssl", "email"),
)


def said_after(statement: str, expression: str) -> str:
    """What an expression comes to in a program of its own that has executed a statement."""
    code = f"{statement}\nimport linecache, sys\nprint({expression})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_frame_of_the_window_is_seen_before_anything_is_loaded_that_fills_it() -> None:
    parts = ("desktop.app", "desktop.records", "desktop.ui.search.search_panel", "msgspec")
    found = said_after(FOR_THE_FRAME, f"[one for one in {parts!r} if one in sys.modules]")
    assert found == "[]"


def test_a_window_can_be_painted_before_anything_is_loaded_that_reads_or_syncs() -> None:
    assert said_after(FOR_THE_WINDOW, f"[one for one in {HEAVY!r} if one in sys.modules]") == "[]"


def test_a_window_loads_nothing_for_reading_that_only_a_sync_needs() -> None:
    only_for_a_sync = ("desktop.compose", "desktop.sync.engine", "desktop.health", "requests")
    found = said_after(FOR_READING, f"[one for one in {only_for_a_sync!r} if one in sys.modules]")
    assert found == "[]"


def test_qt_reads_the_source_of_no_module_that_is_loaded_after_it() -> None:
    assert (
        said_after(FOR_READING, "[one for one in linecache.cache if 'sqlalchemy/' in one]") == "[]"
    )
