from __future__ import annotations

import importlib

import pytest

from tests.faults import __main__ as faults
from tests.faults.families import FAMILIES, Family, Outcome


def two_of_three(runs: int, seed: int) -> Outcome:
    return Outcome(runs=runs, faults=("one was lost",) if seed == 2 else ())


def broken(runs: int, seed: int) -> Outcome:
    raise OSError("no room")


def family(run: str) -> Family:
    return Family(name="x", test="a test", run=f"{__name__}:{run}", long=3, expected="nothing")


@pytest.mark.parametrize("one", FAMILIES, ids=lambda one: one.name)
def test_a_family_names_a_function_that_is_there(one: Family) -> None:
    module, _, function = one.run.partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_no_two_families_share_a_name() -> None:
    assert len({one.name for one in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize(
    ("run", "seed", "status", "said"),
    [
        ("two_of_three", 1, 0, "| a test | 3 | nothing | as expected |"),
        ("two_of_three", 2, 1, "| a test | 3 | nothing | 1 faults |"),
        ("broken", 1, 1, "| a test | 0 | nothing | it did not run |"),
        ("gone", 1, 1, "| a test | 0 | nothing | it did not run |"),
    ],
)
def test_the_table_says_what_came_of_a_family(
    run: str,
    seed: int,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(faults, "FAMILIES", (family(run),))
    assert faults.main(["--seed", str(seed)]) == status
    assert said in capsys.readouterr().out
