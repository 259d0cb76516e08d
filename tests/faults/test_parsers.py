from __future__ import annotations

import subprocess
import sys

import pytest

from tests.faults.parsers import READERS
from tests.servers import ROOT

SECONDS = "1"


@pytest.mark.parametrize("name", READERS)
def test_a_reader_of_strangers_texts_breaks_on_none_and_reaches_for_nothing(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.parsers", name, SECONDS, "5"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.stderr == ""
    assert int(done.stdout) > 20
