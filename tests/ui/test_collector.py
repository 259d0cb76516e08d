"""Cycles are collected on the UI thread, and nowhere else while the window runs."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.ui.collector import Collector


class _Knot:
    """Refers to itself, so that only the collector can end it."""

    def __init__(self, ended: list[int]) -> None:
        self.itself = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


def test_a_cycle_ends_on_the_ui_thread(qtbot: QtBot) -> None:
    owner = QObject()
    collector = Collector(owner, interval_ms=10)
    ended: list[int] = []
    try:
        assert not gc.isenabled()
        knot = weakref.ref(_Knot(ended))
        qtbot.waitUntil(lambda: knot() is None)
    finally:
        collector.stop()
    assert ended == [threading.get_ident()]
    assert gc.isenabled()
