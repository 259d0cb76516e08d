"""Bytes to structs and back: strict on types, tolerant of fields and kinds nobody knows yet.

What a decoder cannot be trusted with is looked at in the bytes first: size, depth, lone
surrogates, numbers beyond a double. Whatever is wrong comes out as a ``WireError`` that carries a
problem naming the field.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final, NoReturn, TypeVar, cast

import msgspec

from wire.bodies import KINDS, Body
from wire.messages import Problem
from wire.routes import MALFORMED, TOO_LARGE

T = TypeVar("T")

MAX_DEPTH: Final = 40
MAX_MESSAGE: Final = 32 * 2**20
MAX_BODY: Final = 2**20

# What is never closed ends with the bytes: to look for its end from every quote would take hours.
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")
# A number of which a double makes infinity has an exponent of three digits, or 309 digits.
_PERHAPS_HUGE = re.compile(rb"[eE]\+?[0-9]{3,}|[0-9]{300,}")
# The same where a value may begin, strings and all.
_LOOKS_HUGE = re.compile(rb"(?:^|[:,\[])\s*+-?(?:[0-9][0-9.]*+[eE]\+?[0-9]{3}|[0-9]{300})")
_NUMBERS = re.compile(rb"[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?")
_ESCAPES = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a pair
    rb"|(u[dD][89a-fA-F])"  # half a pair
    rb"|.)",
    re.DOTALL,
)
_FIELD_IN_MESSAGE = re.compile(r" - at `\$\.?([^`]*)`$")


class WireError(ValueError):
    """Bytes that are not what they claim to be; ``problem`` says which field, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def encode(message: msgspec.Struct) -> bytes:
    """Return ``message`` as JSON."""
    return msgspec.json.encode(message)


def decode(data: bytes, type_: type[T], *, cap: int = MAX_MESSAGE) -> T:
    """Read one message of ``type_``; ``cap`` is the most bytes it may have.

    Bodies of rows inside are left raw: ``check_body`` and ``decode_body`` look at each.
    """
    _refuse_oversized(data, cap)
    _refuse_deep(_without_strings(data))
    return cast(T, _decode(data, type_))


def check_body(body: bytes, *, cap: int = MAX_BODY) -> None:
    """Raise ``WireError`` unless any client may store and show this body."""
    _refuse_oversized(body, cap)
    try:
        body.decode()
    except UnicodeDecodeError as error:
        _refuse("The text is not UTF-8.", cause=error)
    # Nearly no body has so many brackets, or such a number: the others need no second look.
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH or _LOOKS_HUGE.search(body):
        _refuse_deep_or_huge(_without_strings(body))
    if b"\\u" in body and any(found[1] for found in _ESCAPES.finditer(body)):
        _refuse("The text holds half of a surrogate pair.")


def _refuse_deep_or_huge(bare: bytes) -> None:
    _refuse_deep(bare)
    if _PERHAPS_HUGE.search(bare) and any(map(_is_huge, _NUMBERS.findall(bare))):
        _refuse("A number is beyond what a double holds.")


def decode_body(kind: str, body: bytes) -> Body | None:
    """Read a row's body by its kind; ``None`` for a kind this version does not know."""
    type_ = KINDS.get(kind)
    if type_ is None:
        return None
    check_body(body)
    return cast(Body, _decode(body, type_))


def encode_body(body: Body) -> msgspec.Raw:
    """Return a body as it travels, refusing what ``check_body`` refuses."""
    try:
        raw = msgspec.json.encode(body)
    except (ValueError, TypeError, RecursionError, OverflowError) as error:
        _refuse(f"The body cannot be written: {error}", cause=error)
    check_body(raw)
    return msgspec.Raw(raw)


def _decode(data: bytes, type_: Any) -> Any:
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError) as error:
        found = _FIELD_IN_MESSAGE.search(str(error))
        _refuse(str(error), field=found[1] if found else "", cause=error)


def _refuse_oversized(data: bytes, cap: int) -> None:
    if len(data) > cap:
        title, detail = "Too large", f"{len(data)} bytes came where {cap} may."
        raise WireError(Problem(type=TOO_LARGE, title=title, status=413, detail=detail))


def _without_strings(data: bytes) -> bytes:
    return _STRINGS.sub(b'""', data)


def _is_huge(number: bytes) -> bool:
    try:
        return math.isinf(float(number))
    except ValueError:
        return False  # no number, such as 1.2.3: whoever decodes the body says so


def _refuse_deep(bare: bytes) -> None:
    depth = 0
    for bracket in _BRACKETS.findall(bare):
        depth += 1 if bracket in b"[{" else -1
        if depth > MAX_DEPTH:
            _refuse(f"Nested deeper than {MAX_DEPTH}.")


def _refuse(detail: str, *, field: str = "", cause: Exception | None = None) -> NoReturn:
    problem = Problem(type=MALFORMED, title="Malformed", status=400, detail=detail, field=field)
    raise WireError(problem) from cause
