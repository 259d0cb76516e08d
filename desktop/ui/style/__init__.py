"""How everything looks: colours, icons, fonts, palette, style sheet. Knows no screen."""
