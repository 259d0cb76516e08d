"""A people file becomes fields, units and people."""

from __future__ import annotations

import contextlib
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from server.connectors.pictures import PictureError, portrait
from server.streams import facets
from tests.server.connectors.folders import picture
from tests.server.connectors.people_files import ReadPeople, identity
from wire.bodies import (
    Confirmation,
    FieldBody,
    Membership,
    Names,
    OtherName,
    PersonPrivate,
    UnitBody,
)
from wire.codec import decode_body

ADA: dict[str, Any] = {
    "id": "p1",
    "given_name": "Ada",
    "family_name": "Muster",
    "academic_title": "Dr.",
    "display_name": "Dr. Ada Muster",
    "other_names": ["Ada Beispiel", "Addy Muster"],
    "job_title": "Head of Things",
    "org_units": [["Firm", "Works", "Hall"], ["Firm", "Board"]],
    "location": "Munich, House F, Room 0.129",
    "languages": ["de", {"tag": "en", "level": "C1"}],
    "skills": ["Welding"],
    "bio": "First line\nsecond",
    "photo_url": "https://a.example/never.jpg",
}


def test_names_role_languages_skills_and_text(tmp_path: Path) -> None:
    core = ReadPeople(tmp_path, [ADA]).core("p1")
    assert core.names == Names(
        display="Dr. Ada Muster",
        given="Ada",
        family="Muster",
        academic_title="Dr.",
        other=(OtherName(name="Ada Beispiel"), OtherName(name="Addy Muster", kind="nick")),
    )
    assert (core.role, core.about) == ("Head of Things", "First line\nsecond")
    assert [(one.tag, one.level) for one in core.languages] == [("de", None), ("en", "C1")]
    assert [skill.name for skill in core.skills] == ["Welding"]
    assert (core.site_text, core.room) == ("Munich, House F", "0.129")
    assert core.photo is None


def test_who_owns_a_field_and_when_it_was_confirmed(tmp_path: Path) -> None:
    said = {
        "skills": {"owner": "self", "at": "2026-11-01"},
        "role": {"owner": "hr"},
        "site": {},
        "room": "yes",
    }
    core = ReadPeople(tmp_path, [ADA | {"confirmed": said}]).core("p1")
    assert core.confirmed == {
        "skills": Confirmation(owner="self", at="2026-11-01"),
        "role": Confirmation(owner="hr"),
    }
    assert core.fields == {}
    assert ReadPeople(tmp_path, [ADA | {"confirmed": "yes"}]).core("p1").confirmed == {}


def test_paths_become_units_with_their_parents(tmp_path: Path) -> None:
    read = ReadPeople(tmp_path, [ADA])
    hall = read.body("unit", "Firm / Works / Hall")
    assert isinstance(hall, UnitBody)
    assert list(hall.names.values()) == ["Hall"]
    assert hall.parent == identity("unit", "Firm / Works")
    assert read.core("p1").memberships == (
        Membership(unit=identity("unit", "Firm / Works / Hall"), primary=True),
        Membership(unit=identity("unit", "Firm / Board")),
    )
    assert set(read.keys) == {one.entity.key for one in read.found}
    assert read.size == len(read.found)


def test_a_units_file_tells_more_and_gives_ids(tmp_path: Path) -> None:
    unit = {
        "id": "u7",
        "path": ["Firm", "Board"],
        "heads": ["p1", "nobody"],
        "phone": "(202) 225-2171",
        "address": "Main St.",
        "url": "https://board.example/",
        "purpose": "Decides",
    }
    read = ReadPeople(tmp_path, [ADA], units=[unit], region="US")
    body = read.body("unit", "u7")
    assert isinstance(body, UnitBody)
    assert body.heads == (identity("person", "p1"),)
    assert (body.address, body.purpose) == ("Main St.", "Decides")
    assert body.links[0].url == "https://board.example/"
    assert body.phones[0].number == "+12022252171"
    assert read.core("p1").memberships[1].unit == identity("unit", "u7")
    assert read.counts() == {"A person is named that is not here": 1}


