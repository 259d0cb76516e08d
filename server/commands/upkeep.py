"""The database's upkeep: ``migrate``, ``check``, ``epoch``, ``snapshots``,
``expire``."""

from __future__ import annotations

import argparse
import uuid
from datetime import UTC, datetime

from sqlalchemy import Connection, update

from server import schema, snapshots
from server.building import SMALLEST_BYTES, Workshop, build_due, tidy
from server.checking import find_faults
from server.commands.arguments import (
    Subparsers,
    database,
    positive,
    say,
    say_json,
    settings_of,
    told_as_a_sentence,
)
from server.database import connect_engine, migrate, reading, transact
from server.expiry import expire_old
from server.settings import DEFAULT_TOMBSTONE_DAYS


def add_parser(subparsers: Subparsers) -> None:
    sentence = "bring the database's schema up to date"
    parser = subparsers.add_parser("migrate", help=sentence, description=sentence)
    parser.set_defaults(run=run_migrate)
    sentence = "whether rows, streams, sums and blobs agree"
    parser = subparsers.add_parser("check", help=sentence, description=sentence)
    parser.set_defaults(run=run_check)
    sentence = "build the snapshots that are due, for first syncs"
    parser = subparsers.add_parser("snapshots", help=sentence, description=sentence)
    parser.add_argument("--all", action="store_true", help="of small streams, too")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=run_snapshots)
    sentence = "forget the deletions of long ago"
    parser = subparsers.add_parser("expire", help=sentence, description=sentence)
    parser.add_argument("--days", type=positive, default=DEFAULT_TOMBSTONE_DAYS, metavar="N")
    parser.set_defaults(run=run_expire)
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

    def work(tx: Connection) -> None:
        tx.execute(update(schema.clock).values(epoch=epoch))
        snapshots.forget_all(tx)

    with database(arguments) as engine:
        transact(engine, work)
    say(f"The epoch is {epoch} now; every replica boots again and keeps its outbox.")
    return 0


def run_snapshots(arguments: argparse.Namespace) -> int:
    settings = settings_of(arguments)
    smallest = 0 if arguments.all else SMALLEST_BYTES
    with database(arguments) as engine, told_as_a_sentence():
        shop = Workshop(engine, settings.files, lambda: datetime.now(UTC))
        built = build_due(shop, smallest=smallest)
        tidy(shop)
    for one in built:
        if arguments.json:
            say_json(one)
        else:
            say(f"{one.stream} at {one.seq}: {one.rows} rows, {one.bytes} bytes, {one.sha256}")
    if not built and not arguments.json:
        say("No snapshot is due.")
    return 0


def run_expire(arguments: argparse.Namespace) -> int:
    with database(arguments) as engine:
        count = expire_old(engine, datetime.now(UTC), arguments.days)
    say(f"{count} deletion(s) older than {arguments.days} days are forgotten.")
    return 0
