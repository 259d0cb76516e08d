"""A remote at a server of the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desktop.sync.http import HttpRemote
from desktop.sync.patience import Chance, Patience
from tests.desktop.sync.reaching import PLENTY, RIGHT, Reach
from tests.faults.proxy import FaultProxy, Upstream, between


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def reach(pauses: list[float]) -> Iterator[Reach]:
    """Makes a remote at a server of the test, behind a proxy; neither of them ever sleeps."""
    opened = []

    def make(upstream: Upstream = RIGHT, deadline: float = PLENTY) -> tuple[HttpRemote, FaultProxy]:
        block = between(upstream)
        proxy = block.__enter__()
        chance = Chance(
            sleep=pauses.append, jitter=lambda: 0.5, now=lambda: datetime(2026, 5, 4, tzinfo=UTC)
        )
        patience = Patience(total=deadline, connect=deadline, tries=3)
        remote = HttpRemote(proxy.address, "secret-token", patience=patience, chance=chance)
        opened.append((block, remote))
        return remote, proxy

    yield make
    for block, remote in opened:
        remote.close()
        block.__exit__(None, None, None)
