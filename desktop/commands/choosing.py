"""``settings``, ``pin``, ``unpin``, ``pins``, ``history``: how a home syncs, and what for."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from desktop.commands.terminal import Subparsers, Terminal
from desktop.errors import UsageError
from desktop.passes import CUT, KEPT, MENDED, WELL, PassRecord
from desktop.records import Address
from desktop.settings import PAUSED, Settings, SettingsFile, tomorrow, valid

OUTCOMES: Final = {
    CUT: "ended before it was through",
    KEPT: "more was to be deleted than the server could show to be right; it was kept",
    MENDED: "something was not as on the server; it is fetched again",
}
SWITCH: Final = {True: "on", False: "off"}
WORDS_OF_PAUSE: Final = {"off": "", "on": PAUSED}
MEANING: Final = {
    "sync-every": "minutes between two syncs, at least; 0: as the server asks",
    "metered": "auto, always or never: whether the line counts as one that costs money",
    "metered-budget": "megabytes a day on such a line",
    "blob-quota": "megabytes that photos and attachments may take here",
    "keep-images": "on or off: whether images in pages come before anybody looks at them",
    "keep-portraits": "on or off: large photos of people as well",
    "keep-attachments": "on or off: attachments of pages as well",
    "pause": "on, off or tomorrow: whether anything is synced by itself",
}


def add_parser(subparsers: Subparsers) -> None:
    settings = subparsers.add_parser("settings", help="how this home syncs")
    settings.add_argument("deed", metavar="get|set", choices=("get", "set"), help="what to do")
    settings.add_argument("name", metavar="NAME", nargs="?", choices=MEANING, help=_names())
    settings.add_argument("value", metavar="VALUE", nargs="?", help="what to set it to")
    settings.set_defaults(command=settle)
    pin = subparsers.add_parser("pin", help="keep a page, a space or a person at hand")
    unpin = subparsers.add_parser("unpin", help="keep it at hand no longer")
    for parser, command in ((pin, pin_thing), (unpin, unpin_thing)):
        parser.add_argument("address", metavar="ADDRESS", help="such as vademecum://page/ID")
        parser.set_defaults(command=command)
    subparsers.add_parser("pins", help="what is kept at hand").set_defaults(command=list_pins)
    history = subparsers.add_parser("history", help="what became of the last syncs")
    history.set_defaults(command=show_history)


def settle(given: argparse.Namespace, terminal: Terminal) -> int:
    file = SettingsFile(terminal.home.root)
    if given.deed == "set":
        _change(file, given.name, given.value)
    elif given.value is not None:
        raise UsageError("To change a setting: vademecum settings set NAME VALUE")
    values = by_name(file.load())
    _tell({given.name: values[given.name]} if given.name else values, terminal)
    return 0


def _change(file: SettingsFile, name: str | None, text: str | None) -> None:
    if name is None or text is None:
        raise UsageError("To change a setting: vademecum settings set NAME VALUE")
    field, value = name.replace("-", "_"), _value(name, text)
    if not valid(field, value):
        raise UsageError(f"{name} cannot be {text!r}. It is {MEANING[name]}.")
    file.change(**{field: value})


def by_name(settings: Settings) -> dict[str, Any]:
    """The settings as they are named here; a pause that is over is none."""
    values = {name: getattr(settings, name.replace("-", "_")) for name in MEANING}
    paused = settings.paused(datetime.now().astimezone())
    told = {name: SWITCH[on] if isinstance(on, bool) else on for name, on in values.items()}
    return {**told, "pause": (settings.pause if paused else "") or "off"}


def pin_thing(given: argparse.Namespace, terminal: Terminal) -> int:
    with terminal.library() as library:
        library.pin(_address(given.address))
    return 0


def unpin_thing(given: argparse.Namespace, terminal: Terminal) -> int:
    with terminal.library() as library:
        library.unpin(_address(given.address))
    return 0


def list_pins(given: argparse.Namespace, terminal: Terminal) -> int:
    with terminal.library() as library:
        pinned = library.pinned()
    if terminal.as_json:
        terminal.emit({"pinned": pinned})
    else:
        terminal.say("\n".join(map(str, pinned)) or "Nothing is pinned.")
    return 0


def show_history(given: argparse.Namespace, terminal: Terminal) -> int:
    with terminal.library() as library:
        passes = library.passes()
    if terminal.as_json:
        terminal.emit({"passes": passes})
    elif passes:
        terminal.table((_local(one.ended), in_words(one)) for one in passes)
    else:
        terminal.say("Nothing was synced yet.")
    return 0


def in_words(one: PassRecord) -> str:
    """What became of a pass, in a line."""
    times = f" ({one.times} times)" if one.times > 1 else ""
    if one.outcome != WELL:
        return f"{OUTCOMES.get(one.outcome, one.outcome)}{times}"
    said = f"{one.rows} entries, {one.blobs} pictures, {one.bytes / 1e6:.1f} MB"
    if one.rows_waiting:
        said += "; more entries wait for a line that costs nothing"
    elif one.photos_waiting:
        said += f"; {one.photos_waiting} pictures wait for a line that costs nothing"
    return said


def _names() -> str:
    return ", ".join(MEANING)


def _tell(values: Mapping[str, Any], terminal: Terminal) -> None:
    if terminal.as_json:
        terminal.emit(values)
    else:
        terminal.table((name, str(value), MEANING[name]) for name, value in values.items())


def _value(name: str, text: str) -> Any:
    if name == "pause":
        now = datetime.now().astimezone()
        return tomorrow(now) if text == "tomorrow" else WORDS_OF_PAUSE.get(text, text)
    if name.startswith("keep-"):
        return {word: on for on, word in SWITCH.items()}.get(text, text)
    return int(text) if text.isascii() and text.isdigit() and name != "metered" else text


def _local(stamp: str) -> str:
    return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d %H:%M")


def _address(text: str) -> Address:
    try:
        return Address.parse(text)
    except ValueError as error:
        sentence = "This is not an address. One looks like vademecum://page/ID."
        raise UsageError(sentence) from error
