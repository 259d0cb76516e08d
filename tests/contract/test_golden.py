"""Messages as they were once put on the wire: both sides must read them for ever.

The files are added to and never edited. Reading one and writing it again gives the same JSON, and
a program that knows less than the file still reads what it knows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from wire.bodies import KINDS
from wire.codec import check_body, decode, decode_body, encode
from wire.messages import (
    BlobsRequest,
    Enrolment,
    EnrolRequest,
    ObjectResponse,
    Problem,
    PullRequest,
    PullResponse,
    ServiceDocument,
)

FOLDER = Path(__file__).parent / "golden"
MESSAGES: dict[str, type[msgspec.Struct]] = {
    "service": ServiceDocument,
    "enrol-request": EnrolRequest,
    "enrolment": Enrolment,
    "pull-request": PullRequest,
    "pull-response": PullResponse,
    "object": ObjectResponse,
    "blobs-request": BlobsRequest,
    "problem": Problem,
}
FILES = sorted(FOLDER.glob("*.json"))


def kind_of(path: Path) -> str:
    """``pull-response.reset.json`` holds a pull response."""
    return path.name.split(".")[0]


def message_files() -> list[Path]:
    return [path for path in FILES if kind_of(path) in MESSAGES]


@pytest.mark.parametrize("path", message_files(), ids=lambda path: path.stem)
def test_a_golden_message_is_read_and_written_the_same(path: Path) -> None:
    data = path.read_bytes()
    message = decode(data, MESSAGES[kind_of(path)])
    assert json.loads(encode(message)) == json.loads(data)


@pytest.mark.parametrize("path", message_files(), ids=lambda path: path.stem)
def test_a_golden_message_with_a_field_from_the_future_is_read(path: Path) -> None:
    data = path.read_bytes()
    newer = json.dumps({**json.loads(data), "from_the_future": [{"a": None}]}).encode()
    type_ = MESSAGES[kind_of(path)]
    assert json.loads(encode(decode(newer, type_))) == json.loads(data)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_golden_body_of_each_kind_is_read_and_written_the_same(kind: str) -> None:
    data = (FOLDER / f"body.{kind}.json").read_bytes()
    check_body(data)
    body = decode_body(kind, data)
    assert body is not None
    assert json.loads(encode(body)) == json.loads(data)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_golden_bodies_show_every_field(kind: str) -> None:
    shown: dict[str, Any] = {}
    for path in FOLDER.glob(f"body.{kind}.json"):
        shown |= json.loads(path.read_bytes())
    assert set(shown) == {field.encode_name for field in msgspec.structs.fields(KINDS[kind])}


def test_every_message_has_a_golden_file() -> None:
    assert {kind_of(path) for path in FILES} == {*MESSAGES, "body"}
