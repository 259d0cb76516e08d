"""``search`` and ``answer``: the search box on the command line, offline."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import Any, Final

from desktop.commands.terminal import Subparsers, Terminal
from desktop.errors import UsageError
from desktop.records import FacetCount, Hit, Marked, SearchRequest, SearchResult

SEARCH_LIMIT: Final = 10
ANSWER_LIMIT: Final = 120
ECHOED: Final = 80  # characters of a query said back


def add_parser(subparsers: Subparsers) -> None:
    search = subparsers.add_parser("search", help="find people, pages and more")
    search.add_argument("query", metavar="QUERY", nargs="+", help="as typed into the search box")
    search.add_argument("--kind", metavar="K", help="only one kind: person, page, unit …")
    search.add_argument("--limit", metavar="N", type=_count, default=SEARCH_LIMIT)
    search.set_defaults(command=run_search)
    answer = subparsers.add_parser("answer", help="one search for each line of JSON in files")
    answer.add_argument("files", metavar="FILE", nargs="+", type=Path)
    answer.add_argument("--limit", metavar="N", type=_count, default=ANSWER_LIMIT)
    answer.set_defaults(command=run_answer)


def run_search(given: argparse.Namespace, terminal: Terminal) -> int:
    query = " ".join(given.query)
    with terminal.library() as library:
        result = library.search(SearchRequest(query=query, kind=given.kind, limit=given.limit))
    if terminal.as_json:
        terminal.emit(result_as_json(result))
    else:
        for line in result_in_words(result):
            terminal.say(line)
    return 0


def run_answer(given: argparse.Namespace, terminal: Terminal) -> int:
    """Answer every question in every file; JSON in, JSON out, with or without ``--json``."""
    questions = [question for path in given.files for question in questions_in(path)]
    with terminal.library() as library:
        for identity, query in questions:
            result = library.search(SearchRequest(query=query, limit=given.limit))
            terminal.emit({"id": identity, **answer_as_json(result)})
    return 0


def questions_in(path: Path) -> Iterator[tuple[Any, str]]:
    """Yield the id and the query of each line of a file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
            yield question["id"], str(question["query"])
        except (ValueError, KeyError, TypeError) as error:
            wanted = '{"id": …, "query": …}'
            raise UsageError(f"{path}, line {number}: expected {wanted}.") from error


def result_as_json(result: SearchResult) -> dict[str, Any]:
    """A result in the shape that scripts read; texts come without their marks."""
    return {
        "query": result.query,
        "took_ms": round(result.took_ms, 3),
        "total": result.total,
        "capped": result.capped,
        "corrected": result.corrected,
        "confident": result.confident,
        "facets": {
            facet: [_count_as_json(count) for count in counts]
            for facet, counts in result.facets.items()
        },
        "hits": [_hit_as_json(hit) for hit in result.hits],
    }


def answer_as_json(result: SearchResult) -> dict[str, Any]:
    """What came in from somewhere, by what it was called there, best first."""
    known = [hit for hit in result.hits if hit.source_key is not None]
    return {
        "results": [hit.source_key for hit in known],
        "sources": [hit.source for hit in known],
        "confident": result.confident,
        "took_ms": round(result.took_ms, 3),
    }


def result_in_words(result: SearchResult) -> Iterator[str]:
    """Lines for a person: two or three for each hit."""
    if result.corrected:
        yield f"Showing results for {result.corrected}"
    if not result.hits:
        yield f"Nothing found for {shorten(result.query, ECHOED, placeholder=' …')}"
    for hit in result.hits:
        reason = f"  [{hit.why}]" if hit.why else ""
        yield f"{hit.kind:7} {_stressed(hit.title)}{reason}"
        if hit.subtitle.text:
            yield f"        {hit.subtitle.text}"
        if hit.snippet.marks:
            yield f"        {_stressed(hit.snippet)}"
        yield f"        {hit.address}"
    more = "at least " if result.capped else ""
    yield f"{more}{result.total} found in {result.took_ms:.1f} ms"


def _stressed(marked: Marked) -> str:
    """Text with stars around what matched."""
    text, last = "", 0
    for start, end in marked.marks:
        text += f"{marked.text[last:start]}*{marked.text[start:end]}*"
        last = end
    return text + marked.text[last:]


def _hit_as_json(hit: Hit) -> dict[str, Any]:
    return {
        "address": str(hit.address),
        "kind": hit.kind,
        "title": hit.title.text,
        "subtitle": hit.subtitle.text,
        "why": hit.why,
        "snippet": hit.snippet.text,
        "source": hit.source,
        "source_key": hit.source_key,
    }


def _count_as_json(count: FacetCount) -> dict[str, Any]:
    return {
        "value": count.value,
        "label": count.label,
        "count": count.count,
        "capped": count.capped,
    }


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number
