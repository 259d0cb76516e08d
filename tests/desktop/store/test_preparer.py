"""A second process is a help and no condition: what it does not give back is made here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.paths import Home
from desktop.program import own_command, program_files
from desktop.store.preparer import AtOnce, Preparer, SecondProcess, beside
from tests.desktop.replicas import DocumentTable, new_store, row
from tests.desktop.store.test_loading import derived_of, load
from wire.bodies import Names, PersonCore

PEOPLE = tuple(
    row("all", f"person:{number}#core", number, PersonCore(names=Names(display=f"Ada {number}")))
    for number in range(1, 9)
)


@pytest.mark.expects_log
@pytest.mark.parametrize("script", ["", "import sys; sys.stdin.buffer.read(99)", "print('no')"])
def test_what_a_second_process_does_not_give_back_is_made_here(tmp_path: Path, script: str) -> None:
    with SecondProcess([sys.executable, "-c", script], None) as lost:
        assert loaded(tmp_path / "a", lost) == loaded(tmp_path / "b", AtOnce())


def test_one_second_process_serves_one_load_after_the_other(tmp_path: Path) -> None:
    with SecondProcess([*own_command(), "prepare"], program_files()) as second:
        first = loaded(tmp_path / "a", second)
        assert loaded(tmp_path / "b", second) == first


@pytest.mark.expects_log
def test_where_no_second_process_can_be_started_one_does_without() -> None:
    assert isinstance(beside(["/there/is/no/such/program"], None), AtOnce)


def loaded(folder: Path, preparer: Preparer) -> object:
    store = new_store(Home(folder), DocumentTable())
    load(store, DocumentTable(), PEOPLE, 3, preparer)
    found = derived_of(store)
    store.close()
    return found
