"""How the pages of a folder belong together: parents, translations, the page to begin with.

Works on paths alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Final

from server.connectors.links import is_index

LANGUAGES: Final = ("de", "en")


class PageTree:
    """Answers by the paths of all pages below one folder."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        indexes = sorted(path for path in self._paths if is_index(path))
        self._indexes = {posixpath.dirname(path): path for path in reversed(indexes)}

    def home(self) -> str | None:
        """Return the index of the folder, or of the only level below it that has one."""
        nearest = sorted(self._indexes, key=lambda folder: (len(folder.split("/")), folder))
        found = self._indexes.get("") or next((self._indexes[folder] for folder in nearest), None)
        return found if found and found.count("/") <= 1 else None

    def parent(self, path: str) -> str | None:
        """Return the index of the folder; folders without one are passed over."""
        folder = posixpath.dirname(path)
        if is_index(path):
            if not folder or posixpath.basename(folder) in LANGUAGES:
                return None
            folder = posixpath.dirname(folder)
        while True:
            for found in (self._indexes.get(folder), f"{folder}.md"):
                if found in self._paths and found != path:
                    return found
            if not folder:
                return None
            folder = posixpath.dirname(folder)

    def original(self, path: str) -> str | None:
        """Return what a page in a folder ``de`` translates: the same path without that folder."""
        parts = path.split("/")
        if "de" not in parts[:-1]:
            return None
        at = parts.index("de")
        for other in ([], ["en"]):
            candidate = "/".join([*parts[:at], *other, *parts[at + 1 :]])
            if candidate in self._paths:
                return candidate
        return None


def folder_language(path: str) -> str | None:
    """Return the language that a folder on the way is named for."""
    folders = posixpath.dirname(path).split("/")
    return next((folder for folder in folders if folder in LANGUAGES), None)
