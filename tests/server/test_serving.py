"""``serve`` as a process: how it starts, what it prints, and how it ends."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.settings import Settings
from tests.callers import Caller
from tests.entities import person
from tests.servers import ROOT, end, server_command, server_process, token_for, write_entities
from wire import routes

SECONDS = 60


@contextmanager
def started(settings: Settings, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = server_command(settings, "serve", *options)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload] # mypy loses the text flag in the keywords
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def test_it_prints_one_line_and_writes_its_port(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "port"
    with started(settings, "--port", "0", "--port-file", str(file)) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"Serving on http://127\.0\.0\.1:(\d+)\n", line)
        assert found
        # The file is there a moment after the line; the answer comes after both.
        url = f"http://127.0.0.1:{found[1]}"
        assert Caller(url, None).get(routes.HEALTH).json() == {"ok": True}
        assert file.read_text() == f"{found[1]}\n"
        assert end(process) == 0
        assert process.stdout.read() == ""
        assert process.stderr is not None
        assert process.stderr.read() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="consoles there send no such signal to one")
def test_ctrl_c_ends_it_without_a_word(settings: Settings) -> None:
    with started(settings, "--port", "0") as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(SECONDS) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_port_in_use_gets_a_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(settings, "--port", str(port)) as process:
            assert process.wait(SECONDS) == 1
            assert process.stderr is not None
            told = process.stderr.read()
    assert told.startswith(f"Port {port} on 127.0.0.1 cannot be opened")
    assert "Traceback" not in told


def test_a_database_that_cannot_be_had_gets_a_sentence(settings: Settings, tmp_path: Path) -> None:
    nowhere = Settings(database="postgresql+psycopg://x@127.0.0.1:1/x", files=tmp_path)
    with started(nowhere, "--port", "0") as process:
        assert process.wait(SECONDS) == 1
        assert process.stderr is not None
        told = process.stderr.read()
    assert "cannot be opened" in told
    assert "Traceback" not in told


def test_several_workers_serve_one_port(settings: Settings) -> None:
    write_entities(settings, person("ada"))
    token = token_for(settings, "ada")
    with server_process(settings, "--workers", "2", "--wait", "5") as url:
        caller = Caller(url, token)
        for _ in range(6):
            assert caller.get(routes.OBJECTS + "/person:ada").status_code == 200
