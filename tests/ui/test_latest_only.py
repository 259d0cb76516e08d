"""The gate: one at a time, the newest waits, failures open it as well."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.ui.latest_only import LatestOnly


def _watched() -> tuple[LatestOnly, list[object], list[object]]:
    gate = LatestOnly()
    sent: list[object] = []
    settled: list[object] = []
    gate.send.connect(sent.append)
    gate.settled.connect(settled.append)
    return gate, sent, settled


def test_the_newest_request_replaces_the_one_that_waits(qtbot: QtBot) -> None:
    gate, sent, settled = _watched()
    for word in ("m", "mü", "mül"):
        gate.ask(word)
    assert sent == ["m"]
    gate.answer("found m")
    assert sent == ["m", "mül"]
    assert settled == [], "an overtaken answer is not shown"
    gate.answer("found mül")
    assert settled == ["found mül"]
    assert not gate.busy


def test_an_answered_gate_lets_the_next_through(qtbot: QtBot) -> None:
    gate, sent, settled = _watched()
    for number in range(3):
        gate.ask(number)
        gate.answer(number)
    assert sent == settled == [0, 1, 2]
