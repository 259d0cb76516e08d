"""A theme as Qt's palette, so that every plain widget follows it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from desktop.ui.style.tokens import Theme

Role = QPalette.ColorRole


def palette(theme: Theme) -> QPalette:
    """The palette for ``theme``; what is disabled is muted."""
    made = QPalette()
    for role, colour in _roles(theme).items():
        made.setColor(role, QColor(colour))
    muted = QColor(theme.text_muted)
    for role in (Role.Text, Role.WindowText, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, muted)
    return made


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    return {
        Role.Window: theme.background,
        Role.WindowText: theme.text,
        Role.Base: theme.surface,
        Role.AlternateBase: theme.surface_alt,
        Role.Text: theme.text,
        Role.PlaceholderText: theme.text_muted,
        Role.Button: theme.surface,
        Role.ButtonText: theme.text,
        Role.BrightText: theme.danger,
        Role.Highlight: theme.accent,
        Role.HighlightedText: theme.on_accent,
        Role.Link: theme.link,
        Role.LinkVisited: theme.link,
        Role.ToolTipBase: theme.surface_alt,
        Role.ToolTipText: theme.text,
        Role.Light: theme.surface,
        Role.Midlight: theme.surface_alt,
        Role.Mid: theme.border,
        Role.Dark: theme.border_strong,
        Role.Shadow: theme.border_strong,
        Role.Accent: theme.accent,
    }
