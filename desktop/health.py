"""What the doctor looks at: key, files, index, rows, pictures, disk. No Qt.

The way to the server is looked at by whoever knows it, and handed in.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from desktop.errors import AppError, BeingRebuilt, KeyUnavailable, NotConnected
from desktop.paths import Home
from desktop.records import Finding
from desktop.security.keys import PATIENCE, key_storage, load_key
from desktop.store.agreement import (
    Indexed,
    damaged_indexes,
    wrong_documents,
    wrong_records,
    wrong_sums,
)
from desktop.store.engine import check_integrity, doubt, reading
from desktop.store.files import Store, open_store
from desktop.store.index import Index
from desktop.store.network import NetworkSettings
from desktop.store.outbox import ServerConnection
from desktop.store.placement import network_of

Hops = Callable[[ServerConnection, NetworkSettings], Iterable[Finding]]

ENOUGH_ROOM: Final = 200 * 2**20
SYNC: Final = "Sync once more."
BEGIN_ANEW: Final = "Sync: a damaged file is replaced by a new one. What waits to be sent is kept."
DERIVE_ANEW: Final = "Sync: lists and index are made again."
CONNECT: Final = "Connect again: the damaged file is set aside, and a new one begun."
SYNC_OR_CONNECT: Final = "Sync; if that does not help, connect again."
TELL_SERVER: Final = "Update this program. If it stays, tell whoever runs the server."


def examine(
    home: Home,
    index: Index,
    indexed: Indexed,
    hops: Hops | None = None,
    *,
    patience: float = PATIENCE,
) -> tuple[Finding, ...]:
    """Check everything about a home that can be checked; nothing is repaired.

    A note beside a file in which something is wrong has the next sync mend it.
    ``indexed`` names the keys that the index holds. ``hops`` looks at the way to the server,
    one finding a hop.
    """
    return tuple(_examine(home, index, indexed, hops, patience))


def _examine(
    home: Home,
    index: Index,
    indexed: Indexed,
    hops: Hops | None,
    patience: float,
) -> Iterator[Finding]:
    yield _disk(home)
    try:
        key = load_key(home, patience=patience)
        yield Finding(name="key", ok=True, detail=f"Kept by {key_storage(home)}.")
        store = open_store(home, key, index)
    except KeyUnavailable as error:
        yield Finding(name="key", ok=False, detail=str(error))
        return
    except NotConnected as error:
        yield Finding(name="replica", ok=False, detail=str(error), advice="Connect to a server.")
        return
    except AppError as error:
        yield Finding(name="replica", ok=False, detail=str(error), advice=SYNC_OR_CONNECT)
        return
    with contextlib.closing(store):
        yield from _files(store)
        yield from _contents(store, index, indexed)
        connection = store.outbox.connection()
        if hops is not None and connection is not None:
            yield from _way(hops, connection, store.outbox.network())


def _way(hops: Hops, connection: ServerConnection, network: NetworkSettings) -> Iterator[Finding]:
    try:
        yield from hops(connection, network)
    except AppError as error:  # what was set about the network makes no sense
        yield Finding(name="network", ok=False, detail=str(error))


def _disk(home: Home) -> Finding:
    folder = home.root if home.root.exists() else home.root.absolute().parent
    if not os.access(folder, os.W_OK):
        return Finding(
            name="disk",
            ok=False,
            detail=f"{home.root} cannot be written.",
            advice="Reading goes on. To sync, give yourself the right to write there.",
        )
    network = network_of(home.root)
    if network:
        detail = f"{home.root} lies on a network ({network}), where databases get damaged."
        return Finding(name="disk", ok=False, detail=detail, advice="Connect with a home here.")
    free = shutil.disk_usage(folder).free
    return Finding(
        name="disk",
        ok=free >= ENOUGH_ROOM,
        detail=f"{free // 2**20:,} MiB are free.",
        advice="" if free >= ENOUGH_ROOM else "Free some space: a sync may not fit.",
    )


def _files(store: Store) -> Iterator[Finding]:
    engines = {
        "replica": store.engine,
        "blobs": store.blobs_engine,
        "outbox": store.outbox_engine,
    }
    for name, engine in engines.items():
        problems = check_integrity(engine)
        waiting = f" {store.outbox.waiting()} changes wait to be sent." if name == "outbox" else ""
        yield Finding(
            name=name,
            ok=not problems,
            detail=_damage(problems) if problems else f"The file is whole.{waiting}",
            advice=(CONNECT if name == "outbox" else BEGIN_ANEW) if problems else "",
        )


def _damage(problems: Sequence[str]) -> str:
    """The first of what the checks found; each of them may speak in many lines."""
    lines = [line for problem in problems for line in problem.splitlines() if line[:3] != "***"]
    return f"Damaged in {len(lines)} places, the first: {lines[0]}" if lines else problems[0]


def _contents(store: Store, index: Index, indexed: Indexed) -> Iterator[Finding]:
    try:
        yield _rows(store)
        yield _index(store, index, indexed)
        yield _unreadable(store)
        yield _pictures(store)
    except AppError as error:  # a damaged page that a check above has already named
        yield Finding(name="contents", ok=False, detail=str(error), advice=BEGIN_ANEW)


def _rows(store: Store) -> Finding:
    with reading(store.engine) as tx:
        streams = wrong_sums(tx)
    if streams:
        doubt(store.engine)
        detail = f"The sums of {len(streams)} streams are wrong."
        return Finding(name="rows", ok=False, detail=detail, advice=BEGIN_ANEW)
    owed = store.replica.scrub_owed()
    detail = "All sums agree."
    if owed:
        detail += " Something that was taken away is still to be cleaned from the file."
    return Finding(name="rows", ok=not owed, detail=detail, advice=SYNC if owed else "")


def _index(store: Store, index: Index, indexed: Indexed) -> Finding:
    try:
        store.replica.require_ours()
    except BeingRebuilt:
        detail = "Lists and index were made by another version of this program."
        return Finding(name="index", ok=False, detail=detail, advice=SYNC)
    with reading(store.engine) as tx:
        records, documents = wrong_records(tx), wrong_documents(tx, indexed(tx))
        complete = index.is_complete(tx)
    damaged = damaged_indexes(store.engine)
    problems = [
        f"{records} records do not agree with their rows." if records else "",
        f"{documents} things are not in the index as they should be." if documents else "",
        f"The tables {', '.join(damaged)} are damaged." if damaged else "",
    ]
    said = " ".join(problem for problem in problems if problem)
    if said:
        doubt(store.engine)
    detail = "The index agrees with the rows."
    if not complete:
        detail += " What words are found by besides themselves is still to be filled in."
    return Finding(
        name="index",
        ok=not said,
        detail=said or detail,
        advice=DERIVE_ANEW if said else "" if complete else SYNC,
    )


def _unreadable(store: Store) -> Finding:
    rows = store.replica.unreadable()
    if not rows:
        return Finding(name="unreadable rows", ok=True, detail="None.")
    key, stream, reason = rows[0]
    detail = f"{len(rows)} were set aside; the first is {key} in {stream}: {reason}."
    return Finding(name="unreadable rows", ok=False, detail=detail, advice=TELL_SERVER)


def _pictures(store: Store) -> Finding:
    missing = len(store.blobs.missing(store.replica.wanted_blobs()))
    return Finding(
        name="pictures",
        ok=not missing,
        detail=f"{missing} are not here yet." if missing else "All are here.",
        advice=SYNC if missing else "",
    )
