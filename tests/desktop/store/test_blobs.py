"""Photos and attachments by the hash of their bytes."""

from __future__ import annotations

from hashlib import sha256

import pytest

from desktop.store.blobs import CHUNK
from desktop.store.files import Store
from tests.desktop.replicas import Feed
from wire.bodies import Attachment, Names, PageBody, PersonCore, Photo


def hash_of(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_blob_comes_back_as_it_was_put(store: Store, size: int) -> None:
    data = bytes(n % 251 for n in range(size))
    store.blobs.put(hash_of(data), data)
    assert store.blobs.get(hash_of(data)) == data


def test_bytes_that_are_not_those_of_the_hash_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="not those"):
        store.blobs.put(hash_of(b"one"), b"two")
    assert store.blobs.get(hash_of(b"one")) is None


def test_what_is_missing_is_named_once_and_in_order(store: Store) -> None:
    store.blobs.put(hash_of(b"here"), b"here")
    wanted = ["b" * 64, hash_of(b"here"), "a" * 64, "b" * 64]
    assert store.blobs.missing(wanted) == ["b" * 64, "a" * 64]


def test_a_blob_put_twice_is_kept_once(store: Store) -> None:
    store.blobs.put(hash_of(b"x"), b"x")
    store.blobs.put(hash_of(b"x"), b"x")
    assert store.blobs.count() == 1


def test_only_what_is_named_is_kept(store: Store) -> None:
    for data in (b"one", b"two"):
        store.blobs.put(hash_of(data), data)
    assert store.blobs.keep_only([hash_of(b"two")])
    assert store.blobs.get(hash_of(b"one")) is None
    assert store.blobs.get(hash_of(b"two")) == b"two"


def test_small_portraits_are_wanted_before_images_and_those_before_large_ones(
    store: Store, feed: Feed
) -> None:
    def attached(name: str, type_: str) -> Attachment:
        return Attachment(hash=name, name=name, type=type_, size=1)

    files = (attached("c-image", "image/png"), attached("file", "application/pdf"))
    person = PersonCore(
        names=Names(display="Ada"), photo=Photo(thumbnail="z-small", full="a-large")
    )
    feed.bring(
        ("all", "page:9c", PageBody(space="s", title="T", attachments=files)),
        ("all", "person:7f#core", person),
    )
    assert store.replica.wanted_blobs() == ["z-small", "c-image", "a-large"]
    assert set(store.replica.referenced_blobs()) == {"z-small", "c-image", "a-large", "file"}
