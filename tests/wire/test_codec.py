"""Bytes to structs: what is refused, with which field, and what survives untouched."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire import codec, routes
from wire.bodies import KINDS, Names, PageBody, PersonCore
from wire.codec import WireError, check_body, decode, decode_body, encode, encode_body
from wire.messages import BlobsRequest, Problem, PullRequest, PullResponse
from wire.rows import Row

DEEP = codec.MAX_DEPTH


def refusal(data: bytes, type_: type[Any] = PullRequest) -> Problem:
    with pytest.raises(WireError) as refused:
        decode(data, type_)
    return refused.value.problem


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"{}", ""),
        (b'{"replica":1}', "replica"),
        (b'{"replica":null}', "replica"),
        (b'{"replica":"r","cursor":"1"}', "cursor"),
        (b'{"replica":"r","cursor":1.5}', "cursor"),
        (b'{"replica":"r","cursor":true}', "cursor"),
        (b'{"replica":"r","booting":[]}', "booting"),
        (b'{"replica":"r","booting":{"all":{}}}', "booting[...]"),
        (b'{"replica":"r","booting":{"all":{"at":"x"}}}', "booting[...].at"),
        (b'{"replica":"r","rows":[]}', "rows"),
    ],
)
def test_a_wrong_type_names_its_field(data: bytes, field: str) -> None:
    problem = refusal(data)
    assert (problem.type, problem.status, problem.field) == (routes.MALFORMED, 400, field)
    assert problem.detail


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"{",
        b"null",
        b"<html>",
        b"\xef\xbb\xbf{}",
        b'{"replica":"r"} {}',
        b'{"replica":"\xff"}',
        b'{"replica":"\xed\xa0\x80"}',
        b'{"replica":"r","cursor":NaN}',
        b'{"replica":"r","cursor":Infinity}',
        b'{"replica":"r","cursor":1e999}',
        b'{"replica":"r",}',
        b'{"replica":"\x00"}',
        b'{"replica":"\\ud800"}',
    ],
)
def test_what_is_no_message_is_a_problem_and_nothing_else(data: bytes) -> None:
    assert refusal(data).type == routes.MALFORMED


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_nesting_has_an_end(opening: bytes) -> None:
    assert "deeper" in refusal(opening * (DEEP + 1)).detail
    assert "deeper" in refusal(b'{"replica":"r","x":' + opening * 100_000).detail


def test_brackets_in_a_text_are_no_nesting() -> None:
    data = b'{"replica":"' + b"[" * 5000 + b'\\"[{"}'
    assert decode(data, PullRequest).replica.endswith('"[{')


def test_a_text_that_is_never_closed_is_refused_as_fast_as_any_other() -> None:
    data = b'{"replica":"' + b'\\"' * 500_000
    assert refusal(data).type == routes.MALFORMED
    with contextlib.suppress(WireError):
        check_body(data)


def test_size_has_an_end() -> None:
    with pytest.raises(WireError) as refused:
        decode(b" " * 11, PullRequest, cap=10)
    assert (refused.value.problem.type, refused.value.problem.status) == (routes.TOO_LARGE, 413)


def test_a_message_passes_over_fields_it_does_not_know() -> None:
    assert decode(b'{"replica":"r","mood":{"a":[1]}}', PullRequest) == PullRequest("r")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b'{"a":1e999}', "double"),
        (b'{"a":-1E+0400}', "double"),
        (b'{"a":' + b"9" * 310 + b"}", "double"),
        (b'{"a":"\\ud83d"}', "surrogate"),
        (b'{"a":"\\ude00"}', "surrogate"),
        (b'{"a":"\\ude00\\ud83d"}', "surrogate"),
        (b'{"a":"\\\\\\ud83d"}', "surrogate"),
        (b'{"a":"\xff"}', "UTF-8"),
        (b'{"a":"\xed\xa0\x80"}', "UTF-8"),
        (b"[" * 50, "deeper"),
        (b'"' + b"x" * codec.MAX_BODY + b'"', "bytes"),
    ],
)
def test_a_body_that_some_client_could_not_hold_is_refused(body: bytes, word: str) -> None:
    with pytest.raises(WireError) as refused:
        check_body(body)
    assert word in refused.value.problem.detail


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":"\\ud83d\\ude00"}',
        b'{"a":"\\\\ud83d"}',
        '{"a":"😀 ﷽"}'.encode(),
        b'{"a":1e308}',
        b'{"a":"1e999"}',
        b'{"a":"' + b"9" * 400 + b'"}',
        b"null",
    ],
)
def test_a_body_that_only_looks_odd_passes(body: bytes) -> None:
    check_body(body)


@pytest.mark.parametrize(
    ("kind", "body", "field"),
    [
        ("page", b'{"space":"s"}', ""),
        ("page", b'{"space":"s","title":7}', "title"),
        ("page", b'{"space":"s","title":"t","attachments":[{"hash":1}]}', "attachments[0].hash"),
        ("person.core", b'{"names":{}}', "names"),
        ("person.core", b'{"names":{"display":null}}', "names.display"),
        ("unit", b'{"names":{"en":1}}', "names[...]"),
    ],
)
def test_a_body_of_the_wrong_shape_names_its_field(kind: str, body: bytes, field: str) -> None:
    with pytest.raises(WireError) as refused:
        decode_body(kind, body)
    assert refused.value.problem.field == field


def test_a_kind_nobody_knows_is_none_and_no_error() -> None:
    assert decode_body("rumour", b'{"a":1}') is None


def test_a_body_that_cannot_be_written_is_refused() -> None:
    with pytest.raises(WireError):
        encode_body(PageBody(space="s", title="\ud800"))
    with pytest.raises(WireError):
        encode_body(PageBody(space="s", title="t", text="x" * codec.MAX_BODY))
    with pytest.raises(WireError):
        encode_body(PersonCore(names=Names(display="A"), fields={"x": object()}))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), json_values), st.text(min_size=1))
def test_a_row_of_any_kind_keeps_its_bytes(body: dict[str, Any], kind: str) -> None:
    raw = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    row = Row("all", "x:1", 7, kind, msgspec.Raw(raw))
    answer = PullResponse(epoch="e", cursor=7, rows=(row,))
    [back] = decode(encode(answer), PullResponse).rows
    assert (bytes(back.body), back.kind) == (raw, kind)
    assert (back.stream, back.key, back.seq) == ("all", "x:1", 7)


@given(json_values)
def test_a_field_nobody_knows_keeps_its_bytes_in_a_row(value: Any) -> None:
    extra = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    body = b'{"names":{"display":"Ada"},"mood":' + extra + b"}"
    row = Row("all", "person:1#core", 7, "person.core", msgspec.Raw(body))
    answer = PullResponse(epoch="e", cursor=7, rows=(row,))
    [back] = decode(encode(answer), PullResponse).rows
    assert bytes(back.body) == body


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_wire_error(data: bytes) -> None:
    for type_ in (PullRequest, PullResponse, BlobsRequest, Problem):
        try_(decode, data, type_)
    for kind in KINDS:
        try_(decode_body, kind, data)
    try_(check_body, data)


@given(st.text(max_size=300))
def test_no_text_raises_anything_but_a_wire_error(text: str) -> None:
    for kind in KINDS:
        try_(decode_body, kind, json.dumps(text).encode())
        try_(decode_body, kind, json.dumps({"names": {"display": text}, "title": text}).encode())


@given(st.text(), st.text())
def test_what_is_written_is_read_again_or_refused_at_once(title: str, text: str) -> None:
    body = PageBody(space="s", title=title, text=text)
    try:
        raw = encode_body(body)
    except WireError:
        return
    assert decode_body("page", bytes(raw)) == body


def try_(function: Any, *arguments: Any) -> None:
    with contextlib.suppress(WireError):
        function(*arguments)
