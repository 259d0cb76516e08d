"""A copy of an attached file, outside of the encrypted store: only where somebody put it."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import NotHere, StorageReadOnly

if TYPE_CHECKING:
    from desktop.library import Library

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST = 120


def file_name(name: str) -> str:
    """A name that can be given to a file on every system, and that says what it is."""
    clean = _UNFIT.sub("_", name).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[:LONGEST]}{dot}{ending[:LONGEST]}" if clean else "file"


def save_copy(library: Library, hash_: str, target: Path) -> Path:
    """Write the bytes of a file to ``target``, beside itself first; ``NotHere`` where they are
    not here, ``StorageReadOnly`` where they cannot be written."""
    data = library.blob(hash_)
    if data is None:
        raise NotHere("The file is not here yet.")
    begun = target.with_name(f"{target.name}.part")
    try:
        begun.write_bytes(data)
        begun.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            begun.unlink()
        raise StorageReadOnly(f"Nothing can be written to {target.parent}.") from error
    return target
