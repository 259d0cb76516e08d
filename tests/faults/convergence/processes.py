"""The same with real processes: a server of several workers, writers, and ``vademecum sync``.

Each may be killed at any moment, and every client is reached through a proxy that spoils answers.
What ends a run is the same as in a story: replicas as the server has them, and no word where
nobody may read it.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from desktop.compose import doctor
from desktop.paths import Home
from desktop.security.keys import load_key
from server import access, accounts, schema
from server.checking import find_faults
from server.database import open_database, reading
from server.expiry import expire
from server.settings import Settings
from tests import servers
from tests.desktop.dump import dump, raw_files
from tests.entities import person, space
from tests.faults import kinds
from tests.faults.commands import PATIENCE, finish, start
from tests.faults.convergence.oracle import CANARY
from tests.faults.convergence.world import VIEWERS, require
from tests.faults.convergence.writer import AUDIENCES, SPACES
from tests.faults.homes import connected, pass_over, require_same
from tests.faults.http_text import body_of, header
from tests.faults.proxy import FaultProxy, between, server_at
from tests.postgres import running_cluster
from tests.snapshots import build

WRITERS = 3
LONGEST = 2.5  # seconds until a sync is killed, if it is
FAULTS = (
    kinds.reset,
    kinds.cut,
    kinds.unavailable,
    kinds.portal,
    kinds.empty_object,
    kinds.cut_gzip,
)
RIGHTS = ("hr", *(f"space:{name}" for name in SPACES))


@dataclass(slots=True)
class ServerProcess:
    """A server that can be killed and comes back on the same port."""

    settings: Settings
    workers: int
    port: int
    process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        options = ["serve", "--port", str(self.port), "--workers", str(self.workers)]
        self.process = subprocess.Popen(
            servers.server_command(self.settings, *options),
            cwd=servers.ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout
        require("http://" in self.process.stdout.readline(), "the server starts")

    def kill(self) -> None:
        """End the server and its workers between any two instructions."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        assert self.process.stdout
        self.process.stdout.close()
        self.process = None


@dataclass(slots=True)
class Client:
    """One viewer's home behind its proxy; ``heard`` is what the server answered."""

    viewer: str
    home: Home
    proxy: FaultProxy
    heard: list[bytes] = field(default_factory=list)
    streams: tuple[str, ...] = ()


