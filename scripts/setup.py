"""Make a fresh checkout ready: a virtual environment, locked packages, system libraries.

Run by ``make setup`` (everything), ``make run`` and ``make test``. A second run finds the stamp
of the first and does nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts import system_packages  # noqa: E402 - the path above makes it importable

ENVIRONMENT = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements.txt"
STAMP = ENVIRONMENT / "vademecum-setup"
OLDEST, NEWEST = (3, 11), (3, 13)


def python_of(environment: Path) -> Path:
    """Return the interpreter inside a virtual environment on this platform."""
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def main(argv: list[str] | None = None) -> int:
    """Set up; 0 when everything needed is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for-run", action="store_true", help="leave out what only tests need")
    parser.add_argument("--for-build", action="store_true", help="what `make build` needs instead")
    arguments = parser.parse_args(argv)
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _say(f"Vademecum needs Python 3.11 to 3.13; this is {sys.version.split()[0]}.")
    missing = system_packages.missing_packages(
        for_tests=not (arguments.for_run or arguments.for_build), for_build=arguments.for_build
    )
    if missing and not system_packages.install(missing):
        return 1
    return _install_locked()


def _install_locked() -> int:
    wanted = _fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return 0
    _note("Setting up .venv (once; some 120 MB are downloaded) …")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=ENVIRONMENT.exists())
    except (subprocess.CalledProcessError, OSError) as error:
        return _say(f"A virtual environment cannot be made ({error}). On Debian and Ubuntu the "
                    "package python3-venv brings what is missing.")  # fmt: skip
    installing = [str(python_of(ENVIRONMENT)), "-m", "pip", "install", "--quiet"]
    installing += ["--disable-pip-version-check", "--require-hashes", "-r", str(REQUIREMENTS)]
    if subprocess.run(installing, check=False).returncode != 0:
        return _say("The packages could not be installed; the lines above say why.")
    STAMP.write_text(wanted, encoding="ascii")
    return 0


def _fingerprint() -> str:
    locked = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    return f"{locked} {sys.version_info[0]}.{sys.version_info[1]}"


def _note(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _say(sentence: str) -> int:
    _note(sentence)
    return 1


if __name__ == "__main__":
    sys.exit(main())
