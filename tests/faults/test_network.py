"""Every fault of a network, at a random request of a pass: nothing partial, nothing lost."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.errors import AppError
from desktop.paths import Home
from server.settings import Settings
from tests import servers
from tests.entities import page, person, space
from tests.faults import kinds
from tests.faults.homes import (
    DEADLINE,
    connected,
    hasty,
    pass_over,
    require_prefix,
    require_same,
)
from tests.faults.proxy import FaultProxy, between, server_at
from tests.faults.settings import ROUNDS

TRIES = 2
WORK = 3.0  # seconds that a pass itself may take here


@dataclass(frozen=True, kw_only=True)
class Line:
    """A server, and a home that reaches it through a proxy."""

    settings: Settings
    proxy: FaultProxy
    token: str


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    settings = servers.sqlite_settings(tmp_path_factory.mktemp("server"))
    for commit in range(3):
        people = (person(f"p{commit}-{number}") for number in range(200))
        pages = (page(f"page{commit}-{number}", text="words " * 20) for number in range(30))
        servers.write_entities(settings, space("handbook"), *people, *pages)
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url, between(server_at(url), seed=7) as proxy:
        yield Line(settings=settings, proxy=proxy, token=token)


def try_pass(home: Home) -> AppError | None:
    """One pass with little patience; the error it ended in, within its time."""
    started = time.monotonic()
    try:
        pass_over(home, hasty(tries=TRIES))
        error = None
    except AppError as raised:
        error = raised
    # A slow answer is asked for again in smaller parts, four times at most.
    assert time.monotonic() - started < (DEADLINE + 1) * 5 + WORK
    return error


@pytest.mark.parametrize("kind", kinds.EVERY_KIND, ids=lambda kind: kind.__name__)
def test_a_fault_leaves_a_whole_prefix_and_the_next_pass_is_right(
    line: Line, tmp_path: Path, kind: kinds.Fault
) -> None:
    dice = random.Random(kind.__name__)
    line.proxy.faults, line.proxy.keeps_up = [], False
    home = connected(tmp_path / "home", line.proxy.address, line.token)
    for round_ in range(ROUNDS):
        servers.write_entities(line.settings, person("bob", role=f"{kind.__name__} {round_}"))
        line.proxy.faults = [*[None] * dice.randrange(3), kind]
        line.proxy.keeps_up = True
        error = try_pass(home)
        assert error is None or str(error).strip()
        require_prefix(home, line.settings)
        line.proxy.faults = []
        assert pass_over(home).up_to_date
        require_same(home, line.settings)


def test_a_line_that_fails_at_random_is_got_through_in_the_end(line: Line, tmp_path: Path) -> None:
    dice = random.Random(11)
    line.proxy.faults, line.proxy.keeps_up = [], False
    home = connected(tmp_path / "home", line.proxy.address, line.token)
    for _ in range(12):
        line.proxy.faults = [dice.choice((None, *kinds.TRANSIENT)) for _ in range(3)]
        if try_pass(home) is None:
            break
    line.proxy.faults = []
    require_prefix(home, line.settings)
    pass_over(home)
    require_same(home, line.settings)
