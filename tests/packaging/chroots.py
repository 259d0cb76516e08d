"""A bare Debian in a folder: made once, used, and taken away again. Needs root and debootstrap."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PATH: Final = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
USER, USER_ID = "ada", 1815
# What any use of a system changes, installed packages or not.
RESTLESS: Final = ("proc", "tmp", "run", "var/log", "var/cache", "var/lib/apt", "var/lib/dpkg")


@dataclass(frozen=True, slots=True)
class Chroot:
    """The folder; commands run in it as root, or as its one user with an empty environment."""

    root: Path

    def as_root(self, *words: str) -> str:
        """Run a command and return what it wrote; it must succeed."""
        environment = [PATH, "DEBIAN_FRONTEND=noninteractive"]
        return self._run(["env", "-i", *environment, *words])

    def as_user(self, *words: str, variables: Sequence[str] = ()) -> str:
        """Run a command as the user, with these variables and no others."""
        return self._run(self.user_command(*words, variables=variables)[2:])

    def user_command(self, *words: str, variables: Sequence[str] = ()) -> list[str]:
        """The command line that runs something as the user, from outside."""
        identity = [f"--reuid={USER_ID}", f"--regid={USER_ID}", "--clear-groups"]
        inside = ["setpriv", *identity, "env", "-i", *variables, *words]
        return ["chroot", str(self.root), *inside]

    def files(self) -> set[str]:
        """The paths of all files, but for what never rests, and the user's own."""
        found = set()
        left_out = {str(self.root / name) for name in (*RESTLESS, f"home/{USER}")}
        for folder, folders, names in os.walk(self.root):
            folders[:] = [one for one in folders if f"{folder}/{one}" not in left_out]
            found |= {os.path.relpath(f"{folder}/{name}", self.root) for name in names}
        return found

    def _run(self, words: Sequence[str]) -> str:
        done = subprocess.run(
            ["chroot", str(self.root), *words],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if done.returncode:
            raise RuntimeError(f"`{' '.join(words)}` ended with {done.returncode}:\n{done.stdout}")
        return done.stdout


@contextmanager
def bare_debian(folder: Path, suite: str, mirror: str) -> Iterator[Chroot]:
    """A minimal Debian with one user, from ``folder``'s archive of it where there is one.

    The archive stays for the next time; the system is taken away.
    """
    archive, root = folder / f"{suite}.tar", folder / f"{suite}-root"
    _take_away(root)
    folder.mkdir(parents=True, exist_ok=True)
    if not archive.exists():
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(root), mirror],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        subprocess.run(["tar", "-C", str(root), "-cf", str(archive), "."], check=True)
    else:
        root.mkdir()
        subprocess.run(["tar", "-C", str(root), "-xf", str(archive)], check=True)
    try:
        subprocess.run(["mount", "-t", "proc", "proc", str(root / "proc")], check=True)
        chroot = Chroot(root)
        chroot.as_root("useradd", "--create-home", "--uid", str(USER_ID), USER)
        yield chroot
    finally:
        _take_away(root)


def _take_away(root: Path) -> None:
    """Let go of what is mounted below, first: deleting would reach through it."""
    if os.path.ismount(root / "proc"):
        subprocess.run(["umount", str(root / "proc")], check=True)
    shutil.rmtree(root, ignore_errors=True)
