"""Reads the sample company's files as they lie there, and the people made up from them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from server.connectors.json_lines import records
from server.made_up_people import PeopleCount

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
WIKI = SAMPLE / "wiki"
PEOPLE = SAMPLE / "people.jsonl"

Line = dict[str, Any]

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?:;|])\s+|\n+")


@cache
def lines(name: str) -> tuple[Line, ...]:
    """The objects of ``<name>.jsonl``, in the order of the file."""
    text = (SAMPLE / f"{name}.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


@cache
def everybody() -> tuple[Line, ...]:
    """All people of the company: those written by hand, then those made up."""
    return tuple(person for _, person in PeopleCount(SAMPLE).change(records(PEOPLE)))


def staff() -> list[Line]:
    """Those who work here today."""
    return [one for one in everybody() if "left" not in one and "external" not in one]


def skills_of(person: Line) -> list[str]:
    """The names of the skills somebody claims, with or without a level."""
    return [one["name"] if isinstance(one, dict) else one for one in person["skills"]]


def people_by_id() -> dict[str, Line]:
    return {person["id"]: person for person in everybody()}


def ids(name: str) -> set[str]:
    return {line["id"] for line in lines(name)}


def by_id(name: str) -> dict[str, Line]:
    return {line["id"]: line for line in lines(name)}


def units_by_path() -> dict[tuple[str, ...], Line]:
    return {tuple(unit["path"]): unit for unit in lines("units")}


def every_text() -> str:
    """All that the sample says, in one text."""
    files = [*SAMPLE.rglob("*.jsonl"), *WIKI.rglob("*.md")]
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(files))


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiFile:
    """A page, post, question or answer: its path below ``wiki``, front matter, Markdown."""

    path: str
    front: Line
    body: str

    @property
    def kind(self) -> str:
        """Which kind of text it is, by its folders alone, as README.md says."""
        return _kind(self.path.split("/"))

    @property
    def space(self) -> str:
        return self.path.split("/")[0]

    @property
    def day(self) -> date:
        """When a post, question or answer was written."""
        said = self.front.get("date") or PurePosixPath(self.path).name
        return date.fromisoformat(str(said)[:10])

    @property
    def prose(self) -> str:
        """The Markdown without its blocks of code."""
        return _CODE.sub("", self.body)

    def links(self) -> list[str]:
        return _LINK.findall(self.prose)

    def headings(self) -> list[tuple[int, str]]:
        """Level and text of each heading."""
        return [(len(marks), text) for marks, text in _HEADING.findall(self.prose)]

    def anchors(self) -> set[str]:
        return {anchor(text) for _, text in self.headings()}

    def sentences(self) -> set[str]:
        """What is said in four words or more, without markup, tables and targets of links."""
        return sentences(self.prose)


def sentences(prose: str) -> set[str]:
    """What is said in four words or more, without markup, tables and targets of links."""
    kept = [line for line in prose.splitlines() if not line.startswith(("|", "#"))]
    text = re.sub(r"\]\([^)]*\)", "", "\n".join(kept))
    parts = (re.sub(r"[^\w' ]+", " ", part) for part in _SENTENCE_END.split(text))
    plain = (" ".join(part.lower().split()) for part in parts)
    return {part for part in plain if part.count(" ") >= 3}


def anchor(heading: str) -> str:
    """The place a heading makes on its page."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A comment, and the path below ``wiki`` of the text it is on."""

    on: str
    author: str
    date: str
    lang: str
    text: str


@cache
def texts() -> tuple[WikiFile, ...]:
    """Every text of the wiki, of whatever kind."""
    return tuple(_read(path) for path in sorted(WIKI.rglob("*.md")))


def of_kind(kind: str) -> list[WikiFile]:
    return [text for text in texts() if text.kind == kind]


def pages() -> list[WikiFile]:
    return of_kind("page")


@cache
def comments() -> tuple[Said, ...]:
    found = []
    for path in sorted(WIKI.rglob("*.comments.jsonl")):
        on = path.relative_to(WIKI).as_posix().replace(".comments.jsonl", ".md")
        found += [Said(on=on, **line) for _, line in records(path)]
    return tuple(found)


def _kind(parts: list[str]) -> str:
    if "_posts" in parts:
        return "post"
    if "_questions" not in parts:
        return "page"
    return "question" if parts[-2] == "_questions" else "answer"


def _read(path: Path) -> WikiFile:
    text = path.read_text(encoding="utf-8")
    found = _FRONT_MATTER.match(text)
    assert found, f"{path.name} has no front matter"
    front: Line = yaml.safe_load(found[1])
    return WikiFile(path=path.relative_to(WIKI).as_posix(), front=front, body=text[found.end() :])
