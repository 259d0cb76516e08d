"""Snapshots for tests: built now, however small, and read back row by row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import zstandard
from sqlalchemy import Engine

from server.building import Workshop, build_due
from server.snapshot_files import path_of
from server.snapshots import Snapshot
from wire.rows import Row

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def workshop(engine: Engine, files: Path, now: datetime = NOON) -> Workshop:
    return Workshop(engine, files, lambda: now)


def build(engine: Engine, files: Path, *, now: datetime = NOON) -> dict[str, Snapshot]:
    """Build what is due of streams of any size; by stream."""
    return {one.stream: one for one in build_due(workshop(engine, files, now), smallest=0)}


def unpack(content: bytes) -> list[Row]:
    """The rows in a snapshot's bytes."""
    whole = zstandard.ZstdDecompressor().stream_reader(content).read()
    return [msgspec.json.decode(line, type=Row) for line in whole.splitlines()]


def read(files: Path, digest: str) -> list[Row]:
    """The rows in a snapshot's file."""
    return unpack(path_of(files, digest).read_bytes())


def rows_of(files: Path) -> Callable[..., list[Row]]:
    """How a replica without HTTP opens what it is offered."""
    return lambda offer: read(files, offer.sha256)
