"""Fetching pictures, soonest first, in batches of a sensible size.

One that cannot be had never holds up the rest, and none of it undoes what was pulled.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from desktop.errors import NotOurServer, ProtocolMismatch, ServerRejected, ServerUnreachable
from desktop.records import SyncProgress
from desktop.store.blobs import Blobs
from desktop.store.facts import THUMBNAIL_RANK
from desktop.store.shelf import Room, Wanted
from desktop.sync.budget import Budget
from desktop.sync.estimate import progress
from desktop.sync.large_blobs import LARGE, fetch_large
from desktop.sync.pacing import BlobPace
from desktop.sync.remote import AnswerTooLarge, AnswerTooSlow, BlobBatch, Remote

log = logging.getLogger(__name__)

# What one of unknown size is taken for, in bytes, before it came: a face, a portrait.
FACE_SIZE, PORTRAIT_SIZE = 5_000, 150_000
# The most that the known sizes of one batch may come to.
LARGEST_BATCH: Final = 8 * 2**20


class Watcher(Protocol):
    """Whoever wants to know how far the pictures are."""

    def progress(self, progress: SyncProgress) -> None:
        """A batch was stored."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many pictures came, and how many the day's bytes left for another line."""

    came: int = 0
    waiting: int = 0


class Fetching:
    """One round of fetching: what of ``wanted`` is missing, as far as room and budget go."""

    def __init__(self, remote: Remote, blobs: Blobs, budget: Budget, watcher: Watcher) -> None:
        self._remote = remote
        self._blobs = blobs
        self._budget = budget
        self._watcher = watcher

    def run(self, wanted: Sequence[Wanted], room: Room, clock: Callable[[], float]) -> Fetched:
        """Fetch those that are not here, in their order.

        Ends quietly when the server is lost: the next pass goes on.
        """
        absent = frozenset(self._blobs.missing(one.hash for one in wanted))
        self._blobs.downloads.keep_files(absent)
        missing = within(room, [one for one in wanted if one.hash in absent])
        started, done, came, waiting, pace = clock(), 0, 0, 0, BlobPace()
        while done < len(missing):
            if not self._budget.affords(expected(missing[done])):
                done, waiting = done + 1, waiting + 1
                continue
            some = batch(missing[done : done + pace.count], self._budget.left())
            asked = clock()
            try:
                answer = self._ask(some)
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
            found = answer.found
            if answer.cut:  # what had not come yet is asked for again
                missing[done : done + len(some)] = _again(some, answer)
            done, came = done + len(found if answer.cut else some), came + len(found)
            pace = pace.after(len(found), sum(map(len, found.values())), clock() - asked)
            self._tell(done, len(missing), clock() - started)
        return Fetched(came, waiting)

    def _ask(self, some: Sequence[Wanted]) -> BlobBatch:
        try:
            answer = self._answered(some)
        finally:
            self._budget.count_blobs()
        self._blobs.put_all(dict(answer.found))
        if is_large(some[0]):
            self._blobs.downloads.drop(some[0].hash)
        log.info("%d of %d pictures, %d damaged", len(answer.found), len(some), answer.damaged)
        return answer

    def _answered(self, some: Sequence[Wanted]) -> BlobBatch:
        first = some[0]
        if is_large(first):
            size, downloads = expected(first), self._blobs.downloads
            return fetch_large(self._remote, downloads, first.hash, size, self._count)
        return self._remote.blobs([one.hash for one in some])

    def _count(self, _have: int) -> None:
        """Part by part: a kill must not make them free."""
        self._budget.count_blobs()

    def _tell(self, done: int, total: int, elapsed: float) -> None:
        self._watcher.progress(progress("photos", done=done, share=done / total, elapsed=elapsed))


def expected(one: Wanted) -> int:
    """The bytes that a picture is reckoned with before it came."""
    if one.size is not None:
        return one.size
    return FACE_SIZE if one.rank == THUMBNAIL_RANK else PORTRAIT_SIZE


def is_large(one: Wanted) -> bool:
    """Whether a picture is known to be too large to travel with others."""
    return one.alone or (one.size is not None and one.size >= LARGE)


def _again(some: Sequence[Wanted], answer: BlobBatch) -> list[Wanted]:
    """What was asked for, what came first; what was cut half-way then travels alone."""
    name, size = answer.begun or ("", 0)
    left = [replace(o, size=size, alone=True) if o.hash == name else o for o in some]
    return sorted(left, key=lambda one: one.hash not in answer.found)


def batch(wanted: Sequence[Wanted], left: int | None) -> Sequence[Wanted]:
    """As many of ``wanted`` as one request may bring: at least one, and of ``left`` bytes.

    A large one travels alone.
    """
    limit = LARGEST_BATCH if left is None else min(left, LARGEST_BATCH)
    size = 0
    for count, one in enumerate(wanted):
        size += expected(one)
        if count and (size > limit or is_large(one) or is_large(wanted[0])):
            return wanted[:count]
    return wanted


def within(room: Room, missing: Sequence[Wanted]) -> list[Wanted]:
    """Those for which the quota has room; what is urgent comes, and something else goes."""
    faces, others, chosen = room.faces, room.others, []
    for one in missing:
        size = expected(one)
        fits = faces >= size if one.rank == THUMBNAIL_RANK else others >= size
        if fits or one.urgent:
            chosen.append(one)
            others -= size
            faces -= size if one.rank == THUMBNAIL_RANK else 0
    return chosen
