"""The main job on this machine: the sample company's server and the app signed in to it.

Everything lies in ``.run``: the server's files, the replica, the token. A second run reuses all
of it. Without a display the same story is told on the command line, and pictures of the real
window are left in ``.run``.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = ROOT / ".run"
SERVER_FILES, HOME = RUN / "server", RUN / "home"
TOKEN, PORT, SEEDED, KEY = RUN / "token", RUN / "port", RUN / "seeded", RUN / "key"
VIEWER = "jana-petersen"
STARTUP_SECONDS = 60
STORY = (
    ["sync"],
    ["search", "Brandschutz"],
    ["search", "reisekosten abrechnen"],
    ["search", "mueller"],
)


class Failed(Exception):
    """A step did not work; its own words are already on the screen."""


def main() -> int:
    """Seed, serve, connect, then the window or the story; 0 when all went well."""
    RUN.mkdir(exist_ok=True)
    try:
        _seed()
        with _server() as address:
            _connect(address)
            return _window(address) if _has_display() else _story()
    except Failed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except KeyboardInterrupt:
        return 0


def _seed() -> None:
    wanted = _fingerprint()
    if SEEDED.exists() and SEEDED.read_text(encoding="ascii") == wanted:
        return
    _server_command("seed")
    if not TOKEN.exists():
        answer = _server_command("token", VIEWER, "--days", "3650", "--json")
        _write_secret(TOKEN, json.loads(answer)["token"])
    SEEDED.write_text(wanted, encoding="ascii")


def _fingerprint() -> str:
    """Changes with the sample company, so that an update of it is seeded again."""
    digest = hashlib.sha256()
    made_from = [*(ROOT / "resources" / "sample").rglob("*"), *(ROOT / "server").rglob("*.py")]
    for path in sorted(made_from):
        if path.is_file():
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _server() -> Iterator[str]:
    """Serve on a free loopback port, the last one if it still is free, until the end."""
    last = PORT.read_text(encoding="ascii").strip() if PORT.exists() else "0"
    process = _serve(last)
    try:
        if not _answers(process) and last != "0":
            process = _serve("0")  # somebody else has the port by now
            _answers(process)
        if process.poll() is not None:
            raise Failed("The server did not start; the lines above say why.")
        yield f"http://127.0.0.1:{PORT.read_text(encoding='ascii').strip()}"
    finally:
        _end(process)


def _serve(port: str) -> subprocess.Popen[bytes]:
    PORT.unlink(missing_ok=True)
    log = (RUN / "server.log").open("ab")
    arguments = ["--files", str(SERVER_FILES), "serve", "--port", port, "--port-file", str(PORT)]
    command = [sys.executable, "-m", "server", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)


def _answers(process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server has written its port, or has ended."""
    deadline = time.monotonic() + STARTUP_SECONDS
    while process.poll() is None and not PORT.exists():
        if time.monotonic() > deadline:
            raise Failed("The server took too long to start; .run/server.log says more.")
        time.sleep(0.05)
    return process.poll() is None


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def _connect(address: str) -> None:
    """Enrol the replica, unless it is one of this server already."""
    if _connected_to() != address:
        _desktop("connect", address, "--token-file", str(TOKEN), "--key-file", str(KEY), quiet=True)


def _connected_to() -> str | None:
    if not KEY.exists():
        return None
    try:
        server = json.loads(_desktop("status", "--json", quiet=True))["server"]
    except Failed:
        return None  # the first run was ended while it connected
    return str(server)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(address: str) -> int:
    sys.stdout.write(f"The sample company is served at {address}.\n")
    sys.stdout.write("Close the window to end both; `make run` opens it again.\n")
    sys.stdout.flush()
    return subprocess.run([*_app(), "run"], cwd=ROOT, check=False).returncode


def _story() -> int:
    sys.stdout.write("There is no display here; this is the same story on the command line.\n")
    for step in STORY:
        _desktop(*step)
    for kind, words in (("person", "brandschutz"), ("page", "reisekosten")):
        found = json.loads(_desktop("search", words, "--kind", kind, "--json", quiet=True))
        _desktop("show", found["hits"][0]["address"])
    _desktop("run", "--screenshots", str(RUN), quiet=True)
    pictures = ", ".join(sorted(path.name for path in RUN.glob("window-*.png")))
    sys.stdout.write(f"\nPictures of the window are in .run: {pictures}\n")
    return 0


def _desktop(*words: str, quiet: bool = False) -> str:
    if not quiet:
        sys.stdout.write(f"\n$ vademecum {' '.join(words)}\n")
    answer = _output([*_app(), *words])
    if not quiet:
        sys.stdout.write(answer)
        sys.stdout.flush()
    return answer


def _server_command(*words: str) -> str:
    return _output([sys.executable, "-m", "server", "--files", str(SERVER_FILES), *words])


def _app() -> list[str]:
    return [sys.executable, "-m", "desktop", "--home", str(HOME)]


def _output(command: list[str]) -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
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


if __name__ == "__main__":
    sys.exit(main())
