"""Answers that travel smaller: who gets them, and who does not."""

from __future__ import annotations

import pytest
import requests

from server.settings import Settings
from tests.callers import Caller
from tests.entities import page
from tests.servers import write_entities
from wire import routes

TEXT = "Bleed the pump before it is started. " * 200


@pytest.fixture
def first(ada: Caller, settings: Settings) -> dict[str, object]:
    """The request that brings a long page."""
    write_entities(settings, page("pumps", text=TEXT))
    replica = ada.enrol()
    told = ada.post(routes.PULL, json={"replica": replica}).json()
    return {
        "replica": replica,
        "epoch": told["epoch"],
        "cursor": 0,
        "streams": told["streams"]["tag"],
        "booting": {},
    }


def answered(ada: Caller, request: dict[str, object], accepted: str) -> requests.Response:
    return ada.post(routes.PULL, json=request, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "*"])
def test_rows_come_compressed_for_whoever_reads_that(
    ada: Caller, first: dict[str, object], accepted: str
) -> None:
    answer = answered(ada, first, accepted)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) < len(answer.content) / 4
    assert answer.json() == answered(ada, first, "identity").json()


@pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0"])
def test_whoever_does_not_read_it_gets_rows_as_they_are(
    ada: Caller, first: dict[str, object], accepted: str
) -> None:
    answer = answered(ada, first, accepted)
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_what_is_small_already_travels_as_it_is(ada: Caller, first: dict[str, object]) -> None:
    answer = answered(ada, {"replica": first["replica"]}, "gzip")
    assert "Content-Encoding" not in answer.headers
