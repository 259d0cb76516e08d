"""A folder of Markdown files: one space, a page for each file, its pictures as attachments.

Knows nothing of the database: it yields what is there now.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from server.connectors import containers, front_matter, home_page, html_to_markdown, liquid
from server.connectors.folder import Listing, list_folder, read_text
from server.connectors.found import Found, Problems
from server.connectors.languages import guess
from server.connectors.links import Address, LinkMap, Target, is_outside
from server.connectors.page_tree import PageTree, folder_language
from server.connectors.pictures import TYPES, PictureError
from server.connectors.pictures import read as read_picture
from server.connectors.rewriting import rewrite
from server.connectors.shelf import Shelf
from server.connectors.titles import title_of
from server.streams import Entity, entity_id
from wire.bodies import Attachment, PageBody, SpaceBody
from wire.codec import MAX_BODY

# What a page's text may take of a body, as JSON; the rest is for title, aliases, attachments.
MAX_TEXT: Final = MAX_BODY - 128 * 1024
MANY: Final = 200

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
NO_LANGUAGE: Final = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceNote:
    """What is said of a space beside its pages. ``source`` names it in ids and reports."""

    source: str
    names: dict[str, str]
    about: str | None = None
    private: bool = False


class MarkdownFolder:
    """Reads one folder. Two passes over the files: names first, then texts."""

    def __init__(self, root: Path, space: SpaceNote, problems: Problems) -> None:
        self._root = root.resolve()
        self._space = space
        self._problems = problems
        self._listing: Listing = list_folder(self._root, problems)
        self._paths = frozenset(self._listing.pages)
        self._tree = PageTree(self._paths)
        self._anchors: dict[str, dict[str, str]] = {}
        self._pictures: dict[str, Attachment | None] = {}
        addresses = [self._address(path) for path in self._listing.pages]
        self._links = LinkMap(addresses, self._listing.pictures)

    @property
    def space_id(self) -> str:
        return entity_id(self._space.source, "space", self._space.source)

    def __len__(self) -> int:
        return 1 + len(self._listing.pages)

    def __iter__(self) -> Iterator[Found]:
        yield Found(entity=self._space_entity())
        for path in self._listing.pages:
            yield self._page(path)

    def page_id(self, path: str) -> str:
        return entity_id(self._space.source, "page", path)

    def _address(self, path: str) -> Address:
        page = front_matter.split(read_text(self._root / path, lambda sentence: None))
        if named := containers.named_headings(page.body):
            self._anchors[path] = named
        return Address(
            path=path,
            permalink=page.text("permalink") or "",
            aliases=page.texts("redirect_from"),
        )

    def _space_entity(self) -> Entity:
        body = SpaceBody(
            names=self._space.names,
            about=self._space.about,
            home=self._optional_id(self._tree.home()),
        )
        source = self._space.source
        return Entity(
            kind="space",
            id=self.space_id,
            bodies={"": body},
            source=source,
            source_key=source,
            private=self._space.private,
        )

    def _page(self, path: str) -> Found:
        page = front_matter.split(read_text(self._root / path, self._noter(path)))
        if page.broken:
            self._problems.note("Front matter is not YAML and was read line by line", path)
        parts = [self._logo(page, path), home_page.drawn_text(page)]
        parts.append(self._to_markdown(page.body, path))
        titled = title_of(page, "\n\n".join(part for part in parts if part), path)
        text, attachments, blobs = self._linked(titled.text, path)
        if not text:
            self._problems.note("A page has no text", path)
        body = PageBody(
            space=self.space_id,
            title=titled.title,
            text=text,
            parent=self._optional_id(self._tree.parent(path)),
            aliases=page.texts("redirect_from")[:MANY],
            keywords=page.texts("keywords")[:MANY],
            tags=page.texts("tags")[:MANY],
            language=_said_language(page) or folder_language(path) or guess(text),
            translation_of=self._optional_id(self._tree.original(path)),
            attachments=attachments,
        )
        entity = Entity(
            kind="page",
            id=self.page_id(path),
            bodies={"": body},
            source=self._space.source,
            source_key=path,
        )
        return Found(entity=entity, blobs=blobs)

    def _logo(self, page: front_matter.Page, path: str) -> str:
        """A picture that the site would draw beside the title, where it is one of ours."""
        logo = page.text("logo") or page.text("image") or ""
        if not logo or self._links.resolve(path, logo) is None:
            return ""
        return f"![{page.text('title') or 'Logo'}](<{logo}>)"

    def _to_markdown(self, body: str, path: str) -> str:
        """Turn the dialects of site generators into Markdown; code stays as it is."""
        note = self._noter(path)
        shelf = Shelf()
        text = liquid.to_markdown(shelf.put_code(body), shelf, note)
        text = containers.to_markdown(html_to_markdown.to_markdown(text, shelf.put, note))
        return shelf.restore(text).strip()

    def _linked(
        self, text: str, path: str
    ) -> tuple[str, tuple[Attachment, ...], tuple[bytes, ...]]:
        """Return the text with its links resolved, cut if need be, and the pictures it shows."""
        used: dict[str, Attachment] = {}
        blobs: list[bytes] = []

        def resolve(address: str, is_image: bool) -> str | None:
            target = self._links.resolve(path, address)
            if target is None:
                if not is_outside(address):
                    what = "A picture is not here" if is_image else "A link leads nowhere"
                    self._problems.note(what, path)
                return None
            if target.path in self._paths:
                return self._page_address(target)
            if target.path not in self._pictures:
                blobs.extend(self._load_picture(target.path))
            if (picture := self._pictures[target.path]) is None:
                return None
            used[picture.hash] = picture
            return f"attach:{picture.hash}"

        shelf = Shelf()
        linked = shelf.restore(rewrite(shelf.put_code(text), resolve)).strip()
        cut = _cut(linked)
        if cut != linked:
            self._problems.note("A page is too long for a body and was cut at a paragraph", path)
        shown = tuple(picture for picture in used.values() if picture.hash in cut)
        return cut, shown[:MANY], tuple(blobs)

    def _page_address(self, target: Target) -> str:
        anchor = self._anchors.get(target.path, {}).get(target.anchor, target.anchor)
        return f"vademecum://page/{self.page_id(target.path)}" + (f"#{anchor}" if anchor else "")

    def _load_picture(self, path: str) -> Iterator[bytes]:
        """Read a picture the first time it is met; later ones only name it."""
        try:
            content = read_picture(self._root / path)
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

    def _optional_id(self, path: str | None) -> str | None:
        return None if path is None else self.page_id(path)

    def _noter(self, path: str) -> liquid.Note:
        return lambda sentence: self._problems.note(sentence, path)


def _said_language(page: front_matter.Page) -> str | None:
    said = page.text("lang") or page.text("language") or ""
    return said if _LANGUAGE.fullmatch(said) else None


def _cut(text: str) -> str:
    """Return as many whole paragraphs as a body may hold."""
    while (size := len(msgspec.json.encode(text))) > MAX_TEXT:
        shorter = text[: len(text) * MAX_TEXT // size]
        end = shorter.rfind("\n\n")
        text = shorter[: end if end > 0 else len(shorter) - 1]
    return text
