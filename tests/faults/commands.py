"""The command line as a real process, also one that is short of something."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop.paths import Home

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it said."""

    status: int
    said: str
    complained: str

    @property
    def is_a_sentence(self) -> bool:
        """Whether it failed as it should: one line that a person can read."""
        lines = self.complained.strip().splitlines()
        return self.status == 1 and len(lines) == 1 and "Traceback" not in self.complained


def command(home: Home, *words: str, short_of: str = "") -> list[str]:
    """The command line; ``short_of`` is what ``tests.faults.shortage`` takes away first."""
    desktop = ["-m", "tests.faults.shortage", short_of] if short_of else ["-m", "desktop"]
    return [sys.executable, *desktop, "--home", str(home.root), *words]


def start(home: Home, *words: str) -> subprocess.Popen[str]:
    """Start a command and return at once."""
    return subprocess.Popen(
        command(home, *words),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def finish(process: subprocess.Popen[str]) -> Ended:
    said, complained = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, said, complained)


def run(home: Home, *words: str, short_of: str = "") -> Ended:
    """Run a command to its end."""
    done = subprocess.run(
        command(home, *words, short_of=short_of),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
