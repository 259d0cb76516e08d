"""What a benchmark found, as a table for a person and as JSON for a script."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and what it must reach; ``most`` says that it must not be above."""

    name: str
    value: float
    bar: float
    most: bool = False

    @property
    def ok(self) -> bool:
        return self.value <= self.bar if self.most else self.value >= self.bar


@dataclass(frozen=True, slots=True)
class Growing:
    """A figure that is looked at over several sizes, and how it may grow with the documents."""

    name: str
    value: float
    most: Literal["linear", "logarithm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of one run; ``rows`` are what the table shows.

    ``documents`` is how large the replica was, people and pages together.
    """

    benchmark: str
    size: str
    rows: tuple[dict[str, Any], ...]
    bars: tuple[Bar, ...]
    documents: int = 0
    growing: tuple[Growing, ...] = ()

    def as_json(self) -> dict[str, Any]:
        bars = [{**asdict(bar), "ok": bar.ok} for bar in self.bars]
        return {
            "benchmark": self.benchmark,
            "size": self.size,
            "machine": machine(),
            "documents": self.documents,
            "rows": list(self.rows),
            "bars": bars,
        }

    def write(self, path: Path) -> None:
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1)
        path.write_text(text + "\n", encoding="utf-8")

    def print(self) -> None:
        for row in self.rows:
            print("  ".join(_cell(name, value) for name, value in row.items()))
        for bar in self.bars:
            sign = "≤" if bar.most else "≥"
            verdict = "ok" if bar.ok else "NOT REACHED"
            print(f"{bar.name:44} {bar.value:9.3f}  {sign} {bar.bar:g}  {verdict}")


def machine() -> dict[str, Any]:
    """Enough to tell figures of different machines apart."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
    }


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of ``values`` lie; 0 if there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def _cell(name: str, value: Any) -> str:
    if isinstance(value, float):
        return f"{name} {value:9.3f}"
    return f"{value!s:24}" if isinstance(value, str) else f"{name} {value!s:>6}"
