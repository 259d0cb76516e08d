"""Reads the sample company's files as they lie there, and the people made up from them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
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
    files = [*SAMPLE.glob("*.jsonl"), *WIKI.rglob("*.md")]
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(files))


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiFile:
    """A page: its path below ``wiki``, its front matter, and its Markdown."""

    path: str
    front: Line
    body: str

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
        kept = [line for line in self.prose.splitlines() if not line.startswith(("|", "#"))]
        text = re.sub(r"\]\([^)]*\)", "", "\n".join(kept))
        parts = (re.sub(r"[^\w' ]+", " ", part) for part in _SENTENCE_END.split(text))
        plain = (" ".join(part.lower().split()) for part in parts)
        return {part for part in plain if part.count(" ") >= 3}


def anchor(heading: str) -> str:
    """The place a heading makes on its page."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@cache
def pages() -> tuple[WikiFile, ...]:
    return tuple(_read(path) for path in sorted(WIKI.rglob("*.md")))


def _read(path: Path) -> WikiFile:
    text = path.read_text(encoding="utf-8")
    found = _FRONT_MATTER.match(text)
    assert found, f"{path.name} has no front matter"
    front: Line = yaml.safe_load(found[1])
    return WikiFile(path=path.relative_to(WIKI).as_posix(), front=front, body=text[found.end() :])
