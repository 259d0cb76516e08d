"""Every control has a name and a role, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.ui.actions import DOINGS, keys_text
from desktop.ui.connect.connect_screen import ConnectScreen
from desktop.ui.shortcut_sheet import ShortcutSheet
from desktop.ui.style.tokens import LIGHT
from desktop.ui.sync.popover import SyncPopover
from tests.ui.windows import search

Role = QAccessible.Role
CONTROLS = {
    Role.PushButton,
    Role.Button,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.CheckBox,
    Role.RadioButton,
    Role.EditableText,
    Role.ComboBox,
    Role.List,
    Role.Table,
    Role.Tree,
    Role.ProgressBar,
    Role.Slider,
    Role.Link,
    Role.MenuItem,
}


def _walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from _walk(child)


def _nameless(widget: QWidget) -> list[str]:
    root = QAccessible.queryAccessibleInterface(widget)
    found = []
    for interface in _walk(root):
        shown = interface.object()
        if isinstance(shown, QWidget) and not shown.isVisibleTo(widget):
            continue
        if interface.role() in CONTROLS and not interface.text(QAccessible.Text.Name).strip():
            path = getattr(shown, "objectName", str)() or type(shown).__name__
            found.append(f"{interface.role().name} {path}")
    return found


@pytest.mark.parametrize("kind", ["person", "page", "unit", ""])
def test_every_control_of_the_window_has_a_name(
    qtbot: QtBot, desktop_app: DesktopApp, kind: str
) -> None:
    desktop_app.window.top.filters.choose_kind(kind)
    search(qtbot, desktop_app, "m")
    desktop_app.window.panel.results.open_chosen()
    qtbot.waitUntil(lambda: desktop_app.window.detail.shown is not None, timeout=20_000)
    assert _nameless(desktop_app.window) == []


def test_every_control_of_the_other_screens_has_a_name(qtbot: QtBot) -> None:
    for widget in (ConnectScreen(LIGHT), SyncPopover(), ShortcutSheet()):
        qtbot.addWidget(widget)
        assert _nameless(widget) == []


def test_a_result_is_read_aloud_with_all_that_is_seen(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    search(qtbot, desktop_app, "müller")
    results = desktop_app.window.panel.results
    row = QAccessible.queryAccessibleInterface(results).child(0)
    hit = results.rows.hit(0)
    assert hit is not None
    assert "Person" in row.text(QAccessible.Text.Name)
    assert hit.title.text in row.text(QAccessible.Text.Name)
    assert hit.subtitle.text in row.text(QAccessible.Text.Name)


def test_every_action_tells_its_keys(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    for doing in DOINGS:
        assert keys_text(doing) in desktop_app.window.deeds[doing.name].toolTip()


def test_tab_reaches_the_box_the_chips_and_the_list(qtbot: QtBot, desktop_app: DesktopApp) -> None:
    search(qtbot, desktop_app, "m")
    window = desktop_app.window
    reached: set[QWidget] = set()
    widget = window.top.box.nextInFocusChain()
    while widget is not None and widget is not window.top.box:
        if widget.focusPolicy().value & 1 and widget.isVisibleTo(window):
            reached.add(widget)
        widget = widget.nextInFocusChain()
    assert window.panel.results in reached
    assert window.top.pill in reached
    assert any(chip.property("role") == "chip" for chip in reached)
