"""Which pictures are wanted and in which order, and which go when the quota is used up."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest

from desktop.settings import Settings
from desktop.store.files import Store
from desktop.store.pins import Pins
from desktop.store.shelf import Shelf, ranks_kept
from tests.desktop.replicas import Feed
from wire.bodies import Attachment, Names, PageBody, PersonCore, Photo


def blob(name: str, size: int = 1_000) -> tuple[str, bytes]:
    data = name.encode().ljust(size, b".")
    return sha256(data).hexdigest(), data


FACE, FACE_DATA = blob("face", 100)
PORTRAIT, PORTRAIT_DATA = blob("portrait", 2_000)
IMAGE, IMAGE_DATA = blob("image")
OTHER, OTHER_DATA = blob("other", 1_500)
FILE, FILE_DATA = blob("file")
NAMES = {FACE: "face", PORTRAIT: "portrait", IMAGE: "image", OTHER: "other", FILE: "file"}


def attached(hash_: str, type_: str, size: int) -> Attachment:
    return Attachment(hash=hash_, name="a", type=type_, size=size)


@pytest.fixture
def filled(store: Store, feed: Feed) -> Store:
    """A face with its portrait, a page with an image and a file, a page with another image."""
    feed.bring(
        (
            "all",
            "person:7f#core",
            PersonCore(names=Names(display="Ada"), photo=Photo(thumbnail=FACE, full=PORTRAIT)),
        ),
        (
            "all",
            "page:a",
            PageBody(
                space="r",
                title="A",
                attachments=(
                    attached(IMAGE, "image/png", 1_000),
                    attached(FILE, "application/pdf", 1_000),
                ),
            ),
        ),
        (
            "all",
            "page:b",
            PageBody(space="s", title="B", attachments=(attached(OTHER, "image/png", 1_500),)),
        ),
    )
    return store


def shelf(store: Store, quota: int = 10**6, pins: Sequence[str] = ()) -> Shelf:
    return Shelf(lambda: store.engine, store.blobs_engine, pins, quota)


def order(shelf: Shelf) -> list[str]:
    return [NAMES[one.hash] for one in shelf.wanted()]


def put_all(store: Store) -> None:
    for data in (FACE_DATA, PORTRAIT_DATA, IMAGE_DATA, OTHER_DATA, FILE_DATA):
        store.blobs.put(sha256(data).hexdigest(), data)


def here(store: Store) -> set[str]:
    missing = store.blobs.missing(NAMES)
    return {name for hash_, name in NAMES.items() if hash_ not in missing}


def test_faces_come_first_and_files_only_when_asked_for(filled: Store) -> None:
    assert order(shelf(filled)) == ["face", "image", "other", "portrait"]


def test_sizes_are_known_of_what_is_attached(filled: Store) -> None:
    sizes = {NAMES[one.hash]: one.size for one in shelf(filled).wanted()}
    assert sizes == {"face": None, "image": 1_000, "other": 1_500, "portrait": None}


def test_what_is_pinned_comes_before_all_faces_with_its_files(filled: Store) -> None:
    assert order(shelf(filled, pins=["page:a"])) == ["image", "file", "face", "other", "portrait"]
    assert order(shelf(filled, pins=["space:s"])) == ["other", "face", "image", "portrait"]
    assert order(shelf(filled, pins=["person:7f"]))[:2] == ["face", "portrait"]


def test_what_was_looked_for_and_not_found_comes_first_of_all(filled: Store) -> None:
    shelf(filled).note_use([PORTRAIT])
    shelf(filled).note_use([FILE, "0" * 64])  # nothing here refers to the last one
    assert order(shelf(filled, pins=["page:b"]))[:4] == ["file", "portrait", "other", "face"]


def test_what_nothing_refers_to_goes(filled: Store) -> None:
    put_all(filled)
    filled.blobs.put(*blob("forgotten"))
    assert shelf(filled).tidy() == 1
    assert here(filled) == set(NAMES.values())


def test_over_quota_what_was_not_looked_at_longest_goes_first_and_faces_last(
    filled: Store,
) -> None:
    put_all(filled)
    shelf(filled).note_use([PORTRAIT])
    shelf(filled).note_use([FACE, IMAGE])
    assert shelf(filled, 5_600).tidy() == 0  # all of it is 5,600
    assert shelf(filled, 5_000).tidy() == 1
    assert here(filled) == {"face", "portrait", "image", "file"}  # the larger of two unused
    assert shelf(filled, 1_500).tidy() == 2
    assert here(filled) == {"face", "image"}
    assert shelf(filled, 100).tidy() == 1
    assert here(filled) == {"face"}


def test_what_is_pinned_never_goes(filled: Store) -> None:
    put_all(filled)
    shelf(filled, 0, pins=["page:a"]).tidy()
    assert here(filled) == {"image", "file"}


def test_what_went_is_not_asked_for_again_of_itself(filled: Store) -> None:
    put_all(filled)
    shelf(filled).note_use([FILE, IMAGE])
    shelf(filled, 0).tidy()
    assert order(shelf(filled)) == ["face", "image", "other", "portrait"]


def test_a_full_shelf_has_room_for_faces_only(filled: Store) -> None:
    put_all(filled)
    room = shelf(filled, 5_600).room()
    assert (room.faces, room.others) == (5_500, 0)


def test_pins_outlive_the_replica_and_are_each_there_once(store: Store) -> None:
    pins = Pins(store.outbox_engine)
    for key in ("page:a", "page:a", "space:s"):
        pins.add(key)
    pins.remove("space:s")
    pins.remove("page:never")
    assert Pins(store.outbox_engine).keys() == {"page:a"}


@pytest.mark.parametrize(
    ("settings", "come"),
    [
        (Settings(), {"face", "portrait", "image", "other"}),
        (Settings(keep_images=False), {"face", "portrait"}),
        (Settings(keep_portraits=False, keep_attachments=True), {"face", "image", "other", "file"}),
    ],
)
def test_what_comes_ahead_of_time_is_what_was_chosen_and_always_the_faces(
    filled: Store, settings: Settings, come: set[str]
) -> None:
    shelf = Shelf(lambda: filled.engine, filled.blobs_engine, ranks=ranks_kept(settings))
    assert {NAMES[one.hash] for one in shelf.wanted()} == come
