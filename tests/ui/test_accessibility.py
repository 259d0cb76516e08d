"""Every control has a name and a role, for those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import DesktopApp
from desktop.ui.actions import DOINGS, keys_text
from desktop.ui.connect.connect_screen import ConnectScreen
from desktop.ui.photographer import Photographer
from desktop.ui.scenes import SCENES, read
from desktop.ui.shortcut_sheet import ShortcutSheet
from desktop.ui.style.tokens import LIGHT
from desktop.ui.sync.popover import SyncPopover
from tests.ui.content.accessibility import reachable
from tests.ui.windows import PATIENCE_MS, press, search

Role = QAccessible.Role
LOOK = (LIGHT.name,)
MOST_STOPS = 300
ODD = re.compile(r"^Q[A-Z]|_|::|\b[a-z]+[A-Z]")
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


def _other_stops(stops: list[QWidget], window: QWidget) -> list[str]:
    """Controls of a window that Tab should have come to and did not."""
    return [
        f"{type(one).__name__} {one.accessibleName() or getattr(one, 'text', str)()}"
        for one in reachable(window)
        if one.window() is window
        and one.isEnabled()
        and not (one in stops or one.parent() in stops or _in_group(one))
    ]


def _in_group(widget: QWidget) -> bool:
    """Whether it is one of several of which one is chosen: the arrow keys walk among them."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    return widget.autoExclusive() or bool(group is not None and group.exclusive())


def _stops(window: QWidget) -> list[QWidget]:
    """What Tab comes to, until it comes back to where it was: in a text it walks the links."""
    first = at = window.focusWidget()
    found: list[QWidget] = []
    for _ in range(MOST_STOPS):
        if at is None or (at is first and len(found) > 1):
            return found
        if at not in found:
            found.append(at)
        press(at, Qt.Key.Key_Tab)
        at = window.focusWidget()
    return found


def test_on_every_screen_each_control_is_named_and_reached_by_tab(
    qtbot: QtBot, desktop_app: DesktopApp, tmp_path: Path
) -> None:
    photographer = Photographer(desktop_app.window, desktop_app.theming, tmp_path, SCENES, LOOK)
    wrong: list[str] = []

    def look(scene: str) -> None:
        for window in (desktop_app.window, *photographer.others()):
            window.activateWindow()
            wrong.extend(f"{scene}: nameless {one}" for one in _nameless(window))
            wrong.extend(f"{scene}: odd name {one}" for one in _odd_names(window))
        front = (photographer.others() or [desktop_app.window])[-1]
        wrong.extend(f"{scene}: no Tab to {one}" for one in _other_stops(_stops(front), front))

    photographer.taken.connect(look)
    with qtbot.waitSignal(photographer.finished, timeout=4 * PATIENCE_MS):
        photographer.begin()
    assert wrong == [], "\n".join(wrong)


def _odd_names(widget: QWidget) -> list[str]:
    """Names that nobody would say: of classes, of variables, or without a word in them."""
    names = [
        interface.text(QAccessible.Text.Name)
        for interface in _walk(QAccessible.queryAccessibleInterface(widget))
        if interface.role() in CONTROLS
    ]
    said = [name for name in names if name.strip()]
    return [name for name in said if ODD.search(name) or not any(map(str.isalnum, name))]


@pytest.mark.parametrize("act", ["home", "settings", "state"])
def test_the_focus_can_be_seen_wherever_tab_leads(
    qtbot: QtBot, desktop_app: DesktopApp, act: str
) -> None:
    window = desktop_app.window
    window.activateWindow()
    window.deeds[act].trigger()
    front: QWidget = window.popover if act == "state" else window
    front.activateWindow()
    qtbot.waitUntil(front.isActiveWindow, timeout=PATIENCE_MS)
    unseen = []
    for stop in _stops(front):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = stop.grab().toImage()
        stop.clearFocus()
        if stop.grab().toImage() == with_focus:
            unseen.append(f"{type(stop).__name__} {stop.accessibleName()}")
    assert unseen == []


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


def test_nothing_lies_over_the_words_beside_what_is_read(
    qtbot: QtBot, desktop_app: DesktopApp
) -> None:
    window = desktop_app.window
    window.resize(1280, 800)
    window.top.filters.choose_kind("page")
    search(qtbot, desktop_app, "reisekosten")
    read(window)
    qtbot.waitUntil(lambda: not window.panel.isVisible(), timeout=PATIENCE_MS)
    corner = window.detail.corner
    qtbot.waitUntil(corner.pin.isVisible, timeout=PATIENCE_MS)
    place = corner.rect().translated(corner.mapTo(window, corner.rect().topLeft()))
    covered = [
        label.text()
        for label in window.detail.findChildren(QLabel)
        if label.isVisible()
        and place.intersects(label.rect().translated(label.mapTo(window, QPoint())))
    ]
    assert covered == []
