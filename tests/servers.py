"""Real servers for tests: in a thread of this process, or as a process of their own.

settings = sqlite_settings(tmp_path)
write_entities(settings, person("ada"), space("handbook"), page("travel"))
token = token_for(settings, "ada")
with running(settings) as url: ...
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from sqlalchemy import Connection

from server import access, accounts
from server.commands.serving import configuration, open_port
from server.database import open_database, transact
from server.settings import Settings
from server.streams import Entity
from server.write import Put, Remove, Written, write

ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 60.0


def sqlite_settings(folder: Path, *, wait: int = 900) -> Settings:
    """A server below ``folder``, with SQLite."""
    return Settings.below(folder / "server", wait=wait)


def write_entities(settings: Settings, *entities: Entity | Remove) -> Written:
    """Write things, or removals, as one commit. Every space but private ones is for all staff."""

    def work(tx: Connection) -> Written:
        for entity in entities:
            if isinstance(entity, Entity) and entity.kind == "space" and not entity.private:
                access.allow(tx, f"space:{entity.id}", access.STAFF)
        return write(tx, [e if isinstance(e, Remove) else Put(e) for e in entities])

    engine = open_database(settings)
    try:
        return transact(engine, work)
    finally:
        engine.dispose()


def token_for(settings: Settings, user: str, *, days: int = 1) -> str:
    """A fresh token; the account is made if it is new."""
    engine = open_database(settings)
    try:
        now = datetime.now(UTC)
        work = lambda tx: accounts.issue_token(tx, user, now=now, days=days)  # noqa: E731 - one use
        return transact(engine, work).text
    finally:
        engine.dispose()


def set_right(settings: Settings, user: str, stream: str, *, allowed: bool) -> None:
    """Grant or revoke, as the commands do."""

    def work(tx: Connection) -> None:
        person = accounts.find_account(tx, user)
        (access.grant if allowed else access.revoke)(tx, person, access.find_stream(tx, stream))

    engine = open_database(settings)
    try:
        transact(engine, work)
    finally:
        engine.dispose()


@contextmanager
def running(settings: Settings, *, port: int = 0) -> Iterator[str]:
    """Serve in a thread of this process; yields the base URL. ``port`` 0 takes a free one."""
    server = uvicorn.Server(configuration(settings))
    listening = open_port("127.0.0.1", port)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="server")
    thread.start()
    try:
        # The socket listens already: whoever connects before the loop runs waits in its queue.
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(SECONDS_TO_START)
        listening.close()
    assert not thread.is_alive()


@contextmanager
def server_process(settings: Settings, *options: str) -> Iterator[str]:
    """Serve in a real child process (``serve --port 0``); yields the base URL."""
    command = server_command(settings, "serve", "--port", "0", *options)
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert "http://" in line, "the server did not start"
        yield line[line.index("http://") :].strip()
    finally:
        end(process)
        process.stdout.close()


def server_command(settings: Settings, *arguments: str) -> Sequence[str]:
    """The command line that runs ``vademecum-server`` on these settings."""
    places = ["--files", str(settings.files), "--database", settings.database]
    return [sys.executable, "-m", "server", *places, *arguments]


def end(process: subprocess.Popen[str]) -> int:
    """Ask a process to end, and wait for it."""
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(SECONDS_TO_START)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def environment(**variables: str) -> dict[str, str]:
    """This process's environment with ``variables`` set."""
    return {**os.environ, **variables}
