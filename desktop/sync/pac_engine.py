"""Runs a PAC file: a program from the network, in a process that can reach nothing.

It reads one line of JSON, ``{script, url, host, clock}``, and writes ``{result}`` or ``{error}``.
In between it may ask ``{resolve}`` or ``{my_address}``, and reads ``{answer}``. Whoever started it
ends it at the deadline; it also ends itself.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import sys
from typing import IO, Any, Final

from dukpy.evaljs import JSInterpreter

from desktop.sync.pac_functions import FUNCTIONS

LAST_RESORT: Final = 20.0  # seconds
MEMORY: Final = 2**30
_CALL: Final = (
    "((found) => found == null ? '' : String(found))(FindProxyForURL(dukpy.url, dukpy.host))"
)


class _Engine(JSInterpreter):  # type: ignore[misc,unused-ignore]
    """The language alone: no environment, no files, no modules, no console."""

    def _init_process(self) -> None:
        """Nothing of this process is shown."""

    def _init_console(self) -> None:
        """Nobody listens."""

    def _init_require(self) -> None:
        """Nothing is loaded."""


def main() -> int:
    """Evaluate one PAC file; returns the exit status."""
    question = json.loads(sys.stdin.readline())
    _confine()
    _say(sys.stdout, **_evaluated(question))
    return 0


def _evaluated(question: dict[str, Any]) -> dict[str, Any]:
    clock = question["clock"]
    try:
        engine = _Engine()
        engine.export_function("resolve", lambda name: _ask(resolve=str(name)))
        engine.export_function("my_address", lambda: _ask(my_address=True))
        engine.evaljs(FUNCTIONS, clock=clock)
        engine.evaljs(question["script"], clock=clock)
        found = engine.evaljs(_CALL, url=question["url"], host=question["host"], clock=clock)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's program makes of it
        return {"error": _first_line(str(error))}
    return {"result": str(found)[:4096]}


def _first_line(text: str) -> str:
    """What went wrong, for a sentence: no more of it, and no more than it may drive."""
    line = (text.splitlines() or [""])[0][:100]
    return "".join(sign if sign.isprintable() else "?" for sign in line)


def _ask(**question: object) -> object:
    _say(sys.stdout, **question)
    return json.loads(sys.stdin.readline())["answer"]


def _say(stream: IO[str], **fields: object) -> None:
    stream.write(json.dumps(fields) + "\n")
    stream.flush()


def _confine() -> None:
    """From here on: no file, no socket, no process; so much memory, so much time."""
    faulthandler.dump_traceback_later(LAST_RESORT, exit=True)  # also where a loop never ends
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - only where there is one

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(("open", "os.", "socket.", "subprocess.", "ctypes.", "shutil.")):
        raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main())
