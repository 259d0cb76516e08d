"""Portraits of people, from one folder: found by file name, never by address.

Knows nothing of people but what their file is called.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from server.connectors import plain_text
from server.connectors.found import Problems
from server.connectors.pictures import PictureError, portrait, read
from wire.bodies import Photo


@dataclass(frozen=True, slots=True)
class Portrait:
    """A photo as a body names it, and its bytes."""

    photo: Photo
    blobs: tuple[bytes, ...]


def find_portrait(
    said: Any, folder: Path | None, place: str, problems: Problems
) -> Portrait | None:
    """Return the portrait whose file a record names; only the last part of its path counts."""
    name = (plain_text.line(said) or "").replace("\\", "/").rpartition("/")[2]
    if not name or folder is None or name in (".", ".."):
        if name:
            problems.note("A photo is named but no folder of photos was given", place)
        return None
    path = folder / name
    # Path.is_file would raise for a name that no file system takes.
    if not os.path.isfile(path) or not path.resolve().is_relative_to(folder.resolve()):
        problems.note("A photo is not in the folder", place)
        return None
    try:
        return as_portrait(read(path))
    except PictureError as error:
        problems.note(str(error), place)
        return None


def as_portrait(content: bytes) -> Portrait:
    """Return a picture in both sizes. Raises ``PictureError`` if it is none."""
    thumbnail, full = portrait(content)
    photo = Photo(thumbnail=sha256(thumbnail).hexdigest(), full=sha256(full).hexdigest())
    return Portrait(photo, (thumbnail, full))
