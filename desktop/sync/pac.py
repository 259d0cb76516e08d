"""Asking a PAC file which way leads to a server.

The file is a program that anybody on the network may have written: it runs in a process of its
own, with a deadline, which asks here for what it may know of the outside: names and addresses.
"""

from __future__ import annotations

import contextlib
import json
import logging
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from desktop.program import is_frozen, own_command, program_files

log = logging.getLogger(__name__)

PATIENCE: Final = 5.0  # seconds for one question
MOST_QUESTIONS: Final = 200
LONGEST_LINE: Final = 64 * 2**10
# Reserved for documentation: nothing is sent there, only the way to it is looked up.
_ELSEWHERE: Final = ("192.0.2.1", 9)


class PacBroken(Exception):
    """A PAC file gave no answer; the words say why, for a person."""


def first_address(name: str) -> str | None:
    """An address of a name, in the form PAC files know: IPv4; ``None`` if there is none."""
    try:
        return str(socket.getaddrinfo(name, None, socket.AF_INET)[0][4][0])
    except (OSError, UnicodeError):
        return None


def own_address() -> str:
    """The address that this machine has towards the rest of the network."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.connect(_ELSEWHERE)
        return str(line.getsockname()[0])
    return "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a PAC file may learn of the outside: what tests replace. ``clock`` in seconds."""

    resolve: Callable[[str], str | None] = first_address
    my_address: Callable[[], str] = own_address
    clock: Callable[[], float] | None = None


def ask_pac(
    script: str, host: str, *, outside: Outside | None = None, patience: float = PATIENCE
) -> str:
    """Return what the script answers for ``https://host/``, such as ``PROXY a:3128; DIRECT``.

    Only the host is told, never a path. Raises ``PacBroken``.
    """
    outside = outside or Outside()
    url = f"https://[{host}]/" if ":" in host else f"https://{host}/"
    clock = outside.clock and outside.clock() * 1000
    question = {"script": script, "url": url, "host": host, "clock": clock}
    ends = time.monotonic() + patience
    with _engine(patience) as process:
        _write(process, question)
        for _ in range(MOST_QUESTIONS):
            said = _read(process, ends)
            if "result" in said:
                return str(said["result"])
            if "error" in said:
                raise PacBroken(f"it ends in an error: {said['error']}")
            _write(process, {"answer": _answer(said, outside, ends - time.monotonic())})
    raise PacBroken("it asks for more names than any should")


def _answer(said: dict[str, Any], outside: Outside, patience: float) -> str | None:
    """Look up what was asked, but for no longer than the deadline: a resolver may hang."""
    answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    def look_up() -> None:
        name = said.get("resolve")
        answers.put(outside.my_address() if name is None else outside.resolve(str(name)))

    threading.Thread(target=look_up, name="pac-lookup", daemon=True).start()
    try:
        return answers.get(timeout=max(patience, 0.0))
    except queue.Empty:
        return None


@contextlib.contextmanager
def _engine(patience: float) -> Iterator[subprocess.Popen[str]]:
    """The process of the engine, killed at the deadline whatever it does."""
    process = subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        cwd=None if is_frozen() else program_files(),
    )
    timer = threading.Timer(patience, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield process
    finally:
        timer.cancel()
        process.kill()
        with contextlib.suppress(OSError):  # what was still to be written to it
            process.communicate()


def _command() -> list[str]:
    if is_frozen():
        return [*own_command(), "pac-engine"]
    return [sys.executable, "-m", "desktop.sync.pac_engine"]  # without what the command line loads


def _write(process: subprocess.Popen[str], fields: dict[str, Any]) -> None:
    assert process.stdin
    with contextlib.suppress(OSError):  # it has ended: reading says so
        process.stdin.write(json.dumps(fields) + "\n")
        process.stdin.flush()


def _read(process: subprocess.Popen[str], ends: float) -> dict[str, Any]:
    assert process.stdout
    line = process.stdout.readline(LONGEST_LINE)
    try:
        said = json.loads(line)
    except ValueError as error:
        late = time.monotonic() >= ends
        raise PacBroken("it comes to no end" if late else "it breaks off") from error
    return dict(said)
