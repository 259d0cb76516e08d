"""What the groups of commands share: the database from the arguments, and output.

Each group has ``add_parser(subparsers)``; each command sets ``run``, a function of the parsed
arguments that returns the exit status. A ``ServerError`` becomes a sentence in ``__main__``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec
from sqlalchemy import Engine

from server.database import open_database
from server.errors import ServerError
from server.settings import Settings

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Subparsers = object  # argparse gives the class no name of its own


OF_SERVE: Final = ("wait", "tombstone_days", "standby")  # options that only ``serve`` has


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings that the global options say."""
    given = {name: getattr(arguments, name) for name in OF_SERVE if hasattr(arguments, name)}
    return Settings.below(arguments.files, database=arguments.database, **given)


@contextmanager
def database(arguments: argparse.Namespace) -> Iterator[Engine]:
    """The migrated database, closed again at the end."""
    engine = open_database(settings_of(arguments))
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def told_as_a_sentence() -> Iterator[None]:
    """A file that cannot be read, or a full disk, is no reason for a stack trace."""
    try:
        yield
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        raise ServerError(f"{error.strerror or error}{where}.") from error


def say(line: str) -> None:
    """One line on standard output, at once even when it is a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_json(value: Any) -> None:
    """One JSON value on one line."""
    say(msgspec.json.encode(value).decode())


def positive(text: str) -> int:
    """A whole number above zero, for argparse."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
