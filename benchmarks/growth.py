"""How the figures of a benchmark grow with the replica: the same at three sizes.

The exponent is the slope of a figure over the number of documents, both as logarithms: 1 is
linear, 0 constant. What a logarithm may do between the smallest and the largest size is little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from benchmarks.report import Bar, Growing, Report

LINEAR = 1.1  # the exponent that still passes as linear
NOISE = 1.25  # by how much a figure may differ from one run to the next


def growth(reports: Sequence[Report]) -> Report:
    """Put reports of one benchmark, smallest size first, side by side."""
    sizes = [report.documents for report in reports]
    figures = {
        figure.name: (figure, [_named(report, figure.name) for report in reports])
        for figure in reports[0].growing
    }
    rows = tuple(
        {"figure": name, **_by_size(sizes, values), "exponent": exponent(sizes, values)}
        for name, (_, values) in figures.items()
    )
    bars = tuple(_bar(figure, sizes, values) for figure, values in figures.values())
    return Report(benchmark=reports[0].benchmark, size="growth", rows=rows, bars=bars)


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of ``values`` over ``sizes``, both as logarithms, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(value, 1e-9)) for value in values]
    middle, height = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - middle) ** 2 for x in xs)


def _bar(figure: Growing, sizes: Sequence[int], values: Sequence[float]) -> Bar:
    if figure.most == "linear":
        return Bar(f"{figure.name}: exponent", exponent(sizes, values), LINEAR, most=True)
    allowed = math.log(sizes[-1]) / math.log(sizes[0]) * NOISE
    name = f"{figure.name}: {sizes[-1] / sizes[0]:.0f} times as many documents, so many times"
    return Bar(name, values[-1] / max(values[0], 1e-9), allowed, most=True)


def _by_size(sizes: Sequence[int], values: Sequence[float]) -> dict[str, float]:
    assert all(smaller < larger for smaller, larger in pairwise(sizes))
    return {f"{size:,}": value for size, value in zip(sizes, values, strict=True)}


def _named(report: Report, name: str) -> float:
    return next(figure.value for figure in report.growing if figure.name == name)
