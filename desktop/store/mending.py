"""What is done about damaged files, under the sync lock: new ones are begun, none is repaired.

It must not know how anything was found to be damaged.
"""

from __future__ import annotations

import logging
import os
from contextlib import ExitStack
from datetime import timedelta
from typing import Final

import msgspec
from sqlalchemy import Engine

from desktop.errors import NotConnected, ReplicaDamaged, StorageReadOnly
from desktop.paths import Home
from desktop.store.agreement import wrong_sums
from desktop.store.current import (
    BESIDE,
    Current,
    next_number,
    read_current,
    remove_others,
    write_current,
)
from desktop.store.engine import (
    check_integrity,
    check_pages,
    doubtful,
    open_database,
    reading,
)
from desktop.store.files import open_blobs, open_outbox, open_replica, start_replica
from desktop.store.index import Index
from desktop.store.outbox import Outbox
from desktop.store.replica import utc_now

log = logging.getLogger(__name__)

SMALL: Final = 16 * 2**20  # bytes; a look at all pages takes 50 ms
LOOK_EVERY: Final = timedelta(days=1)


def replace_damaged(home: Home, key: bytes, index: Index) -> tuple[str, ...]:
    """Begin new files instead of those of replica and blobs that are damaged; return which.

    Whatever was found wrong since the last time is looked into page by page, and what is derived
    is made again. The outbox is never replaced. A sync fills the new files again.
    """
    try:
        current = read_current(home)
    except ReplicaDamaged:
        start_replica(home, key, index, _replica_of_outbox(home, key))
        return ("replica", "blobs")
    if current is None:
        return ()
    remove_others(home, current)  # a kill, or a reader on Windows, may have left an old file
    try:
        _mend_replica(home, key, index, current)
    except ReplicaDamaged:
        start_replica(home, key, index, current.id)
        return ("replica", "blobs")
    try:
        _look_into_blobs(home, key, current)
    except ReplicaDamaged:
        number = next_number(home)
        open_database(home.blobs(number), key).dispose()
        current = msgspec.structs.replace(current, blobs=number)
        write_current(home, current)
        remove_others(home, current)
        return ("blobs",)
    return ()


def _mend_replica(home: Home, key: bytes, index: Index, current: Current) -> None:
    """Raise ``ReplicaDamaged`` if its rows cannot be trusted; make the rest again if in doubt."""
    engine, replica = open_replica(home, key, index, current)
    with ExitStack() as opened:
        opened.callback(engine.dispose)
        doubt = doubtful(home.replica(current.replica))
        if not doubt.exists() and _look_at_pages(home, engine, current):
            return
        _require_whole(engine)
        with reading(engine) as tx:
            if wrong_sums(tx):
                raise ReplicaDamaged("The rows do not agree with their sums.")
        replica.derive_anew()
        doubt.unlink(missing_ok=True)


def _look_at_pages(home: Home, engine: Engine, current: Current) -> bool:
    """Whether they are whole: each time in a small file, once a day in a large one."""
    small = home.replica(current.replica).stat().st_size < SMALL
    now = utc_now()
    if not small and current.checked and abs(now - current.checked) < LOOK_EVERY:
        return True
    whole = check_pages(engine)
    if whole and not small:
        write_current(home, msgspec.structs.replace(current, checked=now))
    return whole


def _look_into_blobs(home: Home, key: bytes, current: Current) -> None:
    engine, _ = open_blobs(home, key, current)
    with ExitStack() as opened:
        opened.callback(engine.dispose)
        doubt = doubtful(home.blobs(current.blobs))
        if doubt.exists():
            _require_whole(engine)
            doubt.unlink(missing_ok=True)


def _require_whole(engine: Engine) -> None:
    problems = check_integrity(engine)
    if problems:
        raise ReplicaDamaged(problems[0])


def _replica_of_outbox(home: Home, key: bytes) -> str:
    engine, outbox = open_outbox(home, key)
    try:
        held = outbox.connection()
    finally:
        engine.dispose()
    if held is None:
        raise NotConnected("This home folder belongs to no server yet. Connect to one first.")
    return held.replica


def open_or_renew_outbox(home: Home, key: bytes) -> tuple[Engine, Outbox]:
    """The outbox; where it is damaged it is set aside, and the new one belongs to nobody."""
    try:
        engine, outbox = open_outbox(home, key)
    except ReplicaDamaged:
        set_aside_outbox(home)
        return open_outbox(home, key)
    if not check_integrity(engine):
        return engine, outbox
    engine.dispose()
    set_aside_outbox(home)
    return open_outbox(home, key)


def set_aside_outbox(home: Home) -> None:
    """Make way for a new outbox where the one here is damaged; what it holds stays in a file."""
    number = 1
    while (aside := home.outbox.with_name(f"outbox-damaged-{number}")).exists():
        number += 1
    try:
        for end in BESIDE:
            beside = home.outbox.with_name(home.outbox.name + end)
            if beside.exists():
                os.replace(beside, aside.with_name(aside.name + end))
        os.replace(home.outbox, aside)
    except OSError as error:
        raise StorageReadOnly(f"{home.outbox} is in use. Close the program's window.") from error
    log.info("the outbox was damaged, and set aside")
