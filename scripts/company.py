"""The sample company in a folder: its server's files, a replica, and what both are asked.

The first use seeds it; later ones reuse what is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VIEWER = "jana-petersen"
STARTUP_SECONDS = 60


class Failed(Exception):
    """A step did not work; its own words are already on the screen."""


class SampleCompany:
    """Everything of it lies below ``folder``; ``Failed`` is raised where a step did not work."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files, self._home = folder / "server", folder / "home"
        self._token, self._key = folder / "token", folder / "key"
        self._port, self._seeded = folder / "port", folder / "seeded"

    def seed(self) -> None:
        """Make it, unless it is there as the sample is today."""
        self._folder.mkdir(parents=True, exist_ok=True)
        wanted = _fingerprint()
        if self._seeded.exists() and self._seeded.read_text(encoding="ascii") == wanted:
            return
        self.server("seed")
        if not self._token.exists():
            answer = self.server("token", VIEWER, "--days", "3650", "--json")
            _write_secret(self._token, json.loads(answer)["token"])
        self._seeded.write_text(wanted, encoding="ascii")

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve on a free loopback port, the last one if it still is free, until the end."""
        last = self._port.read_text(encoding="ascii").strip() if self._port.exists() else "0"
        process = self._serve(last)
        try:
            if not self._answers(process) and last != "0":
                process = self._serve("0")  # somebody else has the port by now
                self._answers(process)
            if process.poll() is not None:
                raise Failed(f"The server did not start; {self._log} says why.")
            yield f"http://127.0.0.1:{self._port.read_text(encoding='ascii').strip()}"
        finally:
            _end(process)

    def connect(self, address: str) -> None:
        """Enrol the replica, unless it is one of this server already."""
        if self._connected_to() != address:
            given = ["--token-file", str(self._token), "--key-file", str(self._key)]
            self.desktop("connect", address, *given)

    def desktop(self, *words: str, home: Path | None = None, language: str = "") -> str:
        """What the app says to a command; in a language, over the replica or another home."""
        spoken = {"VADEMECUM_LANGUAGE": language} if language else {}
        return _output([*self.app(home), *words], spoken)

    def server(self, *words: str) -> str:
        """What the server's program says to a command."""
        return _output([sys.executable, "-m", "server", "--files", str(self._files), *words], {})

    def app(self, home: Path | None = None) -> list[str]:
        """The words that start the app, over the replica or another home."""
        return [sys.executable, "-m", "desktop", "--home", str(home or self._home)]

    @property
    def _log(self) -> Path:
        return self._folder / "server.log"

    def _serve(self, port: str) -> subprocess.Popen[bytes]:
        self._port.unlink(missing_ok=True)
        arguments = ["serve", "--port", port, "--port-file", str(self._port)]
        command = [sys.executable, "-m", "server", "--files", str(self._files), *arguments]
        with self._log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until the server has written its port, or has ended."""
        deadline = time.monotonic() + STARTUP_SECONDS
        while process.poll() is None and not self._port.exists():
            if time.monotonic() > deadline:
                raise Failed(f"The server took too long to start; {self._log} says more.")
            time.sleep(0.05)
        return process.poll() is None

    def _connected_to(self) -> str | None:
        if not self._key.exists():
            return None
        try:
            server = json.loads(self.desktop("status", "--json"))["server"]
        except Failed:
            return None  # the first run was ended while it connected
        return str(server)


def _fingerprint() -> str:
    """Changes with the sample company, so that an update of it is seeded again."""
    digest = hashlib.sha256()
    made_from = [*(ROOT / "resources" / "sample").rglob("*"), *(ROOT / "server").rglob("*.py")]
    for path in sorted(made_from):
        if path.is_file():
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def _output(command: list[str], variables: Mapping[str, str]) -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **variables}
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, encoding="utf-8", env=environment
    )
    if done.returncode != 0:
        raise Failed(f"`{' '.join(command[2:])}` did not work; the lines above say why.")
    return done.stdout


def _write_secret(path: Path, secret: str) -> None:
    """Create a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
