"""``doctor``, ``self-test`` and ``run``: is all well here, and the window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.terminal import Subparsers, Terminal
from desktop.errors import UsageError

if TYPE_CHECKING:
    from desktop.records import Finding


def add_parser(subparsers: Subparsers) -> None:
    check = subparsers.add_parser("doctor", help="find what is wrong, and say what to do")
    check.set_defaults(command=check_health)
    proof = subparsers.add_parser("self-test", help="prove that the program itself is whole")
    proof.set_defaults(command=prove_itself)
    run = subparsers.add_parser("run", help="the window")
    run.add_argument("address", metavar="ADDRESS", nargs="?", help="what to open in it")
    run.add_argument(
        "--screenshots", type=Path, metavar="DIR", help="only leave pictures of it there"
    )
    run.add_argument(
        "--scene", action="append", metavar="NAME", help="of this only; more than once for several"
    )
    run.set_defaults(command=run_window)


def check_health(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.compose import doctor

    findings = doctor(terminal.home)
    if terminal.as_json:
        terminal.emit({"checks": findings})
    else:
        terminal.table(tuple(_cells(one)) for one in findings)
    return 0 if all(one.ok for one in findings) else 1


def prove_itself(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.commands.self_test import test_itself  # it loads nearly everything

    return test_itself(given, terminal)


def run_window(given: argparse.Namespace, terminal: Terminal) -> int:
    if given.address is not None:
        _require_address(given.address)
    from desktop.window import run

    scenes = tuple(given.scene or ())
    return run(terminal.home, given.address, screenshots=given.screenshots, scenes=scenes)


def _cells(one: Finding) -> tuple[str, str, str]:
    said = one.detail if one.ok or not one.advice else f"{one.detail} {one.advice}"
    return ("ok" if one.ok else "WRONG", one.name, said)


def _require_address(text: str) -> None:
    from desktop.records import Address

    try:
        Address.parse(text)
    except ValueError as error:
        sentence = "This is not an address. One looks like vademecum://person/ID."
        raise UsageError(sentence) from error
