"""What is imported before anything is measured: real people and pages, at several sizes.

``small`` is the handbooks and directories of the shared data, ``large`` 100,000 people and 20,000
pages, ``ninth`` and ``third`` that share of both, ``huge`` the large one with 50,000 pages: the
same again under changed titles.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

PARTS: Final = {"ninth": 9, "third": 3, "large": 1}
SIZES: Final = ("small", *PARTS, "huge")
GROWING: Final = tuple(PARTS)
HUGE_PAGES: Final = 50_000

_TITLE: Final = re.compile(r"^(title:|#)\s+\S.*$", re.MULTILINE)


def inputs(shared: Path, size: str, folder: Path) -> Path:
    """Return the folder with ``wiki`` and people of ``size``, made below ``folder`` if need be."""
    if size == "small":
        return shared / "small"
    large = _unpacked(shared, folder)
    if size == "large":
        return large
    made = folder / f"inputs-{size}"
    if not made.is_dir():
        _make(large, size, made.with_suffix(".begun")).rename(made)
    return made


def imports(folder: Path) -> Iterator[list[str]]:
    """The arguments of every import that the inputs in ``folder`` take."""
    for wiki in sorted(path for path in (folder / "wiki").iterdir() if path.is_dir()):
        yield ["markdown", str(wiki), "--space", wiki.name]
    for people, units in people_files(folder):
        yield ["people", str(people), "--units", str(units)]


def people_files(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Files of people in some inputs, each with its file of units."""
    if (folder / "people.jsonl").is_file():
        yield folder / "people.jsonl", folder / "orgs.jsonl"
    for units in sorted((folder / "people").glob("*.orgs.jsonl")):
        yield units.with_name(units.name.replace(".orgs", "")), units


def _unpacked(shared: Path, folder: Path) -> Path:
    if not (folder / "large").is_dir():
        begun = folder / "large.begun"
        with tarfile.open(shared / "large.tar.xz") as archive:
            archive.extractall(begun, filter="data")
        (begun / "large").rename(folder / "large")
    return folder / "large"


def _make(large: Path, size: str, made: Path) -> Path:
    """Write the inputs of a size that is cut from the large ones, or repeats them."""
    made.mkdir(parents=True, exist_ok=True)
    part = PARTS.get(size, 1)
    (made / "orgs.jsonl").write_bytes((large / "orgs.jsonl").read_bytes())
    with (large / "people.jsonl").open(encoding="utf-8") as people:
        lines = people.readlines()
    (made / "people.jsonl").write_text("".join(lines[: len(lines) // part]), encoding="utf-8")
    pages = _pages(large)
    for corpus, path in pages[::part]:
        _copy(large / "wiki" / corpus / path, made / "wiki" / corpus / path, "")
    if size == "huge":
        _repeat(large, made, pages)
    return made


def _repeat(large: Path, made: Path, pages: Sequence[tuple[str, str]]) -> None:
    """Add copies with other titles, in spaces of their own, up to ``HUGE_PAGES``."""
    rounds = ((number, page) for number in range(2, 2 + HUGE_PAGES // len(pages)) for page in pages)
    for number, (corpus, path) in islice(rounds, HUGE_PAGES - len(pages)):
        target = made / "wiki" / f"{corpus}-{number}" / path
        _copy(large / "wiki" / corpus / path, target, f" ({number})")


def _copy(page: Path, target: Path, ending: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = page.read_text(encoding="utf-8", errors="replace")
    target.write_text(_TITLE.sub(lambda title: title[0] + ending, text, count=1), encoding="utf-8")


def _pages(large: Path) -> list[tuple[str, str]]:
    """Corpus and path of every page; a file of licence terms is none."""
    lines = (large / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    return [(page["corpus"], page["path"]) for page in map(json.loads, lines)]
