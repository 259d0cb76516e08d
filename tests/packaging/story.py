"""What happens to a package on somebody's machine: installed, proven, used, looked at, removed."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.packaging.chroots import USER, USER_ID, Chroot
from tests.packaging.screen import blank_screen, watched

HOME: Final = f"HOME=/home/{USER}"
STARTS: Final = 5
OURS: Final = "vademecum"


@dataclass
class Told:
    """What was measured and seen, line by line, and what was not as it should be."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.lines.append(line)
        print(line, flush=True)  # noqa: T201 - it takes minutes

    def require(self, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(fault)
            self.say(f"WRONG  {fault}")

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        before = time.monotonic()
        yield
        self.say(f"{time.monotonic() - before:7.1f} s  {what}")


@dataclass(frozen=True)
class Server:
    """Whom the program is connected to: the sample company on loopback."""

    address: str
    token: str


def tell_deb(chroot: Chroot, package: Path, server: Server, pictures: Path, told: Told) -> None:
    """The whole story of the Debian package."""
    before = chroot.files()
    (chroot.root / "tmp" / package.name).write_bytes(package.read_bytes())
    chroot.as_root("apt-get", "-qq", "update")
    with told.timed("deb: installed with what it declares, by apt"):
        said = _install(chroot, f"/tmp/{package.name}")
    brought = len(re.findall(r"^Setting up ", said, re.MULTILINE)) - 1
    told.say(f"         {brought} packages came with it")
    _prove(chroot, ["/usr/bin/vademecum"], told)
    _use(chroot, server, told)
    _look(chroot, pictures, told)
    with told.timed("deb: removed"):
        chroot.as_root("apt-get", "-qq", "-y", "purge", "vademecum")
    _require_gone(chroot, before, told)
    told.require(
        (chroot.root / "home" / USER / ".local/share/Vademecum/outbox.db").exists(),
        "removing the package took the user's own files",
    )


def tell_rpm(chroot: Chroot, package: Path, told: Told) -> None:
    """Installed and removed by rpm; what it requires is looked up, as no rpm of it is here."""
    wanted = _output("rpm", "-qp", "--requires", str(package)).splitlines()
    libraries = {line.partition("()")[0] for line in wanted if line.endswith("()(64bit)")}
    there = chroot.as_root("ldconfig", "-p")
    missing = sorted(name for name in libraries if f"\t{name} " not in there)
    told.require(not missing, f"rpm: nobody here has {missing}")
    rpm = ["rpm", "--root", str(chroot.root), "--dbpath", "/var/cache/rpm"]
    with told.timed(f"rpm: installed, {len(libraries)} libraries required"):
        _output(*rpm, "-i", "--nodeps", "--nosignature", str(package))
    _prove(chroot, ["/usr/bin/vademecum"], told)
    _output(*rpm, "-e", "--nodeps", "vademecum")
    told.require(not _ours(chroot), f"rpm: removing it leaves {_ours(chroot)}")


def tell_archive(chroot: Chroot, archive: Path, told: Told) -> None:
    """Unpacked by a user into the home folder, used from there."""
    home = chroot.root / "home" / USER
    with told.timed("tar.xz: unpacked"):
        _output("tar", "-C", str(home), "-xJf", str(archive))
    (folder,) = home.glob("vademecum-*")
    _output("chown", "-R", str(USER_ID), str(folder))
    _prove(chroot, [f"/home/{USER}/{folder.name}/vademecum"], told)
    shutil.rmtree(folder)


def tell_leftovers(chroot: Chroot, before: set[str], told: Told) -> None:
    """Once the libraries that came along are gone as well, the system is as it was."""
    chroot.as_root("apt-get", "-qq", "-y", "--purge", "autoremove")
    left = sorted(chroot.files() - before)
    told.say(f"         files that stay behind, libraries gone as well: {len(left)} {left[:8]}")
    told.require(not _ours(chroot), f"something of ours stays: {_ours(chroot)}")


def _install(chroot: Chroot, path: str) -> str:
    return chroot.as_root("apt-get", "install", "-y", "--no-install-recommends", path)


def _prove(chroot: Chroot, program: list[str], told: Told) -> None:
    """Its version, its self-test, and how long the command line takes, with `env -i`."""
    version = chroot.as_user(*program, "--version").strip()
    with told.timed(f"{version}: self-test under env -i"):
        said = chroot.as_user(*program, "self-test", "--json")
    checks = json.loads(next(line for line in said.splitlines() if line.startswith("{")))["checks"]
    wrong = [one["name"] for one in checks if not one["ok"]]
    told.require(bool(checks) and not wrong, f"the self-test finds {wrong} wrong")
    told.say(f"         {len(checks)} checks, {len(wrong)} wrong")
    seconds = _median(lambda: chroot.as_user(*program, "--version"))
    told.say(f"{seconds:7.2f} s  --version, median of {STARTS}")


def _use(chroot: Chroot, server: Server, told: Told) -> None:
    """The main job: connect, sync, find."""
    token = chroot.root / "home" / USER / "token"
    token.write_text(server.token, encoding="ascii")
    token.chmod(0o644)
    ask = ["/usr/bin/vademecum"]
    connect = [*ask, "connect", server.address, "--token-file", f"/home/{USER}/token"]
    with told.timed("connected and synced"):
        chroot.as_user(*connect, variables=[HOME])
        said = chroot.as_user(*ask, "sync", variables=[HOME])
    told.say(f"         {said.strip()}")
    found = chroot.as_user(*ask, "search", "brandschutz", "--json", variables=[HOME])
    hits = json.loads(found)["hits"]
    told.require(bool(hits), "nothing is found in the replica")
    seconds = _median(lambda: chroot.as_user(*ask, "search", "brandschutz", variables=[HOME]))
    told.say(f"{seconds:7.2f} s  a search by the command line, process and all")


def _look(chroot: Chroot, pictures: Path, told: Told) -> None:
    """The window, painted on a screen, from a bare environment; once empty and once at work."""
    pictures.mkdir(parents=True, exist_ok=True)
    for name, variables in (
        ("first-start", [HOME, "VADEMECUM_HOME=/tmp/nothing-here"]),
        ("at-work", [HOME]),
        ("at-work-de", [HOME, "LANG=de_DE.UTF-8", "VADEMECUM_LANGUAGE=de"]),
    ):
        with blank_screen() as display:
            shown = chroot.user_command(
                "/usr/bin/vademecum", variables=[*variables, f"DISPLAY={display}"]
            )
            seconds = watched(pictures / f"{name}.png", shown, display)
        told.say(f"{seconds:7.2f} s  window painted: {name}.png")


def _require_gone(chroot: Chroot, before: set[str], told: Told) -> None:
    told.require(not _ours(chroot), f"deb: removing it leaves {_ours(chroot)}")


def _ours(chroot: Chroot) -> list[str]:
    return sorted(path for path in chroot.files() if OURS in path.lower())


def _median(run: Callable[[], object]) -> float:
    seconds = []
    for _ in range(STARTS):
        before = time.monotonic()
        run()
        seconds.append(time.monotonic() - before)
    return statistics.median(seconds)


def _output(*command: str) -> str:
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout
