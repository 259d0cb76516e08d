from __future__ import annotations

import pytest

from tests.faults.api import requests_by_the_description

REQUESTS = 500


@pytest.mark.expects_log  # what is no HTTP at all, the server says so
def test_no_request_our_description_allows_or_forbids_breaks_the_server() -> None:
    outcome = requests_by_the_description(REQUESTS, seed=3)
    assert outcome.faults == ()
    assert outcome.runs >= REQUESTS / 2
