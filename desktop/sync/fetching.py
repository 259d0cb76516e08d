"""Fetching pictures, soonest first, in batches of a sensible size.

One that cannot be had never holds up the rest, and none of it undoes what was pulled.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from desktop.errors import NotOurServer, ProtocolMismatch, ServerRejected, ServerUnreachable
from desktop.records import SyncProgress
from desktop.store.blobs import Blobs
from desktop.sync.estimate import progress
from desktop.sync.pacing import BlobPace
from desktop.sync.remote import AnswerTooLarge, AnswerTooSlow, Remote

log = logging.getLogger(__name__)


class Watcher(Protocol):
    """Whoever wants to know how far the pictures are."""

    def progress(self, progress: SyncProgress) -> None:
        """A batch was stored."""
        ...


def fetch_blobs(
    remote: Remote,
    blobs: Blobs,
    wanted: Sequence[str],
    watcher: Watcher,
    clock: Callable[[], float],
) -> int:
    """Fetch those of ``wanted`` that are not here, in their order; return how many came.

    Ends quietly when the server is lost: the next pass goes on.
    """
    missing = blobs.missing(wanted)
    started, done, came, pace = clock(), 0, 0, BlobPace()
    while done < len(missing):
        some = missing[done : done + pace.count]
        asked = clock()
        try:
            batch = remote.blobs(some)
        except (AnswerTooLarge, AnswerTooSlow) as error:
            log.info("%d pictures at once were too much", len(some))
            if len(some) == 1 and isinstance(error, AnswerTooSlow):
                break  # then each of the rest would take the whole deadline, too
            done += len(some) == 1
            pace = pace.slower()
            continue
        except (ServerUnreachable, ServerRejected, NotOurServer, ProtocolMismatch) as error:
            log.info("pictures left for later: %s", type(error).__name__)
            break
        blobs.put_all(dict(batch.found))
        log.info("%d of %d pictures, %d damaged", len(batch.found), len(some), batch.damaged)
        came += len(batch.found)
        if batch.cut:  # what had not come yet is asked for again
            missing[done : done + len(some)] = sorted(some, key=lambda one: one not in batch.found)
        done += len(batch.found) if batch.cut else len(some)
        size = sum(map(len, batch.found.values()))
        pace = pace.after(len(batch.found), size, clock() - asked)
        share = done / len(missing)
        watcher.progress(progress("photos", done=done, share=share, elapsed=clock() - started))
    return came
