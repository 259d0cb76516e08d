"""Real replicas to measure on: imported into a server, synced over loopback.

Everything is kept below the folder it was made in, and made only if it is not there yet.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.inputs import imports, inputs
from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.files import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
USER = "benchmark"


def replica(shared: Path, size: str, folder: Path) -> Home:
    """Return the home of a whole replica of ``size`` below ``folder``."""
    home = Home(folder / f"home-{size}")
    if not home.root.is_dir():
        files = server_files(shared, size, folder)
        with serving(files) as address:
            connect(home, address, token(files))
            run("desktop", "--home", str(home.root), "sync")
    return home


def server_files(shared: Path, size: str, folder: Path) -> Path:
    """Return the files of a server that has imported the inputs of ``size``."""
    files = folder / f"server-{size}"
    if not files.is_dir():
        begun = files.with_suffix(".begun")
        for arguments in imports(inputs(shared, size, folder)):
            run("server", "--files", str(begun), "import", *arguments)
        begun.rename(files)
    return files


def token(files: Path) -> str:
    """Return a new token of the user that measures."""
    return run("server", "--files", str(files), "token", USER).split()[0]


def connect(home: Home, address: str, secret: str) -> None:
    """Enrol ``home`` with the server at ``address``; nothing is fetched yet."""
    command = ["--home", str(home.root), "connect", address, "--token-file", "-"]
    run("desktop", *command, typed=secret)


@contextmanager
def serving(files: Path) -> Iterator[str]:
    """Serve ``files`` on a free port of this machine; yields the address."""
    command = [sys.executable, "-m", "server", "--files", str(files), "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield line[line.index("http://") :].strip()
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def run(module: str, *arguments: str, typed: str | None = None) -> str:
    """Run a command of this program to its end, and return what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=ROOT, input=typed, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def run_desktop(home: Home, *arguments: str) -> str:
    """Run a command over ``home`` to its end, and return what it printed."""
    return run("desktop", "--home", str(home.root), *arguments)


@contextmanager
def opened(home: Home) -> Iterator[Store]:
    """The files of a replica, open."""
    store = open_store(home, load_key(home), SearchIndex())
    try:
        yield store
    finally:
        store.close()
