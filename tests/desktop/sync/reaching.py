"""What tests of requests share: a remote at a server of the test, and answers of one."""

from __future__ import annotations

from collections.abc import Callable

from desktop.sync.http import HttpRemote
from tests.faults.http_text import as_json, response
from tests.faults.proxy import FaultProxy, always

EPOCH = "6f1c0000-0000-4000-8000-000000000001"
PULLED = response(as_json(epoch=EPOCH, cursor=7, head=7, wait=900))
DEADLINE, PLENTY = 0.4, 20.0
RIGHT = always(PULLED)

Reach = Callable[..., tuple[HttpRemote, FaultProxy]]


def problem(type_: str, status: int) -> bytes:
    body = as_json(type=type_, title="No", status=status, detail="Because.")
    return response(body, status=status, content_type="application/problem+json")
