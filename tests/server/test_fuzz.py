"""Whatever is sent, the answer is ours: a result or a problem, never a fault of the server."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.callers import Caller, problem
from wire import routes

SHORT = settings(
    max_examples=60,
    deadline=None,
    # The server stays up over all examples: nothing that is sent may change it for the next one.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

texts = st.text(st.characters(codec="utf-8"), max_size=20)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
fields = st.sampled_from(
    ["replica", "epoch", "cursor", "streams", "booting", "rows", "snapshots", "check"]
    + ["name", "client", "get", "mood"]
)
bodies = st.dictionaries(fields, values, max_size=6) | values


@SHORT
@given(st.sampled_from([routes.PULL, routes.REPLICAS, routes.BLOBS]), bodies)
def test_any_json_gets_a_result_or_a_problem(ada: Caller, path: str, body: Any) -> None:
    check(ada.post(path, data=as_json(body)))


@SHORT
@given(st.sampled_from([routes.PULL, routes.REPLICAS, routes.BLOBS]), st.binary(max_size=200))
def test_any_bytes_get_a_result_or_a_problem(ada: Caller, path: str, body: bytes) -> None:
    check(ada.post(path, data=body))


@SHORT
@given(st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH"]), texts, texts)
def test_any_path_gets_a_result_or_a_problem(
    ada: Caller, method: str, first: str, second: str
) -> None:
    for start in ("/v1/objects/", "/v1/blobs/", "/v1/snapshots/", "/v1/", "/"):
        check(ada.call(method, start + quote(first, safe="") + "/" + quote(second, safe="")))
        check(ada.call(method, start + quote(first + ":" + second, safe="")))


def as_json(body: Any) -> bytes:
    """JSON as a careless program writes it: with NaN, and halves of surrogate pairs as escapes."""
    return json.dumps(body).encode()


def check(answer: Any) -> None:
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400:
        assert problem(answer).title