def test_memberships_name_units_now_and_keep_their_words_when_over(tmp_path: Path) -> None:
    memberships = [
        {"org": "Board", "role": "Chair", "from": "2020-01-01"},
        {"org": "Works / Hall", "role": "Member"},
        {"org": "Board", "role": "Guest", "from": "2010", "to": "2012"},
        {"org": "Old Hall", "role": "Cook"},
    ]
    core = ReadPeople(tmp_path, [ADA | {"memberships": memberships}]).core("p1")
    assert core.memberships == (
        Membership(unit=identity("unit", "Firm / Works / Hall"), role="Member", primary=True),
        Membership(unit=identity("unit", "Firm / Board"), role="Chair", since="2020-01-01"),
        Membership(name="Board", role="Guest", since="2010", until="2012"),
        Membership(name="Old Hall", role="Cook"),
    )


def test_managers_must_be_somebody_here(tmp_path: Path) -> None:
    people = [ADA, {"id": "p2", "manager": "p1"}, {"id": "p3", "manager": "gone"}]
    read = ReadPeople(tmp_path, [{**one, "display_name": "N"} for one in people])
    assert read.core("p2").manager == identity("person", "p1")
    assert read.core("p3").manager is None
    assert read.counts() == {"A person is named that is not here": 1}


def test_other_fields_become_company_fields(tmp_path: Path) -> None:
    people = [
        {"id": str(n), "display_name": "N", "party": "AB"[n % 2], "start": "2020-01-02", "rank": n}
        for n in range(8)
    ]
    read = ReadPeople(tmp_path, people)
    assert read.core("3").fields == {"party": "B", "start": "2020-01-02", "rank": 3}
    party = read.body("field", "party")
    assert party == FieldBody(key="party", labels={"de": "Partei", "en": "Party"}, facet=True)
    start = read.body("field", "start")
    assert isinstance(start, FieldBody)
    assert (start.type, start.facet) == ("date", False)


@pytest.mark.parametrize(
    ("said", "region", "number", "note"),
    [
        ("202-225-4876", "US", "+12022254876", None),
        ("+1 617 555-0102 ext. 0002", "DE", "+16175550102", "ext. 0002"),
        ("030 23125-70921", "DE", "+49302312570921", None),
        ("+49 (0)89 99998 10 921", None, "+49899999810921", None),
        ("-00025", "DE", None, None),
        ("ask at the desk", "DE", None, None),
    ],
)
def test_phones_keep_their_notation_and_get_one_for_machines(
    tmp_path: Path, said: str, region: str | None, number: str | None, note: str | None
) -> None:
    person = {"id": "1", "display_name": "N", "phones": [{"type": "work", "number": said}]}
    (phone,) = ReadPeople(tmp_path, [person], region=region).contact("1").phones
    assert (phone.text, phone.number, phone.note, phone.kind) == (said, number, note, "work")


def test_the_region_is_guessed_from_the_numbers(tmp_path: Path) -> None:
    people = [{"id": "1", "display_name": "N", "phones": ["+43 1 5880111", "01 5880222"]}]
    phones = ReadPeople(tmp_path, people).contact("1").phones
    assert [phone.number for phone in phones] == ["+4315880111", "+4315880222"]


def test_private_numbers_go_to_the_private_facet(tmp_path: Path) -> None:
    phones = [{"type": "home", "number": "030 1"}, {"type": "work", "number": "030 2"}]
    read = ReadPeople(tmp_path, [{"id": "1", "display_name": "N", "phones": phones}])
    private = read.entity("person", "1").bodies["private"]
    assert isinstance(private, PersonPrivate)
    assert [phone.text for phone in private.phones] == ["030 1"]
    assert [phone.text for phone in read.contact("1").phones] == ["030 2"]


