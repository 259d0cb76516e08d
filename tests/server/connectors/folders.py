"""Folders of pages for tests, written from a mapping of paths to contents."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from server.connectors.found import Problems
from server.connectors.markdown import MarkdownFolder, SpaceNote
from wire.bodies import PageBody, SpaceBody


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write each file below ``root`` and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def picture(width: int = 8, height: int = 8, kind: str = "PNG") -> bytes:
    """A small picture of one colour."""
    out = BytesIO()
    Image.new("L", (width, height), 60).save(out, kind)
    return out.getvalue()


class Read:
    """A folder as the connector reads it: bodies by path, blobs, problems by sentence."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        if files:
            write_files(root, files)
        self.problems = Problems()
        note = SpaceNote(source="handbook", names={"en": "Handbook"})
        self.folder = MarkdownFolder(root, note, self.problems)
        self.space_id = note.id
        self.found = list(self.folder)
        self.ids = self.folder.ids
        self.keys = list(self.folder.keys())

    @property
    def space(self) -> SpaceBody:
        body = self.found[0].entity.bodies[""]
        assert isinstance(body, SpaceBody)
        return body

    @property
    def pages(self) -> dict[str, PageBody]:
        bodies = {}
        for one in self.found[1:]:
            body = one.entity.bodies[""]
            if isinstance(body, PageBody):
                bodies[one.entity.source_key or ""] = body
        return bodies

    @property
    def blobs(self) -> list[bytes]:
        return [blob for one in self.found for blob in one.blobs]

    def counts(self) -> dict[str, int]:
        return {trouble.sentence: trouble.count for trouble in self.problems.groups()}
