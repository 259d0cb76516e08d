"""Every fault of a network, at a random request of a pass: nothing partial, nothing lost."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from desktop.errors import AppError
from desktop.sync.patience import Patience
from tests.faults import kinds
from tests.faults.homes import held_by, require_prefix_of
from tests.faults.network import (
    PLENTY,
    World,
    jump,
    meet,
    meet_nobody,
    recover,
    together,
    world,
)
from tests.relays import free_port, known_names

ROUNDS = 20


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as here:
        yield here


@pytest.mark.parametrize("kind", kinds.QUICK, ids=lambda kind: kind.__name__)
def test_a_fault_leaves_a_whole_prefix_and_the_next_pass_is_right(
    here: World, kind: kinds.Fault
) -> None:
    meet(here, kind, ROUNDS, seed=1)


def test_a_line_that_hangs_is_left_in_time_and_the_next_pass_is_right() -> None:
    def work(kind: kinds.Fault) -> Callable[[World], None]:
        return lambda here: meet(here, kind, ROUNDS, seed=1)

    assert together([work(kind) for kind in kinds.HANGING]) == []


def test_a_server_that_is_down_is_a_sentence_and_the_next_pass_is_right(here: World) -> None:
    meet_nobody(here, f"http://127.0.0.1:{free_port()}", ROUNDS)


def test_a_name_that_is_not_known_is_a_sentence_and_the_next_pass_is_right(
    here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_names(monkeypatch)
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "auto_proxy"):
        monkeypatch.delenv(name, raising=False)
    meet_nobody(here, "https://vademecum.test", ROUNDS)


def test_a_line_that_fails_at_random_is_got_through_in_the_end(here: World) -> None:
    dice = random.Random(11)
    for _ in range(12):
        here.proxy.faults = [dice.choice((None, *kinds.TRANSIENT)) for _ in range(3)]
        here.proxy.keeps_up = False
        try:
            here.pass_over(here.proxy.address, Patience(total=PLENTY, tries=2))
            break
        except AppError:
            require_prefix_of(*held_by(here.store), here.settings)
    recover(here)


def test_passes_on_a_clock_that_jumps_by_years_are_all_right(here: World) -> None:
    jump(here, ROUNDS, seed=2)
