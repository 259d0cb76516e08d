"""The Qt binding keeps its references: a version that loses them aborts after a while."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1000


def test_a_thousand_calls_lose_no_reference_to_none() -> None:
    subject = QObject()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        subject.setObjectName(f"name {number}")
    assert abs(sys.getrefcount(None) - before) < CALLS // 10
