"""The style sheet: what the palette cannot say. Widgets are reached by object name or ``role``."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from desktop.ui.style.resources import resource
from desktop.ui.style.tokens import (
    FONT_HEADING,
    FONT_LARGE,
    FONT_SECTION,
    FONT_SMALL,
    FONT_TITLE,
    RADIUS,
    RADIUS_LARGE,
    Theme,
)

TICK = 16  # pixels of the box of a check box
CHIP_LINE = 16  # pixels that a line of text takes in a chip

# A radius above half of the height draws square corners: no radius here is above 16, and what
# is rounder than that is painted, not styled.
RULES = Template("""
QToolTip { background: $surface_alt; color: $text; border: 1px solid $border; padding: 4px 6px; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: ${large}px; }
QFrame[role="bar"] { background: $surface; border: none; }
QFrame[role="bar-top"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[role="bar-left"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[role="bar-bottom"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[role="note"] { background: $accent_soft; border: none; border-radius: 8px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; }
QPushButton, QToolButton { outline: none; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: ${heading}px; font-weight: 600; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $text_muted; }
QLabel[role="small"] { color: $text_muted; font-size: ${small}px; }
QLabel[role="section"] { color: $text_muted; font-size: ${section}px; font-weight: 700; }
QLabel[role="danger"] { color: $danger; }
QLineEdit, QPlainTextEdit { background: $surface_alt; border: 1px solid $border;
    border-radius: ${radius}px; padding: 7px 10px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit#search_box { font-size: ${box}px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 1px solid $accent; }
QComboBox, QSpinBox { background: $surface_alt; border: 1px solid $border; border-radius: 8px;
    padding: 4px 10px; }
QComboBox:focus, QSpinBox:focus { border: 1px solid $accent; }
QComboBox:disabled, QSpinBox:disabled { color: $text_muted; }
QComboBox::drop-down, QSpinBox::up-button, QSpinBox::down-button { border: none; width: 28px;
    background: transparent; }
QComboBox::down-arrow, QSpinBox::down-arrow, QSpinBox::up-arrow { width: ${tick}px;
    height: ${tick}px; image: url($controls/down.svg); }
QSpinBox::up-arrow { image: url($controls/up.svg); }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; outline: none; }
QComboBox QAbstractItemView::item { padding: 5px 8px; border: none; color: $text; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QCheckBox { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 6px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { width: ${tick}px; height: ${tick}px; border: 1px solid $border_strong;
    border-radius: 4px; background: $surface_alt; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url($controls/tick-$tick_for.svg); }
QPushButton { background: $surface; border: 1px solid $border; border-radius: 8px;
    padding: 7px 14px; font-weight: 500; }
QPushButton:hover { background: $surface_alt; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $text_muted; background: $surface_alt; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="primary"]:hover { border-color: $text; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 6px 13px; }
QPushButton[role="primary"]:disabled { background: $surface_alt; color: $text_muted;
    border-color: $border; }
QPushButton[role="tile"] { border-radius: ${large}px; padding: 0; }
QPushButton[role="chip"] { border-radius: 14px; padding: 5px 12px; min-height: ${line}px; }
QPushButton[role="chip"]:checked { background: $accent_soft; color: $accent;
    border-color: $accent_soft; }
QPushButton[role="chip"][none="true"] { color: $text_muted; font-weight: 400; }
QPushButton[role="chip"]:focus { border-color: $accent; }
QPushButton[role="pill"] { border-radius: 14px; padding: 5px 12px; min-height: ${line}px;
    background: $surface_alt; border-color: $surface_alt; }
QPushButton[role="pill"]:focus, QPushButton[role="pill"]:hover { border-color: $accent; }
QPushButton[role="flat"] { background: transparent; border: 1px solid transparent; color: $accent;
    padding: 2px 6px; border-radius: 6px; font-size: ${small}px; }
QPushButton[role="flat"]:hover { background: $surface_alt; }
QPushButton[role="flat"]:focus { border-color: $accent; }
QPushButton[role="flat"]:disabled { color: transparent; }
QTreeView { background: transparent; outline: none; }
QTreeView#tree { padding: 4px 8px; }
QTreeView::item { padding: 3px 2px; border: 1px solid transparent; }
QTreeView::item:hover { background: $surface_alt; }
QTreeView::item:focus { background: $accent_soft; border-color: $accent; color: $text; }
QTreeView::item:selected { background: $accent_soft; color: $text; }
QTreeView::branch { background: transparent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 8px;
    padding: 5px; }
QToolButton:hover { background: $surface_alt; }
QToolButton:checked { background: $accent_soft; border-color: $accent_soft; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { background: transparent; }
QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QProgressBar { background: $surface_alt; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QAbstractScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $scrollbar; border-radius: 3px; min-height: 28px;
    min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet of the whole application in ``theme``; ``scale`` is that of the text."""
    fonts = {
        "small": FONT_SMALL,
        "section": FONT_SECTION,
        "box": FONT_LARGE,
        "title": FONT_TITLE,
        "heading": FONT_HEADING,
        "line": CHIP_LINE,
        "tick": TICK,
    }
    scaled = {name: round(size * scale) for name, size in fonts.items()}
    drawn = {
        "controls": resource("controls").as_posix(),
        "tick_for": "dark" if theme.dark else "light",
    }
    return RULES.substitute(asdict(theme), **drawn, radius=RADIUS, large=RADIUS_LARGE, **scaled)
