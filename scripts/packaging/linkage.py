"""What the compiled files of a Linux program need of each other and of the system."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HEADER: Final = re.compile(r"^(\S.*):\s+file format ", re.MULTILINE)
_NEEDED: Final = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC: Final = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_MAGIC: Final = b"\x7fELF"


@dataclass(frozen=True, slots=True)
class Linkage:
    """The libraries that one file names, and the oldest glibc (major, minor) that it runs with."""

    needs: frozenset[str]
    glibc: tuple[int, int]


def is_compiled(path: Path) -> bool:
    """Whether the file is a program or a library of Linux."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def linkages(paths: Iterable[Path]) -> dict[Path, Linkage]:
    """Look at each file; ``FileNotFoundError`` where binutils is not installed."""
    names = [str(path) for path in paths]
    told = subprocess.run(
        ["objdump", "-p", *names], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    _, *parts = _HEADER.split(told)
    return {Path(name): _linkage(text) for name, text in zip(parts[::2], parts[1::2], strict=True)}


def _linkage(text: str) -> Linkage:
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(text)]
    return Linkage(needs=frozenset(_NEEDED.findall(text)), glibc=max(versions, default=(2, 0)))


def reached(roots: Iterable[str], needs: Mapping[str, frozenset[str]]) -> set[str]:
    """The file names that ``roots`` need, directly or through one another, and the roots."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found
