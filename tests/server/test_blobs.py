"""Blobs on disk and in a tar."""

from __future__ import annotations

import errno
import io
import tarfile
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, select

from server import blobs, schema
from server.database import open_database, reading, transact
from server.settings import Settings
from tests.callers import Caller, problem
from wire import routes


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    opened = open_database(settings)
    yield opened
    opened.dispose()


def test_a_blob_is_kept_once_under_the_hash_of_its_content(engine: Engine, tmp_path: Path) -> None:
    digest = transact(engine, lambda tx: blobs.keep(tx, tmp_path, b"face"))
    assert digest == sha256(b"face").hexdigest()
    assert transact(engine, lambda tx: blobs.keep(tx, tmp_path, b"face")) == digest
    assert blobs.path_of(tmp_path, digest).read_bytes() == b"face"
    with reading(engine) as tx:
        assert tx.execute(select(schema.blob.c.size)).scalars().all() == [4]
    assert [path.name for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == [digest]


def test_many_files_are_written_ahead_and_then_only_entered(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = [bytes([number]) * 50 for number in range(40)]
    blobs.write_ahead(tmp_path, contents)

    def never(_file: int) -> None:
        raise AssertionError("It was there already.")

    monkeypatch.setattr("os.fsync", never)
    digests = [transact(engine, partial(blobs.keep, files=tmp_path, content=c)) for c in contents]
    for digest, content in zip(digests, contents, strict=True):
        assert blobs.path_of(tmp_path, digest).read_bytes() == content


def test_a_full_disk_is_left_no_fuller(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        transact(engine, lambda tx: blobs.keep(tx, tmp_path, b"face"))
    with pytest.raises(OSError, match="No space"):
        blobs.write_ahead(tmp_path, [b"face", b"back"])
    assert [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("digest", ["../../server.db", "AB" * 32, "ab" * 32])
def test_what_is_no_blob_here_is_not_found(ada: Caller, digest: str) -> None:
    for path in (routes.BLOBS, routes.SNAPSHOTS):
        answer = ada.get(f"{path}/{quote(digest, safe='')}")
        assert problem(answer).type == routes.NOT_FOUND


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513, blobs.CHUNK + 7])
def test_a_tar_holds_each_blob_whole(engine: Engine, tmp_path: Path, size: int) -> None:
    contents = [b"x" * size, b"other"]
    kept = [transact(engine, partial(blobs.keep, files=tmp_path, content=one)) for one in contents]
    whole = b"".join(blobs.tar_of(tmp_path, kept))
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        found = {member.name: tar.extractfile(member) for member in tar.getmembers()}
        read = {name: file.read() for name, file in found.items() if file}
    assert read == dict(zip(kept, contents, strict=True))


def test_a_tar_leaves_out_what_has_vanished_from_disk(engine: Engine, tmp_path: Path) -> None:
    digest = transact(engine, lambda tx: blobs.keep(tx, tmp_path, b"face"))
    whole = b"".join(blobs.tar_of(tmp_path, ["ab" * 32, digest]))
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        assert tar.getnames() == [digest]


def test_more_blobs_than_a_request_may_name_are_refused(ada: Caller) -> None:
    answer = ada.post(routes.BLOBS, json={"get": ["ab" * 32] * 501})
    assert problem(answer).field == "get"


def test_a_damaged_file_is_not_whole(engine: Engine, tmp_path: Path) -> None:
    digest = transact(engine, lambda tx: blobs.keep(tx, tmp_path, b"face"))
    path = blobs.path_of(tmp_path, digest)
    assert blobs.is_whole(path, digest, 4)
    path.write_bytes(b"fake")
    assert not blobs.is_whole(path, digest, 4)
