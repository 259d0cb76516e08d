"""A window and several command lines on one home at once: one syncs, the others wait or say so."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop.paths import Home
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults.commands import ROOT, Ended, finish, start
from tests.faults.families import Outcome
from tests.faults.homes import connected, pass_over, require_same

UNDER_WAY = "under way"


def many_at_once(runs: int, seed: int) -> Outcome:
    """Rounds of a window, two syncs, a search, a pin and a setting, all at the same moment."""
    with tempfile.TemporaryDirectory() as folder:
        settings = servers.sqlite_settings(Path(folder))
        servers.write_entities(settings, space("handbook"), person("bob"), page("travel"))
        with servers.running(settings) as url:
            token = servers.token_for(settings, "ada")
            home = connected(Path(folder) / "home", url, token)
            pass_over(home)
            faults = [fault for turn in range(runs) for fault in _round(settings, home, turn)]
            pass_over(home)
            require_same(home, settings)
    return Outcome(runs=runs, faults=tuple(faults))


def _round(settings: Settings, home: Home, turn: int) -> Iterator[str]:
    for commit in range(3):
        names = (f"page{turn}-{commit}-{number}" for number in range(50))
        servers.write_entities(settings, *(page(name, text="Words. " * 20) for name in names))
    window = _window(home)
    syncs = [start(home, "sync"), start(home, "sync", "--metered")]
    others = [
        start(home, "search", "travel"),
        start(home, "pin", "page:travel"),
        start(home, "settings", "set", "sync-every", str(turn)),
        start(home, "history"),
    ]
    yield from _wrong_window(finish(window))
    ended = [finish(process) for process in syncs]
    yield from (f"a sync: {one.complained}" for one in ended if not _is_well(one))
    done = [finish(process) for process in others]
    yield from (f"beside a sync: {one.complained}" for one in done if one.status)
    if "vademecum://page/travel" not in done[0].said:
        yield "a search found nothing"


def _window(home: Home) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.window", str(home.root)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _wrong_window(ended: Ended) -> Iterator[str]:
    lines = ended.said.strip().splitlines()
    if ended.status or not lines:
        yield f"the window ended with {ended.status}: {ended.complained}"
        return
    told = json.loads(lines[-1])
    said_so = told["error"] == "SyncRunning" and UNDER_WAY in told["pill"]
    if told["error"] and not said_so:
        yield f"the window: {told['error']}, {told['pill']}"
    if "locked" in ended.complained + ended.said:
        yield "the window speaks of a locked database"


def _is_well(one: Ended) -> bool:
    refused = one.is_a_sentence and UNDER_WAY in one.complained
    return (one.status == 0 or refused) and "locked" not in one.complained + one.said
