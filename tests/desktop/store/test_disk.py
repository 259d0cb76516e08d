"""A full disk and a folder that cannot be written: a sentence, and reading goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.paths import Home
from desktop.store.engine import check_integrity
from desktop.store.files import Store, open_store
from tests.desktop.replicas import KEY, DocumentTable, Feed
from wire.bodies import Names, PersonCore

ROOT = Path(__file__).resolve().parents[3]

FILL = """
import resource, sys
from pathlib import Path
from desktop.errors import StorageFull
from desktop.paths import Home
from desktop.store.files import open_store
from tests.desktop.replicas import KEY, DocumentTable, Feed
from wire.bodies import Names, PersonCore

store = open_store(Home(Path(sys.argv[1])), KEY, DocumentTable())
feed = Feed(store.replica, seq=store.replica.state().cursor)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    for n in range(10_000):
        body = PersonCore(names=Names(display=f"Ada {n}"), about="x" * 4000)
        feed.bring(("all", f"person:{n}#core", body))
        print(n, flush=True)
except StorageFull as error:
    print(store.replica.counts()["person"], error)
"""

READ = """
import os, sys
from pathlib import Path
from desktop.errors import StorageReadOnly
from desktop.paths import Home
from desktop.store.files import open_store
from desktop.store.engine import transaction
from tests.desktop.replicas import KEY, DocumentTable

if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
store = open_store(Home(Path(sys.argv[1])), KEY, DocumentTable())
print(store.replica.counts())
try:
    store.replica.derive_anew()
except StorageReadOnly as error:
    print(error)
"""


def run(script: str, *arguments: str) -> list[str]:
    found = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout.splitlines()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter; the usual ones are the test user's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are of POSIX")
@pytest.mark.parametrize("limit", [400_000, 1_000_000])
def test_a_full_disk_is_told_and_every_committed_row_is_there(
    home: Home, store: Store, feed: Feed, limit: int
) -> None:
    store.close()
    *committed, last = run(FILL, str(home.root), str(limit))
    count, sentence = last.split(" ", 1)
    assert "Free some space" in sentence
    assert int(count) == len(committed)
    again = open_store(home, KEY, DocumentTable())
    assert again.replica.counts() == {"person": len(committed)}
    assert check_integrity(again.engine) == ()
    Feed(again.replica, seq=len(committed)).bring(
        ("all", "person:after#core", PersonCore(names=Names(display="Bo")))
    )
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="folders there have no such permission")
def test_a_home_that_cannot_be_written_is_still_read(
    store: Store, feed: Feed, open_folder: Path
) -> None:
    feed.bring(("all", "person:7f#core", PersonCore(names=Names(display="Ada"))))
    store.close()
    for file in store.home.root.iterdir():
        copy = open_folder / file.name
        copy.write_bytes(file.read_bytes())
        copy.chmod(0o444)
    open_folder.chmod(0o555)
    counts, sentence = run(READ, str(open_folder))
    open_folder.chmod(0o755)
    assert counts == "{'person': 1}"
    assert "cannot be written" in sentence
