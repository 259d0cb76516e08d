"""Real replicas to measure on: imported into a server, synced over loopback."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.paths import Home

ROOT = Path(__file__).resolve().parents[1]


def replica(shared: Path, size: str, folder: Path) -> Home:
    """Return the home of a replica of ``size`` below ``folder``, made if it is not there yet."""
    home = Home(folder / f"home-{size}")
    if home.root.is_dir():
        return home
    files = folder / f"server-{size}"
    for arguments in _imports(_inputs(shared, size, folder)):
        _server(files, "import", *arguments)
    token = folder / "token"
    token.write_text(_server(files, "token", "benchmark").split()[0])
    with _serving(files) as address:
        _desktop(home, "connect", address, "--token-file", str(token))
        _desktop(home, "sync")
    return home


def _inputs(shared: Path, size: str, folder: Path) -> Path:
    """The folder with ``wiki`` and people; the large one is unpacked first."""
    if size == "small":
        return shared / "small"
    with tarfile.open(shared / "large.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "large"


def _imports(inputs: Path) -> Iterator[list[str]]:
    for wiki in sorted(path for path in (inputs / "wiki").iterdir() if path.is_dir()):
        yield ["markdown", str(wiki), "--space", wiki.name]
    for people, units in _people(inputs):
        yield ["people", str(people), "--units", str(units)]


def _people(inputs: Path) -> Iterator[tuple[Path, Path]]:
    """Files of people, each with its file of units."""
    if (inputs / "people.jsonl").is_file():
        yield inputs / "people.jsonl", inputs / "orgs.jsonl"
    for units in sorted((inputs / "people").glob("*.orgs.jsonl")):
        yield units.with_name(units.name.replace(".orgs", "")), units


def _server(files: Path, *arguments: str) -> str:
    return _run("server", "--files", str(files), *arguments)


def _desktop(home: Home, *arguments: str) -> str:
    return _run("desktop", "--home", str(home.root), *arguments)


def _run(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


@contextmanager
def _serving(files: Path) -> Iterator[str]:
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
