"""Resolves what a page's text refers to: pages, pictures, and what lies around the folder.

What leads nowhere stays as it is, and is counted. Knows nothing of front matter or dialects.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from server.connectors import anchors
from server.connectors.found import Problems
from server.connectors.links import LinkMap, Target, is_outside
from server.connectors.pictures import TYPES, PictureError, read
from server.connectors.rewriting import rewrite
from server.connectors.shelf import Shelf
from server.connectors.surroundings import Surroundings
from wire.bodies import Attachment
from wire.codec import MAX_BODY

# What a page's text may take of a body, as JSON; the rest is for title, aliases, attachments.
MAX_TEXT: Final = MAX_BODY - 128 * 1024
MANY: Final = 200


@dataclass(frozen=True, slots=True)
class Linked:
    """A text with its links resolved, and the pictures it shows; ``blobs`` only at first use."""

    text: str
    attachments: tuple[Attachment, ...]
    blobs: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What texts are called: ``kind/id`` and the anchors of their headings, by path."""

    places: Mapping[str, str]
    anchors: Mapping[str, Mapping[str, str]]
    links: LinkMap


class PageLinks:
    """Resolves the texts of one folder, page by page."""

    def __init__(
        self, root: Path, names: Names, surroundings: Surroundings, problems: Problems
    ) -> None:
        self._root = root
        self._names = names
        self._surroundings = surroundings
        self._problems = problems
        self._pictures: dict[str, Attachment | None] = {}

    def has(self, path: str, address: str) -> bool:
        """Tell whether an address on the page at ``path`` names a file of the folder."""
        return self._names.links.resolve(path, address) is not None

    def resolve(self, text: str, path: str) -> Linked:
        """Return the text of the page at ``path`` with its links resolved, cut if need be."""
        used: dict[str, Attachment] = {}
        blobs: list[bytes] = []

        def new_address(address: str, is_image: bool) -> str | None:
            target = self._names.links.resolve(path, address)
            if target is None:
                return self._around(path, address, is_image=is_image)
            if target.path in self._names.places:
                return self._page_address(path, target)
            blobs.extend(self._load(target.path))
            if (picture := self._pictures[target.path]) is None:
                return None
            used[picture.hash] = picture
            return f"attach:{picture.hash}"

        shelf = Shelf()
        linked = shelf.restore(rewrite(shelf.put_code(text), new_address)).strip()
        cut = _cut(linked)
        if cut != linked:
            self._problems.note("A page is too long for a body and was cut at a paragraph", path)
        shown = [picture for picture in used.values() if picture.hash in cut]
        return Linked(cut, tuple(shown[:MANY]), tuple(blobs))

    def _around(self, path: str, address: str, *, is_image: bool) -> str | None:
        found = self._surroundings.link(path, address)
        if found is None and not is_outside(address):
            what = "A picture is not here" if is_image else "A link leads nowhere"
            self._problems.note(what, path)
        return found

    def _page_address(self, path: str, target: Target) -> str:
        anchor = target.anchor and anchors.find(target.anchor, self._names.anchors[target.path])
        if target.path == path and anchor:
            return f"#{anchor}"
        address = f"vademecum://{self._names.places[target.path]}"
        return f"{address}#{anchor}" if anchor else address

    def _load(self, path: str) -> Iterator[bytes]:
        """Read a picture the first time it is met; later pages only name it."""
        if path in self._pictures:
            return
        try:
            content = read(self._root / path)
        except PictureError as error:
            self._problems.note(str(error), path)
            self._pictures[path] = None
            return
        self._pictures[path] = Attachment(
            hash=sha256(content).hexdigest(),
            name=posixpath.basename(path),
            type=TYPES[Path(path).suffix.lower()],
            size=len(content),
        )
        yield content


def _cut(text: str) -> str:
    """Return as many whole paragraphs as a body may hold."""
    while (size := len(msgspec.json.encode(text))) > MAX_TEXT:
        shorter = text[: len(text) * MAX_TEXT // size]
        end = shorter.rfind("\n\n")
        text = shorter[: end if end > 0 else len(shorter) - 1]
    return text
