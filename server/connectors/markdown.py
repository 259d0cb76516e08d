"""A folder of Markdown files: one space, its pages, posts, questions, answers and comments.

Each file is one text, its pictures are attachments. Knows nothing of the database: it yields what
is there now.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.connectors import (
    anchors,
    containers,
    front_matter,
    home_page,
    html_to_markdown,
    liquid,
    writings,
)
from server.connectors.comments import Comment, read_comments
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
from wire.bodies import AnswerBody, Body, CommentBody, PageBody, PostBody, QuestionBody, SpaceBody

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

    def text_id(self, kind: str, path: str) -> str:
        return entity_id(self.source, kind, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A file read, whatever kind of text it is."""

    path: str
    front: front_matter.Page
    titled: Titled
    linked: Linked

    @property
    def language(self) -> str | None:
        said = _said_language(self.front)
        return said or folder_language(self.path) or guess(self.linked.text)


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
        self._texts = writings.sort_out(listing.pages, listing.comments, problems)
        kinds = self._texts.kinds
        self.ids = {path: space.text_id(kind, path) for path, kind in kinds.items()}
        self.places = {path: f"{kind}/{self.ids[path]}" for path, kind in kinds.items()}
        self._comments = read_comments(self._root, self._texts.comments, problems)
        self._tree = PageTree(self._texts.of_kind("page"))
        headings: dict[str, dict[str, str]] = {}
        addresses = [self._address(path, headings) for path in kinds]
        links = LinkMap(addresses, listing.pictures)
        names = Names(places=self.places, anchors=headings, links=links)
        self._links = PageLinks(self._root, names, self._surroundings, problems)

    def __len__(self) -> int:
        return 1 + len(self.ids) + len(self._comments)

    def __iter__(self) -> Iterator[Found]:
        yield Found(entity=self._space_entity())
        for path in self.ids:
            yield self._found(path)
        for comment in self._comments:
            yield self._comment(comment)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that will be found."""
        yield f"space:{self._space.id}"
        yield from (f"{kind}:{self.ids[path]}" for path, kind in self._texts.kinds.items())
        yield from (f"comment:{self._comment_id(comment)}" for comment in self._comments)

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

    def _found(self, path: str) -> Found:
        kind, text = self._texts.kinds[path], self._read(path)
        body = self._page_body(text) if kind == "page" else self._writing_body(kind, text)
        return Found(entity=self._entity(kind, path, body), blobs=text.linked.blobs)

    def _read(self, path: str) -> _Text:
        page = front_matter.split(read_text(self._root / path, self._noter(path)))
        if page.broken:
            self._problems.note("Front matter is not YAML and was read line by line", path)
        titled = title_of(page, self._whole_text(page, path), writings.without_day(path))
        linked = self._links.resolve(titled.text, path)
        if not linked.text:
            self._problems.note("A page has no text", path)
        return _Text(path=path, front=page, titled=titled, linked=linked)

    def _entity(self, kind: str, key: str, body: Body) -> Entity:
        return Entity(
            kind=kind,
            id=self._space.text_id(kind, key),
            bodies={"": body},
            source=self._space.source,
            source_key=key,
        )

    def _writing_body(self, kind: str, text: _Text) -> Body:
        said: dict[str, Any] = {
            "space": self._space.id,
            "text": text.linked.text,
            "author": self._surroundings.person(text.front.text("author") or ""),
            "at": writings.moment(text.front.fields.get("date")) or writings.day_of(text.path),
            "language": text.language,
            "attachments": text.linked.attachments,
        }
        if kind == "answer":
            return AnswerBody(**said, question=self.ids[self._texts.questions[text.path]])
        said |= {"title": text.titled.title, "tags": text.front.texts("tags")[:MANY]}
        if kind == "question":
            return QuestionBody(**said, accepted=self._accepted(text))
        return PostBody(**said)

    def _accepted(self, text: _Text) -> str | None:
        """Return the answer that helped, which the question names by its file."""
        if not (name := text.front.text("accepted")):
            return None
        folder = posixpath.splitext(text.path)[0]
        for path in (f"{folder}/{name}", f"{folder}/{name}.md"):
            if path in self._texts.questions:
                return self.ids[path]
        self._problems.note("The answer that helped is not here", text.path)
        return None

    def _comment(self, comment: Comment) -> Found:
        linked = self._links.resolve(comment.text, comment.on)
        body = CommentBody(
            space=self._space.id,
            text=linked.text,
            author=self._surroundings.person(comment.author),
            at=comment.at,
            language=comment.language or guess(linked.text),
            attachments=linked.attachments,
            on=self.places[comment.on].replace("/", ":", 1),
        )
        return Found(entity=self._entity("comment", comment.key, body), blobs=linked.blobs)

    def _comment_id(self, comment: Comment) -> str:
        return self._space.text_id("comment", comment.key)

    def _page_body(self, text: _Text) -> PageBody:
        page, path = text.front, text.path
        original = self._surroundings.page(page.text("translation_of") or "")
        updated = _date(page, "updated")
        return PageBody(
            space=self._space.id,
            title=text.titled.title,
            text=text.linked.text,
            parent=self._id_at(self._tree.parent(path)),
            aliases=page.texts("redirect_from")[:MANY],
            keywords=page.texts("keywords")[:MANY],
            tags=page.texts("tags")[:MANY],
            language=text.language,
            translation_of=original or self._id_at(self._tree.original(path)),
            owner=self._surroundings.person(page.text("owner") or ""),
            author=self._surroundings.person(page.text("author") or ""),
            review_due=_date(page, "review_due"),
            updated_at=f"{updated}T00:00:00Z" if updated else None,
            attachments=text.linked.attachments,
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
        return None if path is None else self.ids[path]

    def _noter(self, path: str) -> liquid.Note:
        return lambda sentence: self._problems.note(sentence, path)


def _said_language(page: front_matter.Page) -> str | None:
    said = page.text("lang") or page.text("language") or ""
    return said if _LANGUAGE.fullmatch(said) else None


def _date(page: front_matter.Page, name: str) -> str | None:
    """Return a day as ISO 8601; YAML may have read it as a date already."""
    found = _DATE.match(str(page.fields.get(name) or ""))
    return found[0] if found else None
