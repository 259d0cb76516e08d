"""The database's upkeep: ``migrate``, ``check``, ``epoch``."""

from __future__ import annotations

import argparse
import uuid

from sqlalchemy import update

from server import schema
from server.checking import find_faults
from server.commands.arguments import Subparsers, database, say, settings_of
from server.database import connect_engine, migrate, reading, transact


def add_parser(subparsers: Subparsers) -> None:
    sentence = "bring the database's schema up to date"
    parser = subparsers.add_parser("migrate", help=sentence, description=sentence)
    parser.set_defaults(run=run_migrate)
    sentence = "whether rows, streams, sums and blobs agree"
    parser = subparsers.add_parser("check", help=sentence, description=sentence)
    parser.set_defaults(run=run_check)
    sentence = "after a restore: make every replica boot again"
    parser = subparsers.add_parser("epoch", help=sentence, description=sentence)
    parser.add_argument("--new", action="store_true", required=True)
    parser.set_defaults(run=run_epoch)


def run_migrate(arguments: argparse.Namespace) -> int:
    engine = connect_engine(settings_of(arguments))
    try:
        say("The schema is up to date now." if migrate(engine) else "The schema was up to date.")
    finally:
        engine.dispose()
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    with database(arguments) as engine, reading(engine) as tx:
        faults = list(find_faults(tx, settings.files))
    for fault in faults:
        say(fault)
    say("All is well." if not faults else f"{len(faults)} fault(s).")
    return 1 if faults else 0


def run_epoch(arguments: argparse.Namespace) -> int:
    epoch = uuid.uuid4().hex
    with database(arguments) as engine:
        transact(engine, lambda tx: tx.execute(update(schema.clock).values(epoch=epoch)))
    say(f"The epoch is {epoch} now; every replica boots again and keeps its outbox.")
    return 0
