"""One watch for all hostile documents."""

from __future__ import annotations

import pytest

from tests.faults.hostile.watching import Watch


@pytest.fixture(scope="session")
def watch() -> Watch:
    return Watch()
