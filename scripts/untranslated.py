"""Finds visible texts of the window that no translation can reach, and those that wait for one.

A text is visible if it is handed, as it is written, to a widget or to one of the methods that
show something; words in lower case are names of roles and signs. ``make lint`` fails on any.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from scripts.translations import FOLDER, LANGUAGES, ROOT, collect

SHOWING: Final = frozenset(
    (
        *("setText", "setHtml", "setPlainText", "setTitle", "setWindowTitle", "setLabelText"),
        *("setToolTip", "setStatusTip", "setPlaceholderText", "setInformativeText", "say"),
        *("setAccessibleName", "setAccessibleDescription", "showMessage", "setSuffix"),
        *("addItem", "insertItem", "setItemText", "addAction", "addMenu", "addRow", "addTab"),
    )
)
_widget: Final = re.compile(r"Q[A-Z][a-z]\w+|\w+(?:Label|Button|Box|Dialog|Action)")
_said: Final = re.compile(r"[A-ZÄÖÜ][a-zäöüß]|\w [\w{]|[a-z][.:…!?]$")
SAME_EVERYWHERE: Final = frozenset(("Vademecum",))


def main() -> int:
    """Say each, and where it is; return whether there is any."""
    found = [*bare_texts(ROOT / "desktop" / "ui"), *waiting()]
    sys.stdout.writelines(f"{one}\n" for one in found)
    return 1 if found else 0


def bare_texts(folder: Path) -> Iterator[str]:
    """Texts below ``folder`` that are shown without being looked up: ``file:line: text``."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _shows(node.func):
                for text in _texts(node):
                    yield f"{path.relative_to(folder)}:{node.lineno}: {text!r} is not translated"


def waiting() -> Iterator[str]:
    """Texts of the sources that a language has no words for yet."""
    with tempfile.TemporaryDirectory() as passing:
        for language in LANGUAGES:
            fresh = Path(passing) / f"vademecum_{language}.ts"
            shutil.copy(FOLDER / fresh.name, fresh)
            collect(language, fresh)
            for message in ET.parse(fresh).getroot().iter("message"):
                if message.find("translation[@type='unfinished']") is not None:
                    yield f"{fresh.name}: {message.findtext('source')!r} is not translated"


def _shows(called: ast.expr) -> bool:
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in SHOWING or _widget.fullmatch(name) is not None


def _texts(call: ast.Call) -> Iterator[str]:
    for given in (*call.args, *(keyword.value for keyword in call.keywords)):
        parts = given.values if isinstance(given, ast.JoinedStr) else [given]
        text = "".join(
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
            for part in parts
        )
        if _said.search(text) and text not in SAME_EVERYWHERE:
            yield text


if __name__ == "__main__":
    sys.exit(main())
