"""What a benchmark at three sizes says about how its figures grow."""

from __future__ import annotations

import math

import pytest

from benchmarks.growth import exponent, growth
from benchmarks.report import Growing, Report

SIZES = (1_000, 3_000, 9_000)


def report(documents: int, **figures: float) -> Report:
    growing = (
        Growing("index, s", figures["index"], "linear"),
        Growing("p95, ms", figures["p95"], "logarithm"),
    )
    return Report(
        benchmark="made up", size="any", rows=(), bars=(), documents=documents, growing=growing
    )


@pytest.mark.parametrize(("power", "expected"), [(0, 0.0), (1, 1.0), (2, 2.0)])
def test_the_exponent_is_the_power_of_the_size(power: int, expected: float) -> None:
    assert exponent(SIZES, [7.0 * size**power for size in SIZES]) == pytest.approx(expected)


def test_what_grows_as_it_may_is_within_its_bars() -> None:
    reports = [report(size, index=size / 100, p95=math.log(size)) for size in SIZES]
    assert all(bar.ok for bar in growth(reports).bars)


def test_what_grows_faster_is_not() -> None:
    reports = [report(size, index=size**1.3, p95=size**0.5) for size in SIZES]
    assert not any(bar.ok for bar in growth(reports).bars)
