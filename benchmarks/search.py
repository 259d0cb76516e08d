"""How good the answers are, and how long a keystroke takes.

Quality: the open questions, each typed whole, success at 1 and 3 and the mean reciprocal rank by
kind of question. Time: on small the questions, on larger ones names, titles and words drawn from
the replica, all typed letter by letter; as the engine's caller sees it, and as the caller of a
process does. Cycles are collected between texts, as the window does between keystrokes.
"""

from __future__ import annotations

import gc
import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Engine

from benchmarks import drawn, floor
from benchmarks.peers import fts5_by_rank, tantivy_index, whoosh_index
from benchmarks.replicas import opened, replica, run_desktop
from benchmarks.report import Bar, Growing, Report, percentile
from desktop.paths import Home
from desktop.records import SearchRequest
from desktop.search.engine import Search
from desktop.store.engine import reading

DRAWN = 40  # names, titles and words each
TOP = 120
WHOOSH = "Whoosh index"
SELDOM = 40  # one keystroke in so many goes to Whoosh too, which takes seconds for some
ENOUGH = 8  # questions of a kind from which it has a bar of its own
THREE = 3
PROCESSES = 5
BARRED = ("large", "huge")


def run(shared: Path, size: str, folder: Path) -> Report:
    """Measure on a replica of ``size``, kept or made below ``folder``."""
    home = replica(shared, size, folder)
    with opened(home) as store, tempfile.TemporaryDirectory(dir=folder) as passing:
        ranking = floor.ranking(Path(passing) / "ranking.db", store.engine)
        try:
            return _measured(shared, size, home, store.engine, ranking)
        finally:
            ranking.dispose()


def _measured(shared: Path, size: str, home: Home, engine: Engine, ranking: Engine) -> Report:
    search = Search(engine)
    questions = list(_questions(shared)) if size == "small" else []
    asked = [str(question["query"]) for question in questions] or drawn.texts(engine, DRAWN)
    quality, bars = _quality(search, questions)
    times = _times(_peers(search, engine, ranking, size), asked)
    rows = [*quality, *({"engine": name, **figures} for name, figures in times.items())]
    rows.append({"engine": "ours, a process", **_by_process(home, asked)})
    ours, theirs = times["ours"]["p95 ms"], times["FTS5 ORDER BY rank"]["p95 ms"]
    if size in BARRED:
        bars.append(Bar("p95 against FTS5 ORDER BY rank", ours / theirs, 0.2, most=True))
        bars.append(Bar("p95, ms", ours, 10, most=True))
        bars.append(Bar("max, ms", times["ours"]["max ms"], 50, most=True))
    return Report(
        benchmark="search",
        size=size,
        rows=tuple(rows),
        bars=tuple(bars),
        documents=_documents(engine),
        growing=(
            Growing("p50 ms", times["ours"]["p50 ms"], "logarithm"),
            Growing("p95 ms", ours, "logarithm"),
        ),
    )


def _documents(engine: Engine) -> int:
    with reading(engine) as tx:
        return int(tx.exec_driver_sql("SELECT count(*) FROM document").scalar_one())


def _by_process(home: Home, asked: Sequence[str]) -> dict[str, Any]:
    """A process that answers one search, and one that answers all; start and opening included."""
    single = []
    for text in asked[:PROCESSES]:
        started = perf_counter()
        run_desktop(home, "search", text)
        single.append(perf_counter() - started)
    with tempfile.TemporaryDirectory() as passing:
        path = Path(passing) / "asked.jsonl"
        lines = [json.dumps({"id": n, "query": text}) for n, text in enumerate(asked)]
        path.write_text("\n".join(lines), encoding="utf-8")
        started = perf_counter()
        run_desktop(home, "answer", str(path))
        whole = perf_counter() - started
    return {"one search s": median(single), "searches": len(asked), "all s": whole}


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


def _peers(
    search: Search, engine: Engine, ranking: Engine, size: str
) -> dict[str, Callable[[str], Any]]:
    peers: dict[str, Callable[[str], Any]] = {
        "ours": lambda query: search.run(SearchRequest(query=query)),
        "FTS5 ORDER BY rank": fts5_by_rank(ranking),
        "tantivy": tantivy_index(engine),
    }
    if size == "small":
        peers[WHOOSH] = whoosh_index(engine)
    return peers


def _typed(texts: Sequence[str]) -> Iterator[str]:
    """Every beginning of every text, as its letters are typed."""
    for text in texts:
        gc.collect()
        yield from (text[:end] for end in range(1, len(text) + 1))


def _times(
    peers: dict[str, Callable[[str], Any]], texts: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """Milliseconds a keystroke; the peers take turns, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in peers}
    gc.disable()
    for number, typed in enumerate(_typed(texts)):
        for name, ask in peers.items():
            if name == WHOOSH and number % SELDOM:
                continue
            started = perf_counter()
            ask(typed)
            taken[name].append((perf_counter() - started) * 1000)
    gc.enable()
    return {
        name: {
            "keystrokes": len(values),
            "p50 ms": percentile(values, 0.5),
            "p95 ms": percentile(values, 0.95),
            "max ms": max(values),
        }
        for name, values in taken.items()
    }
