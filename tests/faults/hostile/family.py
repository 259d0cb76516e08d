"""The corpus of hostile documents as a family of faults."""

from __future__ import annotations

from tests.faults.by_pytest import run_tests
from tests.faults.families import Outcome


def every_document(runs: int, seed: int) -> Outcome:
    """Render and show every document of the corpus, however many were asked for."""
    return run_tests("tests/faults/hostile", f"--randomly-seed={seed}")
