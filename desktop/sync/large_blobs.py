"""Large blobs, one at a time: resumed by the byte, so that each comes over any line in the end.

In a batch with others, one of some megabytes would be cut before its end again and again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from desktop.store.downloads import Downloads
from desktop.sync.arrival import Arrival
from desktop.sync.remote import BlobBatch, Remote, SnapshotChanged, SnapshotGone

log = logging.getLogger(__name__)

LARGE: Final = 256 * 2**10  # bytes from which on a blob travels alone


def _nobody(have: int) -> None:
    """Who hears how much of it is here, unless told."""


def fetch_large(
    remote: Remote,
    downloads: Downloads,
    hash_: str,
    size: int,
    told: Callable[[int], None] = _nobody,
) -> BlobBatch:
    """Fetch one blob that has ``size`` bytes, going on where it was left.

    ``told`` hears how many of them are here, each time that some were kept.
    What has come of it stays among ``downloads`` until whoever calls keeps the blob, and drops it.
    """
    arrival = Arrival(downloads, hash_, told)
    try:
        _fetch_rest(remote, arrival, hash_, size)
    except (SnapshotGone, SnapshotChanged) as error:
        log.info("a large picture comes with others: %s", type(error).__name__)
        return remote.blobs([hash_])
    if arrival.sha256() != hash_:
        downloads.drop(hash_)
        return BlobBatch(found={}, damaged=1)
    return BlobBatch(found={hash_: b"".join(downloads.parts(hash_))})


def _fetch_rest(remote: Remote, arrival: Arrival, hash_: str, size: int) -> None:
    if arrival.have >= size:
        return
    try:
        remote.blob(hash_, start=arrival.have, size=size, take=arrival.take)
    finally:
        arrival.keep()
