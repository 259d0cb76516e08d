"""``make build``: the program folder in ``dist/vademecum`` and, on Linux, the packages beside it.

Says what each step took and how large it came out. Fails if the folder grows out of its limit or
the built program does not pass its own self-test.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.packaging import linux
from scripts.packaging.contents import ROOT
from scripts.packaging.drawings import draw_signs
from scripts.packaging.licences import gather
from scripts.packaging.requirements import Unaccounted, system_needs

DIST: Final = ROOT / "dist"
WORK: Final = ROOT / "build"
LARGEST: Final = 140_000_000  # bytes of the program folder
ON_LINUX: Final = sys.platform == "linux"


class NotBuilt(Exception):
    """Why there is nothing to hand out."""


def main() -> int:
    """Build everything this system can build; 0 when all of it is whole."""
    parser = argparse.ArgumentParser(prog="make build", description=__doc__)
    parser.add_argument("--folder-only", action="store_true", help="no packages")
    given = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(linux.commit_time()))
    try:
        signs = draw_signs(WORK / "signs")
        program = _build_program()
        if ON_LINUX and not given.folder_only:
            _build_packages(program, signs)
    except (NotBuilt, Unaccounted, subprocess.CalledProcessError) as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


def _build_program() -> Path:
    program = DIST / "vademecum"
    with _step("program folder"):
        _run_pyinstaller()
        if ON_LINUX:
            linux.strip_symbols(program)
    _report(program)
    size = _size(program)
    if size > LARGEST:
        raise NotBuilt(f"The folder has {size:,} bytes; it may have {LARGEST:,}.")
    with _step("self-test"):
        tested = subprocess.run([_executable(program), "self-test"], check=False)
    if tested.returncode:
        raise NotBuilt("The built program is not whole; the lines above say what is missing.")
    return program


def _run_pyinstaller() -> None:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK / "pyinstaller")]
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run(
        [*command, *places, str(ROOT / "build.spec")], cwd=ROOT, check=True, env=environment
    )


def _executable(program: Path) -> str:
    return str(program / ("vademecum.exe" if sys.platform == "win32" else "vademecum"))


def _build_packages(program: Path, signs: dict[int, Path]) -> None:
    share, licences = WORK / "share", WORK / "licences"
    shutil.rmtree(licences, ignore_errors=True)
    without = gather(licences)
    _say(f"Licence texts: {len(list(licences.iterdir()))} folders; none in {', '.join(without)}.")
    linux.stage_share(share, signs, licences)
    needs = system_needs(program)
    _say(f"Needs glibc {needs.glibc} and {len(needs.libraries)} libraries of the system.")
    told = linux.description(program, share, needs)
    made = []
    for kind in ("deb", "rpm"):
        with _step(kind):
            made.append(linux.build_package(kind, told, DIST, WORK))
    with _step("tar.xz"):
        made.append(linux.build_archive(program, share, DIST, int(os.environ["SOURCE_DATE_EPOCH"])))
    sums = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in made]
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
    for one in made:
        _say(f"{one.stat().st_size / 1e6:8.1f} MB  dist/{one.name}")


def _report(program: Path) -> None:
    """How large the folder is, and the parts of it that weigh most."""
    inside = program / "_internal"
    parts = {path.name: _size(path) for path in [*inside.iterdir(), Path(_executable(program))]}
    for name, size in sorted(parts.items(), key=lambda one: -one[1])[:12]:
        _say(f"{size / 1e6:8.1f} MB  {name}")
    _say(f"{_size(program) / 1e6:8.1f} MB  together")


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    files = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
    return sum(one.stat().st_size for one in files)


@contextmanager
def _step(name: str) -> Iterator[None]:
    before = time.monotonic()
    yield
    _say(f"{time.monotonic() - before:8.1f} s   {name}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
