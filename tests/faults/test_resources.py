"""The short run of ``tests.faults.resources``: passes leave no file open and no memory taken."""

from __future__ import annotations

import sys

import pytest

from tests.faults.resources import many_passes


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts open files as Linux lists them")
def test_twenty_passes_take_no_more_than_five() -> None:
    assert many_passes(20, seed=0).faults == ()
