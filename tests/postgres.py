"""A PostgreSQL of the tests' own: a new cluster on a free port, gone afterwards.

initdb refuses root, so that there everything runs as the user ``postgres``, in a folder that user
may enter.
"""

from __future__ import annotations

import glob
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from server.database import open_database
from server.settings import Settings

USER = "postgres"
TEMPLATE = "migrated"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL with one migrated database to copy."""

    port: int
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_database(self) -> str:
        """The URL of a fresh database that is migrated."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.url(name)

    def empty_database(self) -> str:
        """The URL of a fresh database with nothing in it."""
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{name}"

    def make_template(self, files: Path) -> None:
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        open_database(Settings(database=self.url(TEMPLATE), files=files)).dispose()

    def _execute(self, statement: str) -> None:
        where = f"host=127.0.0.1 port={self.port} user={USER} dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a cluster, and end it."""
    folder = Path(tempfile.mkdtemp(prefix="vademecum-postgres-"))
    store, port = folder / "store", _free_port()
    if _is_root():
        shutil.chown(folder, USER)
    try:
        _run("initdb", "-D", store, "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {FAST}"
        _run("pg_ctl", "-D", store, "-w", "-o", options, "-l", folder / "log", "start")
        try:
            cluster = Cluster(port)
            cluster.make_template(folder)
            yield cluster
        finally:
            _run("pg_ctl", "-D", store, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(program: str, *arguments: str | Path) -> None:
    command = [_binary(program), *map(str, arguments)]
    user = USER if _is_root() else None
    # Into a file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open.
    with tempfile.TemporaryFile() as output:
        done = subprocess.run(
            command, user=user, cwd="/", stdout=output, stderr=output, check=False
        )
        output.seek(0)
        assert done.returncode == 0, output.read().decode(errors="replace")


def _binary(program: str) -> str:
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
    found = shutil.which(program, path=os.pathsep.join([*folders, os.environ.get("PATH", "")]))
    if found is None:
        pytest.fail(f"{program} is not here: install PostgreSQL (Debian: apt install postgresql)")
    return found


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