def test_dirty_records_are_taken_as_far_as_they_go(tmp_path: Path) -> None:
    people: list[object] = [
        {"id": "1"},
        {"id": "2", "display_name": "Anna\u2010Lena \u202eGnol\u202c\x00"},
        {"id": "2", "display_name": "Second"},
        {"display_name": "No Id"},
        "{broken",
        "[]",
        b'{"id": "3", "display_name": "\xff"}',
        {"id": 4, "given_name": "Four", "phones": 7, "skills": {"a": 1}, "org_units": "x"},
    ]
    read = ReadPeople(tmp_path, people)
    assert read.people() == ["1", "2", "4"]
    assert read.core("1").names.display == "1"
    assert read.core("2").names.display == "Anna\u2010Lena Gnol"
    assert read.core("4").names == Names(display="Four", given="Four")
    assert read.counts() == {
        "A line is no JSON object and was left out": 3,
        "A person has no name and is shown by id": 1,
        "An id comes twice; the first one counts": 1,
        "A person has no id and was left out": 1,
    }
    places = {trouble.sentence: trouble.places for trouble in read.problems.groups()}
    assert places["A line is no JSON object and was left out"][0] == "staff.jsonl:5"


@pytest.mark.parametrize(
    "odd",
    [
        {"skills": [{"name": "Welding", "level": True}]},
        {"rank": 10**400},
        {"photo_file": "x" * 300 + ".jpg"},
        {"phones": ["+" + "9" * 400, {"number": {"x": 1}}], "emails": {"x": [1]}},
        {"org_units": [["A", None, {"x": 1}], 5], "memberships": [{"org": ["x"], "unit": {}}]},
    ],
)
def test_an_odd_value_costs_nobody_their_row(tmp_path: Path, odd: dict[str, Any]) -> None:
    read = ReadPeople(tmp_path, [{"id": "1", "display_name": "Ada"} | odd], photos=tmp_path)
    for facet in facets(read.entity("person", "1")).values():
        assert decode_body(facet.kind, bytes(facet.body)) is not None


def test_a_portrait_comes_in_two_sizes(tmp_path: Path) -> None:
    (tmp_path / "ada.jpg").write_bytes(picture(200, 250, "JPEG"))
    people = [ADA | {"photo_file": "photos/ada.jpg"}, {"id": "2", "photo_file": "../staff.jsonl"}]
    read = ReadPeople(tmp_path, people, photos=tmp_path)
    photo = read.core("p1").photo
    assert photo is not None
    assert photo.full is not None
    assert photo.thumbnail != photo.full
    found = next(one for one in read.found if one.entity.source_key == "p1")
    assert len(found.blobs) == 2
    assert read.core("2").photo is None
    assert read.counts()["A picture is broken and was left out"] == 1


def test_a_thumbnail_is_small_and_square_and_a_large_photo_is_made_smaller() -> None:
    thumbnail, full = portrait(picture(3000, 2000))
    assert len(thumbnail) < 4000
    assert thumbnail[8:12] == b"WEBP"
    assert full[:2] == b"\xff\xd8"


def test_a_cut_portrait_is_refused() -> None:
    with pytest.raises(PictureError):
        portrait(picture(300, 300, "JPEG")[:400])


def test_a_portrait_with_broken_metadata_is_no_accident() -> None:
    metadata, out = Image.Exif(), BytesIO()
    metadata[ExifTags.Base.Orientation] = 6
    metadata[ExifTags.Base.ImageDescription] = "a description"
    metadata.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    Image.new("RGB", (9, 9)).save(out, "JPEG", exif=metadata)
    whole = out.getvalue()
    start = whole.index(b"Exif")
    for at in range(start, start + 110):
        for byte in (2, 3, 10):
            with warnings.catch_warnings(), contextlib.suppress(PictureError):
                warnings.simplefilter("ignore")
                portrait(whole[:at] + bytes([byte]) + whole[at + 1 :])
