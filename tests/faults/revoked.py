"""Take a space away from somebody who holds it, and see what is left of it, and what that costs.

``python -m tests.faults.revoked --files DIR --space NAME`` works on a copy of a server's files;
``--home DIR`` takes (a copy of) a home that was synced from them, which saves the first sync. A
thousand words are planted in the space, synced, and taken away while somebody goes on reading. The
exit status is 1 if one of them is left anywhere.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import string
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.compose import connect, sync
from desktop.opening import open_library
from desktop.paths import Home
from desktop.records import SearchRequest
from desktop.security.keys import load_key
from server import access
from server.database import open_database, reading
from server.settings import Settings
from server.streams import Entity
from tests import servers
from tests.desktop.dump import texts
from tests.entities import page
from tests.faults.commands import start
from tests.faults.homes import Nobody
from tests.faults.plaintext import decrypted

WORDS = 1_000
PAGES = 50
# All planted words end alike: an index stores the beginning of a word only where it is not the
# beginning of the one before it.
ENDING = "zqxjvk"
TRACE = re.compile(rb"[a-z]{1,6}" + ENDING.encode())
TICK = 0.005  # seconds
QUERIES = ("index", "travel", "array method", "meyer")


@dataclass(kw_only=True)
class Figures:
    """What it took, in seconds and bytes. ``traces`` is what was left afterwards, by file."""

    planted: int = 0
    wall: float = 0.0
    user: float = 0.0
    scrub: float = 0.0
    memory: int = 0
    largest_log: int = 0
    slowest_answer: float = 0.0
    answers: int = 0
    longest_gap: float = 0.0
    traces: dict[str, int] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        return self.planted >= WORDS and not any(self.traces.values())

    def __str__(self) -> str:
        return (
            f"{self.planted} words before, {sum(self.traces.values())} traces after; "
            f"the pass {self.wall:.1f} s ({self.user:.1f} s of processor), "
            f"of it the scrub {self.scrub:.1f} s; log at most {self.largest_log / 1e6:.0f} MB, "
            f"memory {self.memory / 1e6:.0f} MB; {self.answers} answers meanwhile, the slowest "
            f"{1000 * self.slowest_answer:.0f} ms, longest gap {1000 * self.longest_gap:.0f} ms"
        )


def revoke_while_reading(settings: Settings, home: Home, user: str, stream: str) -> Figures:
    """Plant words in ``stream``, sync, revoke, sync, and look for them. The server runs."""
    figures = Figures()
    plant(settings, stream)
    sync(home, Nobody())
    figures.planted = len(set(_in_tables(home)))
    servers.set_right(settings, user, stream, allowed=False)
    with _reading_on(home, figures):
        _timed_sync(home, figures)
    figures.traces = {"tables": len(_in_tables(home)), **_in_pages(home)}
    return figures


def plant(settings: Settings, stream: str) -> None:
    dice = random.Random(1)
    letters = string.ascii_lowercase
    words = ["".join(dice.choices(letters, k=6)) + ENDING for _ in range(WORDS)]
    space = stream.partition(":")[2]
    servers.write_entities(settings, *_pages(words, space))


def _pages(words: Sequence[str], space: str) -> Iterator[Entity]:
    each = len(words) // PAGES
    for number in range(PAGES):
        title, tag, alias, *some = words[number * each : (number + 1) * each]
        text = "".join(f"# {word}\n\nAll about {word} and more.\n\n" for word in some)
        yield page(
            f"planted{number}", f"On {title}", text, space=space, tags=(tag,), aliases=(alias,)
        )


def _in_tables(home: Home) -> list[bytes]:
    key = load_key(home)
    return [hit for text in texts(home, key) for hit in TRACE.findall(text.lower().encode())]


def _in_pages(home: Home) -> dict[str, int]:
    return {name: len(TRACE.findall(data)) for name, data in decrypted(home.root, load_key(home))}


def _timed_sync(home: Home, figures: Figures) -> None:
    started = time.monotonic()
    process = start(home, "sync", "--progress")
    assert process.stdout
    assert process.stderr
    finishing = None
    for line in process.stdout:
        now = time.monotonic()
        if finishing is not None and not figures.scrub:
            figures.scrub = now - finishing
        if json.loads(line).get("phase") == "finishing":
            finishing = finishing or now
    process.stdout.close()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    figures.wall = time.monotonic() - started
    figures.user, figures.memory = usage.ru_utime, usage.ru_maxrss * 1024


@contextmanager
def _reading_on(home: Home, figures: Figures) -> Iterator[None]:
    """Search without a pause, as the window's library thread would, beside a ticking clock."""
    over = threading.Event()
    threads = [
        threading.Thread(target=work, args=(home, figures, over)) for work in (_search_on, _tick)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _search_on(home: Home, figures: Figures, over: threading.Event) -> None:
    with closing(open_library(home)) as library:
        while not over.wait(4 * TICK):
            query = QUERIES[figures.answers % len(QUERIES)]
            asked = time.monotonic()
            found = library.search(SearchRequest(query=query))
            if found.hits:
                library.show(found.hits[0].address)
            figures.slowest_answer = max(figures.slowest_answer, time.monotonic() - asked)
            figures.answers += 1


def _tick(home: Home, figures: Figures, over: threading.Event) -> None:
    before = time.monotonic()
    while not over.wait(TICK):
        now = time.monotonic()
        figures.longest_gap = max(figures.longest_gap, now - before - TICK)
        logs = (path.stat().st_size for path in home.root.glob("*-wal"))
        figures.largest_log = max(figures.largest_log, *logs, 0)
        before = time.monotonic()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=Path, required=True, help="of a server that was filled")
    parser.add_argument("--space", required=True, help="its name, or space:ID")
    parser.add_argument("--home", type=Path, help="that was synced from these files")
    parser.add_argument("--user", default="benchmark")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings, home = _copies(Path(folder), given.files, given.home)
        token = servers.token_for(settings, given.user)
        with servers.running(settings) as url:
            connect(home, url, token, key_file=None if given.home else Path(folder) / "key")
            figures = revoke_while_reading(
                settings, home, given.user, _stream(settings, given.space)
            )
    sys.stdout.write(f"{given.space}: {figures}\n")
    return 0 if figures.clean else 1


def _copies(folder: Path, files: Path, home: Path | None) -> tuple[Settings, Home]:
    shutil.copytree(files, folder / "server")
    if home:
        shutil.copytree(home, folder / "home")
    return servers.sqlite_settings(folder), Home(folder / "home")


def _stream(settings: Settings, name: str) -> str:
    engine = open_database(settings)
    with reading(engine) as tx:
        return access.find_stream(tx, name if name.startswith("space:") else f"space:{name}")


if __name__ == "__main__":
    sys.exit(main())
