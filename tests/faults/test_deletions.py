"""Answers by which everything would seem to be gone: nothing is deleted by any of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop.errors import AppError
from desktop.sync.patience import Patience
from tests.faults import kinds
from tests.faults.homes import held_by
from tests.faults.http_text import body_of, response, with_body
from tests.faults.network import PLENTY, World, change, recover, world

Twist = Callable[[dict[str, Any]], dict[str, Any]]

EPOCH = "6f1c0000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with world(tmp_path_factory.mktemp("world")) as here:
        yield here


# What a message says instead of what the server said.
TWISTS: dict[str, Twist] = {
    "only an epoch": lambda said: {"epoch": said["epoch"]},
    "an epoch and no rows": lambda said: {**said, "rows": []},
    "no rows, and as if at head": lambda said: {**said, "rows": [], "cursor": said.get("head", 0)},
    "an older head": lambda said: {**said, "head": 1, "rows": []},
    "an older cursor": lambda said: {**said, "cursor": 0, "rows": []},
    "an older head and cursor": lambda said: {**said, "cursor": 0, "head": 0, "rows": []},
    "another history": lambda said: {**said, "epoch": EPOCH},
    "another history, empty": lambda said: {"epoch": EPOCH},
    "another history at its start": lambda said: {"epoch": EPOCH, "cursor": 0, "head": 0},
    "streams that are none": lambda said: {**said, "streams": None},
    "streams that are a number": lambda said: {**said, "streams": 7},
    "rows that are none": lambda said: {**said, "rows": None},
    "rows that are text": lambda said: {**said, "rows": "none"},
    "a cursor that is text": lambda said: {**said, "cursor": "0"},
    "a cursor below nothing": lambda said: {**said, "cursor": -5, "rows": []},
    "a number for an epoch": lambda said: {**said, "epoch": 1},
    "a short epoch": lambda said: {**said, "epoch": "a"},
    "a list": lambda said: {"list": [said]},
    "nothing": lambda said: {},
}
BODIES = {
    "html": b"<!DOCTYPE html><html><p>Please sign in.</p></html>",
    "an empty body": b"",
    "a null": b"null",
    "an empty list": b"[]",
    "a text": b'"gone"',
    "half a message": b'{"epoch":"',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "nothing but blanks": b" " * 1000,
}
STATUSES = (204, 205, 304, 404, 410)


def _message(twist: Twist) -> kinds.Fault:
    async def answer(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
        said = twist(json.loads(body_of(right)))
        writer.write(
            with_body(right, json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode())
        )

    return answer


def _body(body: bytes) -> kinds.Fault:
    async def answer(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
        writer.write(response(body))

    return answer


def _status(status: int) -> kinds.Fault:
    async def answer(right: bytes, writer: asyncio.StreamWriter, dice: random.Random) -> None:
        writer.write(response(status=status))

    return answer


SCRIPTS: dict[str, kinds.Fault] = {
    **{name: _message(twist) for name, twist in TWISTS.items()},
    **{name: _body(body) for name, body in BODIES.items()},
    **{f"status {status}": _status(status) for status in STATUSES},
}


def test_there_are_as_many_scripts_as_promised() -> None:
    assert len(SCRIPTS) >= 30


@pytest.mark.expects_log  # a sum that does not fit is said
@pytest.mark.parametrize("name", SCRIPTS)
def test_an_answer_as_if_all_were_gone_deletes_nothing(here: World, name: str) -> None:
    _, before = held_by(here.store)
    assert len(before) > 50
    change(here, name)
    here.proxy.faults, here.proxy.keeps_up = [SCRIPTS[name]], False
    with contextlib.suppress(AppError):
        here.pass_over(here.proxy.address, Patience(total=PLENTY, connect=5.0, tries=1))
    _, after = held_by(here.store)
    assert after.keys() >= before.keys()
    # What a server leaves out without a word is missed until it is written, or checked, again.
    change(here, f"{name}, and later")
    recover(here)
