"""A folder of Markdown files: one space, a page for each file, its pictures as attachments.

Knows nothing of the database: it yields what is there now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.connectors import anchors, containers, front_matter, home_page, html_to_markdown, liquid
from server.connectors.folder import list_folder, read_text
from server.connectors.found import Found, Problems
from server.connectors.languages import guess
from server.connectors.links import Address, LinkMap
from server.connectors.page_links import MANY, Linked, Names, PageLinks
from server.connectors.page_tree import PageTree, folder_language
from server.connectors.shelf import Shelf
from server.connectors.surroundings import NothingAround, Surroundings
from server.connectors.titles import Titled, title_of
from server.streams import Entity, entity_id
from wire.bodies import PageBody, SpaceBody

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceNote:
    """What is said of a space beside its pages. ``source`` names it in ids and reports."""

    source: str
    names: dict[str, str]
    about: str | None = None
    private: bool = False

    @property
    def id(self) -> str:
        return entity_id(self.source, "space", self.source)

    def page_id(self, path: str) -> str:
        return entity_id(self.source, "page", path)


class MarkdownFolder:
    """Reads one folder. Two passes over the files: names first, then texts."""

    def __init__(
        self,
        root: Path,
        space: SpaceNote,
        problems: Problems,
        surroundings: Surroundings | None = None,
    ) -> None:
        self._root = root.resolve()
        self._space = space
        self._problems = problems
        self._surroundings = surroundings or NothingAround()
        listing = list_folder(self._root, problems)
        self.page_ids = {path: space.page_id(path) for path in listing.pages}
        self._tree = PageTree(listing.pages)
        headings: dict[str, dict[str, str]] = {}
        addresses = [self._address(path, headings) for path in listing.pages]
        links = LinkMap(addresses, listing.pictures)
        names = Names(page_ids=self.page_ids, anchors=headings, links=links)
        self._links = PageLinks(self._root, names, self._surroundings, problems)

    def __len__(self) -> int:
        return 1 + len(self.page_ids)

    def __iter__(self) -> Iterator[Found]:
        yield Found(entity=self._space_entity())
        for path in self.page_ids:
            yield self._page(path)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that will be found."""
        yield f"space:{self._space.id}"
        yield from (f"page:{identity}" for identity in self.page_ids.values())

    def _address(self, path: str, headings: dict[str, dict[str, str]]) -> Address:
        page = front_matter.split(read_text(self._root / path, lambda sentence: None))
        headings[path] = anchors.anchors(page.body)
        return Address(
            path=path,
            permalink=page.text("permalink") or "",
            aliases=page.texts("redirect_from"),
        )

    def _space_entity(self) -> Entity:
        body = SpaceBody(
            names=self._space.names,
            about=self._space.about,
            home=self._id_at(self._tree.home()),
        )
        return Entity(
            kind="space",
            id=self._space.id,
            bodies={"": body},
            source=self._space.source,
            source_key=self._space.source,
            private=self._space.private,
        )

    def _page(self, path: str) -> Found:
        page = front_matter.split(read_text(self._root / path, self._noter(path)))
        if page.broken:
            self._problems.note("Front matter is not YAML and was read line by line", path)
        titled = title_of(page, self._whole_text(page, path), path)
        linked = self._links.resolve(titled.text, path)
        if not linked.text:
            self._problems.note("A page has no text", path)
        entity = Entity(
            kind="page",
            id=self.page_ids[path],
            bodies={"": self._body(page, path, titled, linked)},
            source=self._space.source,
            source_key=path,
        )
        return Found(entity=entity, blobs=linked.blobs)

    def _body(self, page: front_matter.Page, path: str, titled: Titled, linked: Linked) -> PageBody:
        original = self._surroundings.page(page.text("translation_of") or "")
        updated = _date(page, "updated")
        return PageBody(
            space=self._space.id,
            title=titled.title,
            text=linked.text,
            parent=self._id_at(self._tree.parent(path)),
            aliases=page.texts("redirect_from")[:MANY],
            keywords=page.texts("keywords")[:MANY],
            tags=page.texts("tags")[:MANY],
            language=_said_language(page) or folder_language(path) or guess(linked.text),
            translation_of=original or self._id_at(self._tree.original(path)),
            owner=self._surroundings.person(page.text("owner") or ""),
            author=self._surroundings.person(page.text("author") or ""),
            review_due=_date(page, "review_due"),
            updated_at=f"{updated}T00:00:00Z" if updated else None,
            attachments=linked.attachments,
        )

    def _whole_text(self, page: front_matter.Page, path: str) -> str:
        """Return what a site would show: a picture beside the title, drawn parts, the body."""
        parts = [self._logo(page, path), home_page.drawn_text(page)]
        parts.append(self._to_markdown(page.body, path))
        return "\n\n".join(part for part in parts if part)

    def _logo(self, page: front_matter.Page, path: str) -> str:
        logo = page.text("logo") or page.text("image") or ""
        if not logo or not self._links.has(path, logo):
            return ""
        return f"![{page.text('title') or 'Logo'}](<{logo}>)"

    def _to_markdown(self, body: str, path: str) -> str:
        """Turn the dialects of site generators into Markdown; code stays as it is."""
        note = self._noter(path)
        shelf = Shelf()
        text = liquid.to_markdown(shelf.put_code(body), shelf, note)
        text = containers.to_markdown(html_to_markdown.to_markdown(text, shelf.put, note))
        return shelf.restore(text).strip()

    def _id_at(self, path: str | None) -> str | None:
        return None if path is None else self.page_ids[path]

    def _noter(self, path: str) -> liquid.Note:
        return lambda sentence: self._problems.note(sentence, path)


def _said_language(page: front_matter.Page) -> str | None:
    said = page.text("lang") or page.text("language") or ""
    return said if _LANGUAGE.fullmatch(said) else None


def _date(page: front_matter.Page, name: str) -> str | None:
    """Return a day as ISO 8601; YAML may have read it as a date already."""
    found = _DATE.match(str(page.fields.get(name) or ""))
    return found[0] if found else None
