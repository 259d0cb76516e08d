"""What can be done from the keyboard, in one table: names, keys, signs. Does none of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.ui.style.icons import switching_icon
from desktop.ui.style.tokens import Theme


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that can be done. ``keys`` in Qt's portable form, several parted by a space."""

    name: str
    text: object
    keys: str
    sign: str


DOINGS = (
    Doing("search", QT_TRANSLATE_NOOP("Actions", "Search"), "Ctrl+K", "search"),
    Doing("back", QT_TRANSLATE_NOOP("Actions", "Back"), "Alt+Left", "arrow-left"),
    Doing("forward", QT_TRANSLATE_NOOP("Actions", "Forward"), "Alt+Right", "arrow-right"),
    Doing("home", QT_TRANSLATE_NOOP("Actions", "Home"), "Alt+Home", "house"),
    Doing("everything", QT_TRANSLATE_NOOP("Actions", "Everything"), "Ctrl+1", "search"),
    Doing("people", QT_TRANSLATE_NOOP("Actions", "People"), "Ctrl+2", "users"),
    Doing("units", QT_TRANSLATE_NOOP("Actions", "Organisation"), "Ctrl+3", "network"),
    Doing("pages", QT_TRANSLATE_NOOP("Actions", "Wiki"), "Ctrl+4", "book-open"),
    Doing("posts", QT_TRANSLATE_NOOP("Actions", "Posts"), "Ctrl+5", "newspaper"),
    Doing(
        "questions",
        QT_TRANSLATE_NOOP("Actions", "Questions"),
        "Ctrl+6",
        "message-circle-question-mark",
    ),
    Doing(
        "place", QT_TRANSLATE_NOOP("Actions", "Show where it stands"), "Ctrl+Shift+E", "list-tree"
    ),
    Doing("address", QT_TRANSLATE_NOOP("Actions", "Copy the address"), "Ctrl+Shift+C", "link-2"),
    Doing("pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), "F6", "layers"),
    Doing("pane_before", QT_TRANSLATE_NOOP("Actions", "Previous pane"), "Shift+F6", "layers"),
    Doing("sync", QT_TRANSLATE_NOOP("Actions", "Sync now"), "F5", "refresh-cw"),
    Doing("state", QT_TRANSLATE_NOOP("Actions", "State of syncing"), "Ctrl+Shift+S", "server"),
    Doing("pin", QT_TRANSLATE_NOOP("Actions", "Keep at hand, or no longer"), "Ctrl+D", "pin"),
    Doing("star", QT_TRANSLATE_NOOP("Actions", "Star, or no longer"), "Ctrl+Shift+F", "star"),
    Doing("settings", QT_TRANSLATE_NOOP("Actions", "Settings"), "Ctrl+,", "settings"),
    Doing("theme", QT_TRANSLATE_NOOP("Actions", "Light or dark"), "Ctrl+Shift+D", "moon"),
    Doing("larger", QT_TRANSLATE_NOOP("Actions", "Larger text"), "Ctrl++ Ctrl+=", "search"),
    Doing("smaller", QT_TRANSLATE_NOOP("Actions", "Smaller text"), "Ctrl+-", "search"),
    Doing("own_size", QT_TRANSLATE_NOOP("Actions", "Text in its own size"), "Ctrl+0", "search"),
    Doing("keys", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "F1", "keyboard"),
    Doing("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "Ctrl+Q", "log-in"),
)
NOWHERE = "nowhere"
SCOPES = {
    "everything": "",
    "people": "person",
    "units": "unit",
    "pages": "page",
    "posts": "post",
    "questions": "question",
}

PLACES = ("home", "settings")


class Actions(QObject):
    """The QActions by name, attached to the window so that their keys work everywhere in it.

    ``scopes`` are those that choose a kind, which is their data.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        self.scopes = QActionGroup(window)
        for doing in DOINGS:
            action = QAction(title(doing), window)
            action.setShortcuts([QKeySequence(keys) for keys in doing.keys.split()])
            action.setToolTip(f"{title(doing)} ({keys_text(doing)})")
            action.setCheckable(doing.name in (*SCOPES, *PLACES))
            if doing.name in SCOPES:
                action.setData(SCOPES[doing.name])
                self.scopes.addAction(action)
            self._made[doing.name] = action
            window.addAction(action)
        self.set_theme(theme)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def set_theme(self, theme: Theme) -> None:
        for doing in DOINGS:
            sign = "sun" if doing.name == "theme" and theme.dark else doing.sign
            self._made[doing.name].setIcon(switching_icon(sign, theme.text_muted, theme.accent, 20))

    def mark_scope(self, kind: str) -> None:
        """Check the action of the kind that is looked for; kinds without one check none."""
        self.scopes.setExclusive(kind in SCOPES.values())
        for name, scope in SCOPES.items():
            self._made[name].setChecked(scope == kind)

    def mark_place(self, place: str, kind: str) -> None:
        """Check *Home* or *Settings* and nothing else, or the action of the kind that is looked
        for where ``place`` is empty."""
        for name in PLACES:
            self._made[name].setChecked(name == place)
        self.mark_scope(NOWHERE if place else kind)


def title(doing: Doing) -> str:
    """The name of a doing in the language of the window."""
    return QCoreApplication.translate("Actions", str(doing.text))


def keys_text(doing: Doing) -> str:
    """Its keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(keys).toString(native) for keys in doing.keys.split())
