"""The look of a page's text: the colours and measures for the classes in rendered HTML.

Rendered texts carry no colours, so that a change of theme or zoom needs no rendering anew.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from desktop.ui.style.tokens import (
    CODE_FAMILY,
    FONT_BASE,
    FONT_HEADING,
    FONT_LARGE,
    FONT_SMALL,
    SPACE_1,
    SPACE_2,
    SPACE_3,
    SPACE_4,
    SPACE_5,
    Theme,
)

CODE_LIGHT = {
    "comment": "#5d6673",
    "keyword": "#7a2fa8",
    "name": "#1d5a8c",
    "number": "#955200",
    "string": "#157347",
    "type": "#006a72",
    "wrong": "#b42323",
}
CODE_DARK = {
    "comment": "#939cab",
    "keyword": "#d3a2ff",
    "name": "#7fc1ff",
    "number": "#f0a04b",
    "string": "#7fd6a4",
    "type": "#6fd3d8",
    "wrong": "#ff8585",
}
CALLOUTS = {
    "note": "accent",
    "important": "accent",
    "tip": "success",
    "warning": "warning",
    "caution": "danger",
}
# What lies above a table gives it no room: only its own margin counts.
RULES = Template("""
body, p, li, td, th { color: $text; font-size: ${base}px; }
p { margin-top: 0; margin-bottom: ${s3}px; line-height: 150%; }
p.picture { line-height: 100%; margin-top: ${s3}px; }
li { margin-bottom: ${s1}px; line-height: 140%; }
ul, ol { margin-top: 0; margin-bottom: ${s3}px; }
ul ul, ul ol, ol ul, ol ol { margin-top: ${s1}px; margin-bottom: 0; }
ul.tasks { list-style-type: none; }
a { color: $link; text-decoration: none; }
h1, h2, h3, h4, h5, h6 { color: $text; font-weight: 600; margin-bottom: ${s2}px; }
h1 { font-size: ${h1}px; margin-top: ${s4}px; }
h2 { font-size: ${h2}px; margin-top: ${s5}px; }
h3 { font-size: ${h3}px; margin-top: ${s4}px; }
h4, h5, h6 { font-size: ${base}px; margin-top: ${s4}px; }
h1.title { margin-top: 0; margin-bottom: ${s2}px; }
hr { background-color: $border; margin-top: ${s4}px; margin-bottom: ${s4}px; }
code, pre { font-family: "$code_family"; font-size: ${code}px; }
code { background-color: $code_background; }
pre { margin: 0; white-space: pre-wrap; line-height: 130%; color: $text; }
pre.plain { font-family: "$code_family"; }
table.code, table.quote, table.grid { margin-top: ${s3}px; margin-bottom: ${s4}px; }
table.in1 { margin-left: -16px; } table.in2 { margin-left: -32px; }
table.in3 { margin-left: -48px; } table.in4 { margin-left: -64px; }
table.code td.pad { background-color: $code_background; padding: ${s3}px; border: none; }
table.quote td.pad { background-color: $quote_background; padding-left: ${s3}px;
    padding-right: ${s3}px; padding-top: ${s2}px; padding-bottom: 0px;
    border-left: 3px solid $accent; }
table.quote table.quote td.pad { background-color: $surface; }
blockquote { margin-left: ${s4}px; margin-right: 0; }
table.grid { border-collapse: collapse; border: 1px solid $border; }
table.grid th { background-color: $surface_alt; font-weight: 600; color: $text_muted;
    padding: ${s2}px; border: 1px solid $border; }
table.grid td { padding: ${s2}px; border: 1px solid $border; }
span.dead { color: $text_muted; text-decoration: line-through; }
span.missing { color: $text_muted; font-style: italic; }
span.done { color: $success; font-size: ${h3}px; }
span.todo { color: $text_muted; font-size: ${h3}px; }
ol.footnotes li, ol.footnotes p { font-size: ${small}px; color: $text_muted; }
sup { font-size: ${small}px; }
img { max-width: 100%; }
p.meta a, p.meta span { font-size: ${small}px; }
p.meta { color: $text_muted; font-size: ${small}px; margin-bottom: ${s3}px; }
span.badge { color: $warning; font-weight: 600; }
a.tag { color: $text_muted; background-color: $surface_alt; }
p.section { color: $text_muted; font-size: 11px; font-weight: 700; margin-top: ${s5}px;
    margin-bottom: ${s1}px; }
p.line { margin-bottom: ${s1}px; }
table.remark { margin-top: ${s2}px; margin-bottom: ${s3}px; }
table.remark td.accepted { border-left: 3px solid $success; padding-left: ${s3}px; }
table.remark p.by { color: $text_muted; font-size: ${small}px; margin-bottom: ${s1}px; }
p.by { color: $text_muted; font-size: ${small}px; margin-bottom: ${s1}px; }
span.good { color: $success; font-weight: 600; }
span.quiet { color: $text_muted; }
""")
CODE_RULE = "span.c-{name} {{ color: {colour}; }}\n"
CALLOUT_RULE = "table.{name} td.pad {{ border-left: 3px solid {colour}; }}\n"


def document_style(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet of a page's document; ``scale`` is the zoom, 1 for 100 %."""
    sizes = {
        "base": FONT_BASE,
        "small": FONT_SMALL,
        "code": FONT_BASE - 1,
        "h1": FONT_HEADING,
        "h2": FONT_LARGE + 4,
        "h3": FONT_LARGE,
        "s1": SPACE_1,
        "s2": SPACE_2,
        "s3": SPACE_3,
        "s4": SPACE_4,
        "s5": SPACE_5,
    }
    scaled = {name: round(size * scale) for name, size in sizes.items()}
    text = RULES.substitute(asdict(theme), **scaled, code_family=CODE_FAMILY)
    codes = CODE_DARK if theme.dark else CODE_LIGHT
    text += "".join(CODE_RULE.format(name=name, colour=codes[name]) for name in codes)
    return text + "".join(
        CALLOUT_RULE.format(name=name, colour=getattr(theme, token))
        for name, token in CALLOUTS.items()
    )
