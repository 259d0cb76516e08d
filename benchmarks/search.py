"""How good the answers are, and how long a keystroke takes.

Quality: the open questions, each typed whole, success at 1 and 3 and the mean reciprocal rank by
kind of question. Time: on small the questions, on large names, titles and words drawn from the
replica, all typed letter by letter; as the engine's caller sees it.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Engine

from benchmarks.peers import fts5_by_rank, whoosh_index
from benchmarks.replicas import replica
from benchmarks.report import Bar, Report, percentile
from desktop.records import SearchRequest
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key
from desktop.store.engine import reading
from desktop.store.files import open_store

SEED = 1
DRAWN = 40  # names, titles and words each
TOP = 120
WHOOSH = "Whoosh index"
SELDOM = 40  # one keystroke in so many goes to Whoosh too, which takes seconds for some
ENOUGH = 8  # questions of a kind from which it has a bar of its own
THREE = 3


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on a replica of ``size``, kept or made below ``folder``."""
    home = replica(shared, size, folder)
    store = open_store(home, load_key(home), SearchIndex())
    try:
        return _measured(shared, size, store.engine)
    finally:
        store.close()


def _measured(shared: Path, size: str, engine: Engine) -> Report:
    search = Search(engine)
    questions = list(_questions(shared)) if size == "small" else []
    asked = [str(question["query"]) for question in questions] or _drawn(engine)
    quality, bars = _quality(search, questions)
    times = _times(_peers(search, engine, size), list(_typed(asked)))
    rows = [*quality, *({"engine": name, **figures} for name, figures in times.items())]
    ours, theirs = times["ours"]["p95 ms"], times["FTS5 ORDER BY rank"]["p95 ms"]
    if size == "large":
        bars.append(Bar("p95 against FTS5 ORDER BY rank", ours / theirs, 0.2, most=True))
        bars.append(Bar("p95, ms", ours, 10, most=True))
        bars.append(Bar("max, ms", times["ours"]["max ms"], 50, most=True))
    return Report(benchmark="search", size=size, rows=tuple(rows), bars=tuple(bars))


def _questions(shared: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((shared / "queries" / "open").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _quality(
    search: Search, questions: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[Bar]]:
    """Rows by kind of question, and the bars."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    unsure = []
    for question in questions:
        result = search.run(SearchRequest(query=question["query"], limit=TOP))
        found = [hit.source_key for hit in result.hits if hit.source_key is not None]
        if question["expected"]:
            place = next((n for n, key in enumerate(found) if key in question["expected"]), None)
            ranks[question["kind"]].append(place)
            ranks["ALL"].append(place)
        else:
            unsure.append(not found or not result.confident)
    rows = [{"kind": kind, **_figures(places)} for kind, places in sorted(ranks.items())]
    if not questions:
        return rows, []
    every = _figures(ranks["ALL"])
    bars = [Bar("success@1", every["@1"], 0.85), Bar("success@3", every["@3"], 0.95)]
    bars += [
        Bar(f"success@3, {kind}", _figures(places)["@3"], 0.85)
        for kind, places in sorted(ranks.items())
        if len(places) >= ENOUGH and kind != "ALL"
    ]
    return rows, [*bars, Bar("no answer handled", sum(unsure) / max(1, len(unsure)), 0.7)]


def _figures(places: Sequence[int | None]) -> dict[str, Any]:
    found = [place for place in places if place is not None]
    return {
        "n": len(places),
        "@1": sum(1 for place in found if place == 0) / len(places),
        "@3": sum(1 for place in found if place < THREE) / len(places),
        "MRR": sum(1 / (place + 1) for place in found) / len(places),
    }


def _peers(search: Search, engine: Engine, size: str) -> dict[str, Callable[[str], Any]]:
    peers: dict[str, Callable[[str], Any]] = {
        "ours": lambda query: search.run(SearchRequest(query=query)),
        "FTS5 ORDER BY rank": fts5_by_rank(engine),
    }
    if size == "small":
        peers[WHOOSH] = whoosh_index(engine)
    return peers


def _typed(texts: Sequence[str]) -> Iterator[str]:
    """Every beginning of every text, as its letters are typed."""
    for text in texts:
        yield from (text[:end] for end in range(1, len(text) + 1))


def _times(
    peers: dict[str, Callable[[str], Any]], keystrokes: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Milliseconds a keystroke; the peers take turns, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in peers}
    for number, typed in enumerate(keystrokes):
        for name, ask in peers.items():
            if name == WHOOSH and number % SELDOM:
                continue
            started = perf_counter()
            ask(typed)
            taken[name].append((perf_counter() - started) * 1000)
    return {
        name: {
            "keystrokes": len(values),
            "p50 ms": percentile(values, 0.5),
            "p95 ms": percentile(values, 0.95),
            "max ms": max(values),
        }
        for name, values in taken.items()
    }


def _drawn(engine: Engine) -> list[str]:
    """Names, titles and words of the replica, drawn with a fixed seed."""
    chance = random.Random(SEED)
    with reading(engine) as tx:
        drawn = [
            tx.exec_driver_sql(statement).scalars().all()
            for statement in (
                "SELECT title FROM document WHERE kind = 'person' ORDER BY key LIMIT 5000",
                "SELECT title FROM document WHERE kind = 'page' ORDER BY key LIMIT 5000",
                "SELECT word FROM word WHERE docs > 1 AND length(word) > 3 ORDER BY word",
            )
        ]
    return [text[:40] for texts in drawn for text in chance.sample(texts, min(DRAWN, len(texts)))]
