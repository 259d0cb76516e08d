"""Widgets in lines: the height that is remembered is that of what is shown now."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.flow_layout import FlowLayout

WIDTH = 100


@pytest.fixture
def line(qtbot: QtBot) -> QWidget:
    """Three squares that fill two lines."""
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, spacing=0)
    for _ in range(3):
        square = QWidget()
        square.setFixedSize(40, 40)
        layout.addWidget(square)
    return widget


def height(line: QWidget) -> int:
    layout = line.layout()
    assert layout is not None
    return layout.heightForWidth(WIDTH)


def squares(line: QWidget) -> list[QWidget]:
    return line.findChildren(QWidget)


def test_what_is_hidden_takes_no_room(line: QWidget) -> None:
    line.show()
    assert height(line) == 80
    squares(line)[0].hide()
    assert height(line) == 40


def test_what_is_shown_again_takes_its_room_again(line: QWidget) -> None:
    line.show()
    squares(line)[0].hide()
    assert height(line) == 40
    squares(line)[0].show()
    assert height(line) == 80


def test_what_grows_needs_more_height(line: QWidget) -> None:
    assert height(line) == 80
    squares(line)[2].setFixedHeight(60)
    assert height(line) == 100


def test_what_is_added_and_taken_away_counts(line: QWidget) -> None:
    layout = line.layout()
    assert layout is not None
    assert height(line) == 80
    layout.removeWidget(squares(line)[0])
    assert height(line) == 40
