"""The doctor in the window: what it says in plain words, of the same checks as the command."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.records import Finding
from desktop.ui.settings import complaints
from desktop.ui.settings.doctor_view import DoctorView, read_findings
from desktop.ui.style.tokens import LIGHT
from tests.ui.content.accessibility import without_a_name

SOON_MS = 60_000


def test_it_looks_at_everything_and_says_what_is_wrong_first(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    window.settings.check_requested.emit()
    assert window.doctor.isVisible()
    assert "Looking at everything" in window.doctor.words()
    qtbot.waitUntil(lambda: "The search finds" in window.doctor.words(), timeout=SOON_MS)
    said = window.doctor.words().splitlines()
    assert said[0] == "1 thing needs your attention"
    assert said[1].startswith("Nobody answers at the server's address."), "nobody serves it here"
    assert "There is room on the disk." in said
    assert without_a_name(window.doctor) == []


def test_the_technical_words_can_be_copied(qtbot: QtBot) -> None:
    view = DoctorView(LIGHT)
    qtbot.addWidget(view)
    check = {"name": "rows", "ok": False, "detail": "The sums are wrong.", "advice": "Sync."}
    view.show_findings({"checks": [check]})
    button = next(one for one in view.findChildren(QPushButton) if "Copy" in one.text())
    button.click()
    assert QGuiApplication.clipboard().text() == "WRONG\trows\tThe sums are wrong. Sync."


def test_all_is_well_is_one_sentence(qtbot: QtBot) -> None:
    view = DoctorView(LIGHT)
    qtbot.addWidget(view)
    view.show_findings({"checks": [{"name": "disk", "ok": True, "detail": "", "advice": ""}]})
    assert view.words() == "All is well.\nThere is room on the disk."


@pytest.mark.parametrize("answer", [{}, {"checks": None}, {"checks": [1, {"name": 2}]}])
def test_an_answer_that_makes_no_sense_is_no_finding_but_breaks_nothing(
    answer: dict[str, object],
) -> None:
    assert all(isinstance(one, Finding) for one in read_findings(answer))


def test_a_check_that_has_no_words_here_speaks_in_its_own() -> None:
    finding = Finding(name="new", ok=False, detail="Odd.", advice="Do this.")
    assert complaints.words(finding) == "Odd. Do this."
