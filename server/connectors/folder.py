"""What lies below a folder, and the text of one file, whatever its encoding.

Never leaves the folder: a symbolic link that leads out is no file of ours. Knows nothing of
Markdown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from server.connectors.found import Problems
from server.connectors.pictures import TYPES
from server.connectors.writings import COMMENTS

MAX_TEXT: Final = 16 * 2**20

_PAGES: Final = frozenset({".md", ".markdown"})
_SKIPPED: Final = frozenset({"node_modules", "__pycache__", "dist", "_site"})
_LICENCE = re.compile(r"(?:licen[cs]e|copying|notice)(?:[-_.][a-z0-9.-]+)?", re.IGNORECASE)
# A handbook may well have a page about licences: only the file that states one is left out.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Paths below the folder, with ``/`` between, sorted."""

    pages: tuple[str, ...]
    pictures: tuple[str, ...]
    comments: tuple[str, ...]


def list_folder(root: Path, problems: Problems) -> Listing:
    """Find texts, pictures and comments below ``root``; hidden folders are left out."""
    pages, pictures, comments = [], [], []
    for path in _files(root.resolve(), problems):
        suffix = Path(path).suffix.lower()
        if suffix in TYPES:
            pictures.append(path)
        elif suffix in _PAGES and not is_licence(path):
            pages.append(path)
        elif path.endswith(COMMENTS):
            comments.append(path)
    return Listing(
        pages=tuple(sorted(pages)),
        pictures=tuple(sorted(pictures)),
        comments=tuple(sorted(comments)),
    )


def is_licence(path: str) -> bool:
    """Tell whether a file states a licence (``LICENSE.md``), which is no page."""
    return bool(_LICENCE.fullmatch(Path(path).stem))


def read_text(path: Path, note: Callable[[str], None]) -> str:
    """Return the text of a file; ``note`` takes what had to be guessed, cut or left out."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_TEXT + 1)
    except OSError:
        note("A file could not be read and is empty here")
        return ""
    if len(content) > MAX_TEXT:
        note("A file has more than 16 MiB and was read up to there")
        content = content[:MAX_TEXT]
    text = _decode(content, note).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def _decode(content: bytes, note: Callable[[str], None]) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        note("A file is UTF-16 and was read as such")
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end >= len(content) == MAX_TEXT:  # the cut went through a character
            return content.decode("utf-8-sig", errors="ignore")
    note("A file is not UTF-8 and was read as Windows-1252")
    return content.decode("cp1252", errors="replace")


def _files(root: Path, problems: Problems) -> Iterator[str]:
    for folder, names, files in os.walk(root, onerror=_stop):
        names[:] = sorted(name for name in names if not _is_skipped(name))
        for name in files:
            path = Path(folder, name)
            relative = path.relative_to(root).as_posix()
            if _is_skipped(name):
                continue
            if not relative.isprintable() or _has_surrogates(relative):
                problems.note("A file's name cannot be written as text", ascii(relative))
            elif not _is_inside(path, root):
                problems.note("A symbolic link leads out of the folder and was left out", relative)
            else:
                yield relative


def _stop(error: OSError) -> NoReturn:
    # Passed over, a folder that cannot be read would look as if its pages had been deleted.
    raise error


def _is_skipped(name: str) -> bool:
    return name.startswith(".") or name in _SKIPPED


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def _is_inside(path: Path, root: Path) -> bool:
    if not path.is_symlink():
        return path.is_file()
    try:
        # Path.resolve would tell of a loop in another way in every version of Python.
        target = Path(os.path.realpath(path, strict=True))
    except OSError:
        return False
    return target.is_file() and target.is_relative_to(root)
