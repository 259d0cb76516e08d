"""Where the links of a folder of pages lead.

A page is reached by its path, with or without its ending, by the folder it is the index of, by a
permalink and by old addresses; from the page that links or from the root of the site. Nothing
outside the folder is ever an answer. Knows nothing of Markdown.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

# Folders that site generators serve as if they were the root.
_ROOTS: Final = ("", "public/", "pages/", "docs/", "src/", "content/", "static/", "assets/")
_INDEXES: Final = ("index", "readme", "_index")
_ENDING = re.compile(r"\.(?:md|markdown|html?|mdx)$", re.IGNORECASE)
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Target:
    """A file below the folder, by its path, and a place on it."""

    path: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """What a page is called: its path, and the other names it gives itself."""

    path: str
    permalink: str = ""
    aliases: tuple[str, ...] = ()


def is_outside(href: str) -> bool:
    """Tell whether a link names another place itself (``https:``, ``mailto:`` and the like)."""
    return bool(_OUTSIDE.match(href.strip()))


def is_index(path: str) -> bool:
    """Tell whether a page stands for the folder it is in."""
    return _ENDING.sub("", posixpath.basename(path)).lower() in _INDEXES


class LinkMap:
    """All names by which pages and other files of one folder are reached."""

    def __init__(self, pages: Iterable[Address], files: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        self._last: dict[str, str | None] = {}
        addresses = list(pages)
        for path in [*files, *(address.path for address in addresses)]:
            self._names.setdefault(_normal(path), path)
        for address in addresses:
            self._add_page(address.path)
        for address in addresses:
            for name in (address.permalink, *address.aliases):
                self._names.setdefault(_normal(name), address.path)

    def resolve(self, source: str, href: str) -> Target | None:
        """Return what ``href`` on the page at ``source`` names; ``None`` if nothing here."""
        if is_outside(href):
            return None
        address, _, anchor = href.strip().partition("#")
        address = unquote(address.partition("?")[0]).replace("\\", "/")
        if not address:
            return Target(source, anchor) if anchor else None
        for candidate in _candidates(source, address):
            if found := self._names.get(candidate):
                return Target(found, anchor)
        # A site may put a page elsewhere than its folder says; its own name is then all there is.
        last = _normal(posixpath.basename(address.rstrip("/")))
        found = self._last.get(last) if address.startswith("/") else None
        return Target(found, anchor) if found else None

    def _add_page(self, path: str) -> None:
        bare = _ENDING.sub("", path)
        if is_index(path):
            bare = posixpath.dirname(path)
        self._names.setdefault(_normal(bare), path)
        for root in _ROOTS[1:]:
            if bare.startswith(root) or bare == root.rstrip("/"):
                self._names.setdefault(_normal(bare.removeprefix(root.rstrip("/"))), path)
        last = _normal(posixpath.basename(bare))
        self._last[last] = None if last in self._last else path


def _candidates(source: str, address: str) -> Iterator[str]:
    """Yield the names to look up, the likeliest first."""
    if not address.startswith("/"):
        # Beside the file; below the address the page is served at; then as from the root.
        for base in (posixpath.dirname(source), _ENDING.sub("", source)):
            joined = posixpath.normpath(posixpath.join("/", base, address))
            if _climbs_out(base, address):
                continue
            yield from _spellings(joined)
    for root in _ROOTS:
        yield from _spellings(posixpath.normpath(posixpath.join("/", root, address.lstrip("/"))))


def _climbs_out(base: str, address: str) -> bool:
    return posixpath.normpath(posixpath.join(base, address)).startswith("..")


def _spellings(path: str) -> Iterator[str]:
    name = _normal(path)
    yield name
    if (bare := _ENDING.sub("", name)) != name:
        yield bare
        if posixpath.basename(bare) in _INDEXES:
            yield posixpath.dirname(bare)


def _normal(path: str) -> str:
    path = re.sub(r"^[a-z]+://[^/]*", "", path, flags=re.IGNORECASE)
    return path.strip().strip("/").casefold()
