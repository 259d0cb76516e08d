"""A first sync over the system's own idea of a bad line: 64 kbit/s, and packets that get lost.

``unshare --net python -m tests.faults.narrow_network`` runs it in a network of its own, which ends
with the process; it needs Linux, the administrator, ``tc`` and ``nft``. It prints what came of it.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import servers
from tests.entities import page, person, space
from tests.faults.families import Outcome
from tests.faults.homes import connected, hasty, pass_over, require_same
from tests.servers import ROOT

RATE = 8_000  # bytes a second
LOST = 3  # packets of a hundred
SETTING_UP = (
    "ip link set lo up mtu 1500",
    "tc qdisc add dev lo root tbf rate 64kbit burst 3000 latency 1000ms",
    "nft add table ip bad",
    "nft add chain ip bad in { type filter hook input priority 0 ; }",
    f"nft add rule ip bad in numgen random mod 100 < {LOST} drop",
)
PATIENCE = 120.0  # seconds


def main() -> int:
    for line in SETTING_UP:
        subprocess.run(line.split(), check=True, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
    with tempfile.TemporaryDirectory() as folder:
        settings = servers.sqlite_settings(Path(folder))
        dice = random.Random(1)  # words that no compression makes shorter than half
        people = (person(f"p{number}", role=dice.randbytes(80).hex()) for number in range(150))
        servers.write_entities(settings, space("handbook"), *people, page("travel"))
        token = servers.token_for(settings, "ada")
        with servers.running(settings) as url:
            home = connected(Path(folder) / "home", url, token)
            started = time.monotonic()
            report = pass_over(home, hasty(total=PATIENCE, tries=6))
            took = time.monotonic() - started
        require_same(home, settings)
    said = {"seconds": took, "bytes": report.bytes, "rows": report.rows}
    sys.stdout.write(json.dumps(said) + "\n")
    return 0


def syncs(runs: int, seed: int) -> Outcome:
    """So many first syncs over such a line; see ``tests.faults.families``."""
    found = [run() for _ in range(runs)]
    faults = tuple(one.stderr.strip()[-400:] for one in found if one.returncode)
    return Outcome(runs=runs, faults=faults, note=f"64 kbit/s, {LOST} % of packets lost")


def run() -> subprocess.CompletedProcess[str]:
    unshare = shutil.which("unshare")
    assert unshare, "this needs Linux with util-linux"
    return subprocess.run(
        [unshare, "--net", sys.executable, "-m", "tests.faults.narrow_network"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main())
