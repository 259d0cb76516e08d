"""``vademecum-server``: the command line. Assembles the groups of commands, decides nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from server.commands import importing, rights, serving, upkeep
from server.database import first_line
from server.errors import ServerError
from server.logs import start_log
from server.settings import DATABASE_VARIABLE, DEFAULT_FILES, FILES_VARIABLE
from wire import __version__

PROGRAM = "vademecum-server"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 a sentence on stderr says why not, 2 wrong usage."""
    everywhere = _global_options()
    # Taken out first, so that they may stand before or after the command.
    found, rest = everywhere.parse_known_args(argv)
    arguments = _parser(everywhere).parse_args(rest, found)
    start_log(arguments.verbose)
    try:
        return int(arguments.run(arguments))
    except ServerError as error:
        return _tell(str(error))
    except DBAPIError as error:
        return _tell(f"The database refused: {first_line(error)}")
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return _tell("Stopped.")


def _global_options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROGRAM, add_help=False, allow_abbrev=False)
    files = Path(os.environ.get(FILES_VARIABLE) or DEFAULT_FILES)
    parser.add_argument("--files", type=Path, default=files, metavar="DIR", help="blobs lie here")
    parser.add_argument(
        "--database",
        default=os.environ.get(DATABASE_VARIABLE),
        metavar="URL",
        help="postgresql+psycopg://…; otherwise SQLite below --files",
    )
    parser.add_argument("--verbose", action="store_true", help="log what is done")
    return parser


def _parser(everywhere: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM, description="Vademecum's server.", parents=[everywhere]
    )
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in (serving, importing, rights, upkeep):
        group.add_parser(subparsers)
    return parser


def _tell(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
