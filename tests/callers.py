"""Somebody who calls the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import requests

from wire import routes
from wire.codec import decode, encode
from wire.messages import Problem, PullRequest, PullResponse

SECONDS = 30


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls with a token, or without one."""

    url: str
    token: str | None

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        headers = dict(options.pop("headers", {}))
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        return requests.request(
            method, self.url + path, headers=headers, timeout=SECONDS, **options
        )

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.call("GET", path, **options)

    def post(self, path: str, **options: Any) -> requests.Response:
        return self.call("POST", path, **options)

    def enrol(self) -> str:
        answer = self.post(routes.REPLICAS, json={"name": "desk", "client": "0.1.0"})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["replica"])

    def pull(self, request: PullRequest) -> PullResponse:
        answer = self.post(routes.PULL, data=encode(request))
        assert answer.status_code == 200, answer.text
        return decode(answer.content, PullResponse)


def problem(answer: requests.Response) -> Problem:
    """What an answer says no with."""
    assert answer.headers["Content-Type"] == routes.PROBLEM_JSON
    found = decode(answer.content, Problem)
    assert found.status == answer.status_code
    return found
