"""What a serving process does beside answering: a thread that goes round from time to time.

Each process has one; leases keep several from doing the same. What fails is logged and tried
again in the next round: reading and serving never depend on it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.building import Workshop, build_due, tidy
from server.expiry import expire_old
from server.settings import Settings
from server.snapshot_files import Stopped

log = logging.getLogger(__name__)

SECONDS_BETWEEN: Final = 60.0


class Background:
    """Snapshots are built and tidied away, and old tombstones expire, while the process serves."""

    def __init__(self, engine: Engine, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._stop = threading.Event()
        self._shop = Workshop(engine, settings.files, clock, self._stop.is_set)
        self._days = settings.tombstone_days
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Give up what is under way, and wait until the thread has ended."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._round()
            self._stop.wait(SECONDS_BETWEEN)

    def _round(self) -> None:
        try:
            shop = self._shop
            expire_old(shop.engine, shop.clock(), self._days, shop.is_stopping)
            build_due(shop)
            tidy(shop)
        except Stopped:
            return
        except (DBAPIError, PoolTimeout, OSError) as error:
            log.warning("background work failed: %s", type(error).__name__)
        except Exception:  # noqa: BLE001 - a bug here must not end all further rounds silently
            log.exception("background work failed")
