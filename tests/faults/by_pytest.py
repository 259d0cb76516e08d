"""Tests of the suite as a family of faults: those that are their own long form."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from tests.faults.families import Outcome
from tests.servers import ROOT


def run_tests(*selected: str, **environment: str) -> Outcome:
    """Run the tests that pytest's arguments select; each is a run, a skip is a fault."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
        subprocess.run(
            [sys.executable, "-m", "pytest", *options, *selected],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        # Written by the line above, not by a stranger.
        cases = list(ElementTree.parse(report).iter("testcase"))
    faults = tuple(f"{case.get('name')}: {case[0].get('message')}" for case in cases if _bad(case))
    return Outcome(runs=len(cases), faults=faults)


def _bad(case: ElementTree.Element) -> bool:
    return any(case.find(kind) is not None for kind in ("failure", "error", "skipped"))
