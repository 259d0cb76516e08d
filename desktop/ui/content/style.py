"""The few rules of the content views that the application's style sheet does not have."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from desktop.ui.style.fonts import text_scale
from desktop.ui.style.tokens import FONT_SMALL, Theme

RULES = Template("""
QPushButton[role="link"], QPushButton[role="crumb"] { background: transparent; color: $link;
    border: 1px solid transparent; border-radius: 4px; padding: 1px; font-weight: 400;
    text-align: left; }
QPushButton[role="crumb"] { color: $text_muted; font-size: ${small}px; }
QPushButton[role="link"]:hover, QPushButton[role="crumb"]:hover { background: $surface_alt;
    color: $link; }
QPushButton[role="link"]:focus, QPushButton[role="crumb"]:focus { border-color: $accent; }
QLabel[role="badge"] { color: $warning; border: 1px solid $warning; border-radius: 8px;
    padding: 1px 8px; font-size: ${small}px; font-weight: 600; }
QLabel[role="presence"] { color: $text_muted; font-size: ${small}px; font-weight: 600; }
QToolButton[role="small"] { padding: 1px; border-radius: 4px; }
QTextBrowser, QScrollArea, QListView { background: transparent; border: none; }
QScrollArea { border: 1px solid transparent; }
QScrollArea:focus { border: 1px solid $accent; border-radius: 8px; }
QTextBrowser { selection-background-color: $accent; selection-color: $on_accent; }
QScrollArea > QWidget > QWidget { background: transparent; }
""")


def content_style(theme: Theme) -> str:
    """The style sheet of one content view in ``theme``, the text as large as the application's."""
    return RULES.substitute(asdict(theme), small=round(FONT_SMALL * text_scale()))
