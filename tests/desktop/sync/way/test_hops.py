"""The doctor's walk to the server: every hop said, up to the first that does not lead on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from desktop.errors import NotAuthorised
from desktop.records import Finding
from desktop.store.network import NetworkSettings, ProxyLogin
from desktop.sync.hops import Destination, Machine, hops
from desktop.sync.http import HttpRemote
from desktop.sync.patience import Chance, Patience
from desktop.sync.remote import Remote
from tests.desktop.sync.way.conftest import Secured, nowhere, remote_at
from tests.faults import kinds
from tests.faults.proxy import between, server_at
from tests.memory_server import MemoryRemote, MemoryServer
from tests.relays import (
    LOOPBACK,
    SERVER_NAME,
    NamingProxy,
    free_port,
    known_names,
    listening,
    served_by,
    tinyproxy,
    to_port,
)
from wire.messages import EnrolRequest, PullRequest
from wire.routes import UNAUTHORISED

MACHINE = Machine(has_route=lambda: True, surroundings=nowhere(), patience=5.0)
WHOLE = ["server", "clock", "token", "epoch"]


@pytest.fixture
def memory() -> MemoryRemote:
    return MemoryRemote(MemoryServer(), "ada")


@pytest.fixture
def remote(secured: Secured, proxy: NamingProxy) -> Iterator[HttpRemote]:
    with closing(remote_at(secured.url, secured.token, settings(secured, proxy))) as remote:
        yield remote


def settings(secured: Secured, proxy: NamingProxy) -> NetworkSettings:
    return NetworkSettings(proxy=proxy.url, authorities=secured.pem)


def walk(to: Destination, remote: Remote, machine: Machine = MACHINE) -> dict[str, Finding]:
    findings = {one.name.removeprefix("network: "): one for one in hops(to, remote, machine)}
    assert all(one.detail.endswith(" ms)") for one in findings.values())
    return findings


def ends_at(findings: dict[str, Finding], hop: str) -> str:
    """The last finding is the only one that is not well; return what it says."""
    assert [name for name, one in findings.items() if not one.ok] == [hop]
    assert list(findings)[-1] == hop
    return f"{findings[hop].detail} {findings[hop].advice}"


def test_a_way_that_leads_there_says_every_hop(
    secured: Secured, proxy: NamingProxy, remote: HttpRemote
) -> None:
    enrolled = remote.enrol(EnrolRequest(name="d", client="1"))
    to = Destination(
        server=secured.url,
        replica=enrolled.replica,
        epoch=enrolled.epoch,
        network=settings(secured, proxy),
    )
    findings = walk(to, remote)
    assert list(findings) == ["route", "proxy", "TLS", *WHOLE]
    assert all(one.ok for one in findings.values())
    assert f"through the proxy {LOOPBACK}:{proxy.port}" in findings["proxy"].detail
    assert "issued by Muster GmbH" in findings["TLS"].detail
    assert "days" in findings["TLS"].detail


def test_on_this_machine_there_is_no_network_to_look_at(memory: MemoryRemote) -> None:
    replica = memory.enrol(EnrolRequest(name="d", client="1")).replica
    with listening(to_port(free_port())) as port:
        findings = walk(Destination(server=f"http://{LOOPBACK}:{port}", replica=replica), memory)
    assert list(findings) == ["name", "port", "server", "token"]


def test_without_a_network_nothing_else_is_tried(memory: MemoryRemote) -> None:
    machine = replace(MACHINE, has_route=lambda: False)
    to = Destination(server="https://vademecum.test", replica="none")
    assert "Wi-Fi" in ends_at(walk(to, memory, machine), "route")


def test_a_name_nobody_knows_ends_the_way(memory: MemoryRemote) -> None:
    to = Destination(server=f"https://{'x' * 64}.example", replica="none")
    assert "VPN" in ends_at(walk(to, memory), "name")


def test_a_port_that_is_closed_ends_the_way(
    memory: MemoryRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    known_names(monkeypatch, SERVER_NAME)
    to = Destination(server=f"https://{SERVER_NAME}:{free_port()}", replica="none")
    assert "Nothing answers at port" in ends_at(walk(to, memory), "port")


@pytest.mark.parametrize(
    ("status", "said"),
    [(407, "wants a user name and a password"), (403, "Ask IT"), (502, "cannot reach")],
)
def test_a_proxy_that_does_not_lead_on_ends_the_way(
    secured: Secured, proxy: NamingProxy, remote: HttpRemote, status: int, said: str
) -> None:
    proxy.status = status
    to = Destination(server=secured.url, replica="none", network=settings(secured, proxy))
    assert said in ends_at(walk(to, remote), "proxy")


def test_a_proxy_that_says_nothing_ends_the_way_in_its_time(
    secured: Secured, proxy: NamingProxy, remote: HttpRemote
) -> None:
    proxy.silent = True
    to = Destination(server=secured.url, replica="none", network=settings(secured, proxy))
    said = ends_at(walk(to, remote, replace(MACHINE, patience=0.3)), "proxy")
    assert "does not answer" in said
    assert "the setting of this program" in said


def test_tinyproxy_that_knows_the_password_leads_on(
    secured: Secured, proxy: NamingProxy, tmp_path: Path
) -> None:
    with tinyproxy(tmp_path, proxy, "ada opensesame") as url:
        place = url.removeprefix("http://")
        login = ProxyLogin(proxy=place, user="ada", password="opensesame")
        network = NetworkSettings(proxy=url, authorities=secured.pem, login=login)
        to = Destination(server=secured.url, replica="none", network=network)
        with closing(remote_at(secured.url, secured.token, network)) as remote:
            findings = walk(to, remote)
    assert findings["server"].ok
    assert "opensesame" not in str(findings)


def test_a_certificate_nobody_trusts_ends_the_way_and_is_named(
    secured: Secured, proxy: NamingProxy, remote: HttpRemote
) -> None:
    to = Destination(server=secured.url, replica="none", network=NetworkSettings(proxy=proxy.url))
    assert "issued by Muster GmbH" in ends_at(walk(to, remote), "TLS")


def test_a_certificate_that_will_run_out_soon_is_said(
    secured: Secured, proxy: NamingProxy, remote: HttpRemote
) -> None:
    soon = datetime.now(UTC) + timedelta(days=3)
    certificate = secured.authority.issue_cert(SERVER_NAME, not_after=soon)
    with listening(to_port(secured.plain_port), served_by(certificate)) as port:
        url = f"https://{SERVER_NAME}:{port}"
        to = Destination(server=url, replica="none", network=settings(secured, proxy))
        tls = walk(to, remote)["TLS"]
    assert tls.ok
    assert "should renew it" in tls.detail


@pytest.mark.parametrize(("hours", "way"), [(3, "ahead of"), (-72, "behind")])
def test_a_clock_that_is_wrong_is_said_and_the_way_goes_on(
    secured: Secured, proxy: NamingProxy, hours: int, way: str
) -> None:
    wrong = datetime.now(UTC) + timedelta(hours=hours)
    remote = HttpRemote(
        secured.url,
        secured.token,
        settings(secured, proxy),
        patience=Patience(tries=1),
        chance=Chance(now=lambda: wrong),
        surroundings=nowhere(),
    )
    to = Destination(server=secured.url, replica="none", network=settings(secured, proxy))
    with closing(remote):
        findings = walk(to, remote)
    assert not findings["clock"].ok
    assert way in findings["clock"].detail
    assert "token" in findings


def test_a_sign_in_page_is_recognised(secured: Secured) -> None:
    plain = f"http://{LOOPBACK}:{secured.plain_port}"
    with between(server_at(plain)) as fault:
        fault.faults, fault.keeps_up = [kinds.redirect], True
        with closing(remote_at(fault.address, "t", NetworkSettings())) as remote:
            to = Destination(server=fault.address, replica="none")
            assert "Open a browser, sign in" in ends_at(walk(to, remote), "server")


def test_a_token_that_ran_out_says_what_to_do(memory: MemoryRemote) -> None:
    def refuse(request: PullRequest) -> None:
        raise NotAuthorised("No.", code=UNAUTHORISED)

    memory.before_pull = refuse
    with listening(to_port(free_port())) as port:
        findings = walk(Destination(server=f"http://{LOOPBACK}:{port}", replica="none"), memory)
    assert "connect" in ends_at(findings, "token")


def test_another_history_is_said(memory: MemoryRemote) -> None:
    replica = memory.enrol(EnrolRequest(name="d", client="1")).replica
    with listening(to_port(free_port())) as port:
        to = Destination(server=f"http://{LOOPBACK}:{port}", replica=replica, epoch="an-older-one")
        assert "Sync" in ends_at(walk(to, memory), "epoch")


def test_a_certificate_of_an_inspecting_device_is_named_by_the_doctor(
    secured: Secured, proxy: NamingProxy, remote: HttpRemote
) -> None:
    device = trustme.CA(organization_name="Netskope Inc")
    with listening(to_port(secured.plain_port), served_by(device.issue_cert(SERVER_NAME))) as port:
        url = f"https://{SERVER_NAME}:{port}"
        to = Destination(server=url, replica="none", network=settings(secured, proxy))
        assert "Netskope Inc" in ends_at(walk(to, remote), "TLS")