class Run:
    """Some rounds of everything at once, and a quiet end."""

    def __init__(self, server: ServerProcess, folder: Path, dice: random.Random) -> None:
        self.server = server
        self.settings = server.settings
        self.folder = folder
        self.dice = dice
        self.kills = 0

    def play(self, rounds: int) -> int:
        """Raises ``Violation`` for what is not as it should be; returns how many were killed."""
        things = [space(name, private=True) for name in SPACES]
        servers.write_entities(self.settings, *things, *(person(viewer) for viewer in VIEWERS))
        self.server.start()
        with contextlib.ExitStack() as opened:
            opened.callback(self.server.kill)
            clients = [self._client(opened, viewer) for viewer in VIEWERS]
            for number in range(rounds):
                self._round(clients, number)
            self._end(clients)
        return self.kills

    def _client(self, opened: contextlib.ExitStack, viewer: str) -> Client:
        heard: list[bytes] = []
        upstream = server_at(self.server.address)

        async def listening(request: bytes) -> bytes:
            answer = await upstream(request)
            heard.append(answer)
            return answer

        proxy = opened.enter_context(between(listening, seed=self.dice.getrandbits(32)))
        token = servers.token_for(self.settings, viewer)
        home = connected(self.folder / viewer, proxy.address, token)
        return Client(viewer, home, proxy, heard)

    def _round(self, clients: Sequence[Client], number: int) -> None:
        for client in clients:
            self._change_rights(client)
            client.heard.clear()
            client.proxy.faults = [self._fault() for _ in range(12)]
        writers = [self._writer(number, which) for which in range(WRITERS)]
        syncs = [(self._moment(), start(client.home, "sync", "--progress")) for client in clients]
        if self.dice.random() < 0.3:
            self.server.kill()
            self.server.start()
            self.kills += 1
        self._tend()
        self._wait_or_kill(syncs)
        for writer in writers:
            if self.dice.random() < 0.3:
                writer.kill()
            writer.wait()
        for client in clients:
            self._require_no_leak_on_the_wire(client)

    def _change_rights(self, client: Client) -> None:
        for stream in self.dice.sample(RIGHTS, 2):
            allowed = self.dice.random() < 0.6
            servers.set_right(self.settings, client.viewer, stream, allowed=allowed)
        client.streams = self._streams(client.viewer)

    def _streams(self, viewer: str) -> tuple[str, ...]:
        engine = open_database(self.settings)
        with reading(engine) as tx:
            found = access.viewer_streams(tx, accounts.find_account(tx, viewer))
        engine.dispose()
        return tuple(found)

    def _fault(self) -> kinds.Fault | None:
        return self.dice.choice(FAULTS) if self.dice.random() < 0.2 else None

    def _writer(self, number: int, which: int) -> subprocess.Popen[bytes]:
        seed = f"{self.dice.random()} {number} {which}"
        command = [sys.executable, "-m", "tests.faults.convergence.writer", seed, "15"]
        variables = servers.environment(**self.settings.to_environment())
        return subprocess.Popen(command, cwd=servers.ROOT, env=variables)

    def _moment(self) -> float:
        """When a sync is killed, in seconds from now; some are not."""
        return self.dice.uniform(0.3, LONGEST) if self.dice.random() < 0.7 else PATIENCE

    def _tend(self) -> None:
        """New snapshots, and tombstones are forgotten, some that nobody has seen yet."""
        engine = open_database(self.settings)
        build(engine, self.settings.files, now=datetime.now(UTC))
        with reading(engine) as tx:
            seq = tx.execute(select(schema.clock.c.seq)).scalar_one()
        expire(engine, self.dice.randint(0, seq))
        engine.dispose()

    def _wait_or_kill(self, syncs: Sequence[tuple[float, subprocess.Popen[str]]]) -> None:
        began = time.monotonic()
        for moment, process in sorted(syncs, key=lambda pair: pair[0]):
            try:
                _, complained = process.communicate(timeout=began + moment - time.monotonic())
                require("Traceback" not in complained, "no sync ends in a traceback:", complained)
            except subprocess.TimeoutExpired:
                require(moment < PATIENCE, "a sync ends by itself")
                process.kill()
                finish(process)
                self.kills += 1

    def _require_no_leak_on_the_wire(self, client: Client) -> None:
        for answer in client.heard:
            wrong = forbidden(CANARY.findall(plain_body(answer)), client.streams)
            require(not wrong, "no leak on the wire:", client.viewer, sorted(wrong))

    def _end(self, clients: Sequence[Client]) -> None:
        """The line is good and nobody writes: each home is whole after a pass."""
        for client in clients:
            client.proxy.faults = []
            for _ in range(2):
                report = pass_over(client.home)
            require(report.up_to_date, "the last pass is up to date")
            require_same(client.home, self.settings)
            wrong = [finding for finding in doctor(client.home) if not finding.ok]
            require(not wrong, "the doctor finds nothing:", wrong)
            self._require_no_leak_at_rest(client)
        engine = open_database(self.settings)
        with reading(engine) as tx:
            faults = list(find_faults(tx, self.settings.files))
        engine.dispose()
        require(not faults, "the server agrees with itself:", faults)

    def _require_no_leak_at_rest(self, client: Client) -> None:
        said = dump(client.home, load_key(client.home)).encode()
        wrong = forbidden(CANARY.findall(said), self._streams(client.viewer))
        require(not wrong, "no leak at rest:", client.viewer, sorted(wrong))
        for name, content in raw_files(client.home).items():
            require(not CANARY.search(content), "nothing lies on the disk in the clear:", name)


def forbidden(words: Sequence[bytes], streams: Sequence[str]) -> set[bytes]:
    """The words that whoever reads ``streams`` may not read."""
    return {word for word in words if AUDIENCES[chr(word[2])] not in streams}


def plain_body(answer: bytes) -> bytes:
    body = body_of(answer)
    return gzip.decompress(body) if header(answer, "content-encoding") == "gzip" else body


def run(database: str, seed: int, rounds: int) -> int:
    """Play one run on ``sqlite`` or ``postgresql``; returns how many processes were killed."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as opened:
        folder = Path(name)
        url = None
        if database == "postgresql":
            url = opened.enter_context(running_cluster()).new_database()
        settings = Settings.below(folder / "server", database=url)
        server = ServerProcess(settings, 1 if database == "sqlite" else 2, free_port())
        return Run(server, folder, dice).play(rounds)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
