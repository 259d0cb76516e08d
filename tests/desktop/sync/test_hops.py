from __future__ import annotations

import pytest

from desktop.errors import NotAuthorised
from desktop.records import Finding
from desktop.sync.hops import hops
from tests.memory_server import MemoryRemote, MemoryServer
from wire.messages import EnrolRequest, PullRequest
from wire.routes import UNAUTHORISED


@pytest.fixture
def remote() -> MemoryRemote:
    return MemoryRemote(MemoryServer(), "ada")


def way(remote: MemoryRemote, server: str, replica: str = "none") -> list[Finding]:
    return list(hops(server, replica, remote))


def test_a_name_nobody_knows_ends_the_way(remote: MemoryRemote) -> None:
    (finding,) = way(remote, f"http://{'x' * 64}.example")  # longer than any name may be
    assert (finding.name, finding.ok) == ("network: name", False)
    assert finding.advice


def test_a_port_that_is_closed_ends_the_way(remote: MemoryRemote) -> None:
    findings = way(remote, "http://127.0.0.1:9")
    assert [(one.name, one.ok) for one in findings] == [
        ("network: name", True),
        ("network: port", False),
    ]


@pytest.mark.parametrize("known", [True, False])
def test_behind_a_proxy_only_the_server_itself_is_asked(
    remote: MemoryRemote, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    replica = remote.enrol(EnrolRequest(name="d", client="1")).replica if known else "none"
    findings = way(remote, "https://wiki.example", replica)
    assert [(one.name, one.ok) for one in findings] == [
        ("network: server", True),
        ("network: token", known),
    ]


def test_a_token_that_ran_out_says_what_to_do(
    remote: MemoryRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")

    def refuse(request: PullRequest) -> None:
        raise NotAuthorised("No.", code=UNAUTHORISED)

    remote.before_pull = refuse
    assert "connect" in way(remote, "https://wiki.example")[-1].advice
