"""Asking the server what its own description allows, and what it does not: never a 5xx.

The requests come from schemathesis, a process of its own; the server is real, with some people
and pages, and counts what it answered.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from server.openapi import DOCUMENT_PATH
from tests import servers
from tests.entities import page, person, space
from tests.faults.families import Outcome

OPERATIONS = 9
AT_THE_EDGES = 200  # requests that come of the description's own edges, however many are wished
SERVER_ERRORS = 500


class _Answers(logging.Handler):
    """Counts the answers of the server by their status, from its own log of them."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.by_status: Counter[int] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and record.args:
            self.by_status[int(str(record.args[-1]))] += 1


@contextlib.contextmanager
def counting() -> Iterator[Counter[int]]:
    """The statuses that the servers of this process answer with inside the block."""
    log, answers = logging.getLogger("uvicorn.access"), _Answers()
    before = log.level
    log.addHandler(answers)
    log.setLevel(logging.INFO)
    try:
        yield answers.by_status
    finally:
        log.removeHandler(answers)
        log.setLevel(before)


def requests_by_the_description(runs: int, seed: int) -> Outcome:
    """About so many requests, with a good token; see ``tests.faults.families``."""
    examples = max(1, (runs - AT_THE_EDGES) // OPERATIONS)
    with tempfile.TemporaryDirectory() as folder:
        settings = servers.sqlite_settings(Path(folder))
        people = (person(f"p{number}") for number in range(20))
        servers.write_entities(settings, space("handbook"), *people, page("travel"))
        token = servers.token_for(settings, "ada")
        with servers.running(settings) as url, counting() as by_status:
            said = _schemathesis(url, token, examples, seed, folder)
    broken = sum(count for status, count in by_status.items() if status >= SERVER_ERRORS)
    faults = (f"{broken} answers of 5xx\n{said}",) if broken else ()
    statuses = ", ".join(f"{count:,} x {status}" for status, count in sorted(by_status.items()))
    return Outcome(runs=by_status.total(), faults=faults, note=statuses)


def _schemathesis(url: str, token: str, examples: int, seed: int, folder: str) -> str:
    words = ["-m", "schemathesis.cli", "run", f"{url}{DOCUMENT_PATH}", "--url", url]
    words += ["--header", f"Authorization: Bearer {token}", "--max-examples", str(examples)]
    words += ["--checks", "not_a_server_error", "--seed", str(seed), "--no-color"]
    words += ["--workers", "2", "--generation-database", "none", "--suppress-health-check", "all"]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout[-2000:]
