"""The command line. It imports the window only for ``run``.

Exit status: 0 done, 1 a sentence on standard error says why not, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from desktop.commands import upkeep
from desktop.commands.terminal import Command, Subparsers, Terminal
from desktop.errors import AppError, UsageError
from desktop.logs import log_to_home
from desktop.paths import Home, default_home
from wire import __version__

log = logging.getLogger("desktop")

BUG = "Something went wrong that should not have. With --verbose the command says more."
NO_SUCH_HOME = "There is no such place for the home folder. Name one with --home."
STOPPED = "Stopped. What came so far is kept."


class Group(Protocol):
    """A module of commands."""

    def add_parser(self, subparsers: Subparsers) -> None: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    _speak_utf8()
    try:
        given = parse(arguments)
    except SystemExit as end:  # usage or help, already written
        return int(end.code or 0)
    try:
        home = _home(given, os.environ)
    except (RuntimeError, OSError):  # ~nobody, or a working folder that is gone
        _complain(NO_SUCH_HOME)
        return 2
    with _logging(home, verbose=given.verbose):
        return _run(given.command, given, Terminal(home=home, as_json=given.json))


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the arguments; global options may stand before the command or after it."""
    given = sys.argv[1:] if arguments is None else arguments
    wants_help = not {"-h", "--help"}.isdisjoint(given)
    alone = not wants_help and _first_word(given) in (None, "run")
    # What the window is asked for with is there at once, without all that the other commands load.
    return build_parser((upkeep,) if alone else _all_groups()).parse_args(given)


def build_parser(groups: Sequence[Group] | None = None) -> argparse.ArgumentParser:
    """All commands and what they take, or those of some groups."""
    parser = argparse.ArgumentParser(
        prog="vademecum", description="The company's staff directory and wiki, offline."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_global_options(parser, home=None, json=False, verbose=False)
    parser.set_defaults(command=upkeep.run_window, address=None, screenshots=None, scene=None)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")
    for group in groups or _all_groups():
        group.add_parser(subparsers)
    for subparser in subparsers.choices.values():
        # Without a default of its own: it must not undo what stands before the command.
        _add_global_options(
            subparser, home=argparse.SUPPRESS, json=argparse.SUPPRESS, verbose=argparse.SUPPRESS
        )
    return parser


def _all_groups() -> tuple[Group, ...]:
    from desktop.commands import (  # noqa: PLC0415  (see ``parse``)
        choosing,
        connecting,
        network,
        preparing,
        reading,
        searching,
        syncing,
    )

    return (upkeep, connecting, network, syncing, choosing, searching, reading, preparing)


def _first_word(arguments: Sequence[str]) -> str | None:
    """The first argument that is neither an option nor the value of one."""
    rest = iter(arguments)
    for one in rest:
        if one == "--home":
            next(rest, None)
        elif not one.startswith("-"):
            return one
    return None


def _add_global_options(parser: argparse.ArgumentParser, **defaults: object) -> None:
    options = parser.add_argument_group("everywhere")
    options.add_argument(
        "--home", metavar="DIR", default=defaults["home"], help="where the replica lies"
    )
    options.add_argument(
        "--json", action="store_true", default=defaults["json"], help="answer in JSON"
    )
    options.add_argument(
        "--verbose", action="store_true", default=defaults["verbose"], help="log to standard error"
    )


def _home(given: argparse.Namespace, environment: Mapping[str, str]) -> Home:
    if given.home:
        return Home(Path(given.home).expanduser().absolute())
    return default_home(environment)


def _run(command: Command, given: argparse.Namespace, terminal: Terminal) -> int:
    try:
        return command(given, terminal)
    except AppError as error:
        log.info("ended by %s", type(error).__name__)
        _complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        _complain(STOPPED)
        return 1
    except BrokenPipeError:
        # Whoever read along has gone; nothing more can be said to them.
        sys.stdout = io.StringIO()
        return 1
    except Exception as error:  # noqa: BLE001 - the command line's last resort, never a trace
        log.error("a bug: %s", _whereabouts(error))
        if given.verbose:
            traceback.print_exc()
        _complain(BUG)
        return 1


@contextlib.contextmanager
def _logging(home: Home, *, verbose: bool) -> Iterator[None]:
    """Log into the home, where there is one, and to standard error if that is wished."""
    handlers = [log_to_home(home) if home.root.is_dir() else None]
    if verbose:
        handlers.append(logging.StreamHandler())
        logging.getLogger().setLevel(logging.INFO)
    kept = [handler for handler in handlers if handler is not None]
    for handler in kept:
        logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        for handler in kept:
            logging.getLogger().removeHandler(handler)
            handler.close()


def _whereabouts(error: BaseException) -> str:
    """What broke and where; not its words, which may quote what nobody may read in a log."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
    return f"{type(error).__name__} at {places}"


def _complain(sentence: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")


def _speak_utf8() -> None:
    """Make output UTF-8 everywhere; a Windows console would choose its own code page.

    The window's program on Windows has no console, and Python then no streams.
    """
    sys.stdout = sys.stdout or io.StringIO()
    sys.stderr = sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
