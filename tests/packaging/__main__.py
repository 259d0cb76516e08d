"""The packages in ``dist/`` on a bare Debian: installed, proven, used, looked at, removed.

Needs root, Debian's mirror, and debootstrap, Xvfb and rpm; takes some minutes. Build first.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from server.__main__ import main as server_main
from tests.packaging.chroots import bare_debian
from tests.packaging.story import Server, Told, tell_archive, tell_deb, tell_leftovers, tell_rpm
from tests.servers import server_command, server_process, sqlite_settings, token_for

ROOT: Final = Path(__file__).resolve().parents[2]
DIST: Final = ROOT / "dist"
TOOLS: Final = ("debootstrap", "Xvfb", "rpm", "chroot", "setpriv", "tar")


def main() -> int:
    """Tell the story of each package; 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.packaging", description=__doc__)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--mirror", default="http://deb.debian.org/debian")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp/vademecum-packaging"))
    parser.add_argument("--pictures", type=Path, default=DIST / "pictures")
    given = parser.parse_args()
    trouble = _trouble()
    if trouble:
        sys.stderr.write(trouble + "\n")
        return 2
    told = Told()
    packages = {kind: next(DIST.glob(f"*.{kind}")) for kind in ("deb", "rpm", "tar.xz")}
    with (
        tempfile.TemporaryDirectory() as folder,
        bare_debian(given.work, given.suite, given.mirror) as chroot,
    ):
        settings = sqlite_settings(Path(folder))
        server_main(list(server_command(settings, "seed"))[3:])
        before = chroot.files()
        with server_process(settings) as address:
            server = Server(address, token_for(settings, "jana-petersen"))
            tell_deb(chroot, packages["deb"], server, given.pictures, told)
        tell_rpm(chroot, packages["rpm"], told)
        tell_archive(chroot, packages["tar.xz"], told)
        tell_leftovers(chroot, before, told)
    told.say(f"{len(told.faults)} faults")
    return 1 if told.faults else 0


def _trouble() -> str:
    """Why it cannot be told here; empty where it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "This needs a Linux where you are root: it makes a system in a folder."
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        return f"Please install: {' '.join(missing)}"
    unbuilt = [kind for kind in ("deb", "rpm", "tar.xz") if not list(DIST.glob(f"*.{kind}"))]
    return f"There is no {' nor '.join(unbuilt)} in dist/: make build" if unbuilt else ""


if __name__ == "__main__":
    sys.exit(main())
