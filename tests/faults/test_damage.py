"""The short run of ``tests.faults.damage``: damage is noticed, survived, and mended by a sync."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.damage import KINDS, Ground, damage, ground

ROUNDS = 3


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Ground]:
    with ground(tmp_path) as there:
        yield there


@pytest.mark.slow
@pytest.mark.expects_log
def test_whatever_is_damaged_is_noticed_and_mended_by_the_next_sync(there: Ground) -> None:
    assert list(damage(there, ROUNDS * len(KINDS), seed=1)) == []
