"""Packages for Linux: .deb and .rpm from one description, and an archive for everything else."""

from __future__ import annotations

import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any, Final

from scripts.packaging.contents import ROOT
from scripts.packaging.manual import manual_page
from scripts.packaging.requirements import SystemNeeds
from wire import __version__

TEMPLATES: Final = ROOT / "resources" / "package"
PROGRAM_FOLDER: Final = "/usr/lib/vademecum"
COMMAND: Final = "/usr/bin/vademecum"
MAINTAINER: Final = "The Vademecum project <vademecum@example.org>"
SUMMARY: Final = "Staff directory and wiki of the company, offline"
DESCRIPTION: Final = f"""{SUMMARY}
 One box finds people, pages and posts as you type, whether or not there is a
 network. The replica behind it is encrypted and keeps itself up to date."""
# Debian's name of a processor → its name elsewhere.
ARCHITECTURES: Final = {"x86_64": ("amd64", "x86_64"), "aarch64": ("arm64", "aarch64")}


def stage_share(folder: Path, signs: dict[int, Path], licences: Path) -> None:
    """Lay out what goes below /usr/share: entry, signs, manual page, licences."""
    shutil.rmtree(folder, ignore_errors=True)
    _copy(TEMPLATES / "vademecum.desktop", folder / "applications")
    for path in TEMPLATES.glob("*.metainfo.xml"):
        _copy(path, folder / "metainfo")
    icons = folder / "icons" / "hicolor"
    for size, drawn in signs.items():
        _copy(drawn, icons / f"{size}x{size}" / "apps", "vademecum.png")
    _copy(ROOT / "resources" / "icon" / "vademecum.svg", icons / "scalable" / "apps")
    manual = folder / "man" / "man1" / "vademecum.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress(manual_page().encode(), mtime=0))
    notes = folder / "doc" / "vademecum"
    _copy(TEMPLATES / "copyright", notes)
    shutil.copytree(licences, notes / "licences")


def _copy(path: Path, folder: Path, name: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (name or path.name)
    shutil.copyfile(path, target)
    target.chmod(0o644)


def description(program: Path, share: Path, needs: SystemNeeds) -> dict[str, Any]:
    """What nfpm reads, for both kinds of package."""
    rpm_only = {"depends": needs.rpm, "recommends": ["ca-certificates", "xdg-utils"]}
    return {
        "name": "vademecum",
        "arch": _architectures()[0],
        "platform": "linux",
        "version": __version__,
        "release": "1",
        "section": "misc",
        "priority": "optional",
        "maintainer": MAINTAINER,
        "description": DESCRIPTION,
        "vendor": "The Vademecum project",
        "license": "Apache-2.0",
        "depends": needs.debian,
        "recommends": ["ca-certificates", "xdg-utils"],
        "suggests": ["gnome-keyring | kwalletmanager"],
        "overrides": {"rpm": {**rpm_only, "suggests": ["gnome-keyring"]}},
        "contents": [
            {"src": str(program), "dst": PROGRAM_FOLDER, "type": "tree"},
            {"src": str(share), "dst": "/usr/share", "type": "tree"},
            {"src": "../lib/vademecum/vademecum", "dst": COMMAND, "type": "symlink"},
        ],
        "deb": {"compression": "xz"},
        "rpm": {"compression": "zstd:19", "summary": SUMMARY},
    }


def build_package(kind: str, told: dict[str, Any], dist: Path, work: Path) -> Path:
    """Have nfpm write a ``deb`` or an ``rpm`` into ``dist``; returns the file."""
    written = work / "nfpm.yaml"
    written.write_text(json.dumps(told, indent=1), encoding="utf-8")  # JSON is YAML
    nfpm = Path(sys.executable).with_name("nfpm")
    before = set(dist.glob(f"*.{kind}"))
    for old in before:
        old.unlink()
    command = [str(nfpm), "package", "--config", str(written), "--packager", kind]
    subprocess.run([*command, "--target", str(dist)], check=True, stdout=subprocess.DEVNULL)
    (package,) = dist.glob(f"*.{kind}")
    return package


def build_archive(program: Path, share: Path, dist: Path, made: int) -> Path:
    """Write the ``tar.xz``: the program's folder, with what it shows of itself in ``share``."""
    target = dist / f"vademecum-{__version__}-linux-{_architectures()[1]}.tar.xz"
    top = f"vademecum-{__version__}"

    def settled(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = made
        return member

    with tarfile.open(target, "w:xz") as archive:
        archive.add(program, top, filter=settled)
        archive.add(share, f"{top}/share", filter=settled)
    return target


def strip_symbols(folder: Path) -> None:
    """Take out what only debuggers read: a fifth of what the packages of the index bring."""
    files = [path for path in sorted(folder.rglob("*.so*")) if not path.is_symlink()]
    subprocess.run(["strip", "--strip-unneeded", *map(str, files)], check=True)
    for path in files:
        path.chmod(0o644)  # libraries are no programs


def _architectures() -> tuple[str, str]:
    machine = platform.machine()
    return ARCHITECTURES.get(machine, (machine, machine))


def commit_time() -> int:
    """When what is built was committed, in seconds; two builds of it then have the same times."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, check=False, capture_output=True, encoding="ascii")
    return int(done.stdout.strip() or 0)
