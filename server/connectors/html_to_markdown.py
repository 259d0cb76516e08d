"""HTML within Markdown, as Markdown.

What has a Markdown form gets it; what only lays out (``div``, ``span``) leaves its content; what
is no content (scripts, styles, comments) goes, and is reported. Knows nothing of files.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from typing import Final

from server.connectors import html_tree
from server.connectors.html_tables import pipe_table
from server.connectors.html_tree import Element
from server.connectors.line_breaks import BREAK, one_line, place_breaks
from server.connectors.pairs import replace_pairs

Note = Callable[[str], None]

_COMMENT, _END_COMMENT = re.compile(r"<!--"), re.compile(r"-->[ \t]*\n?")
_NO_CONTENT: Final = tuple(
    (name, re.compile(rf"<{name}\b", re.I), re.compile(rf"</{name}\s*>[ \t]*\n?", re.I))
    for name in ("script", "style", "svg", "template", "noscript")
)
_PREFORMATTED = re.compile(r"<pre\b[^<>]{0,1000}>", re.IGNORECASE)
_END_PREFORMATTED = re.compile(r"</pre\s*>", re.IGNORECASE)
_TOO_MANY_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")

_EMPHASIS: Final = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*"}
_EMPHASIS_OTHER: Final = {"del": "~~", "s": "~~", "strike": "~~", "figcaption": "*"}
_MARKS: Final = _EMPHASIS | _EMPHASIS_OTHER
_CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
_BLOCK_NAMES: Final = """
address article aside body center details dl div fieldset figure footer form header html main nav
p picture section
"""
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_EMBEDDED: Final = frozenset({"iframe", "video", "audio", "embed", "object"})
_RAISED: Final = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED: Final = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def to_markdown(text: str, keep: Callable[[str], str], note: Note) -> str:
    """Return ``text`` without HTML; ``keep`` shelves code, ``note`` takes what was dropped."""
    if "<" not in text:
        return text
    text = _without_scripts(text, note)
    text = replace_pairs(text, _COMMENT, _END_COMMENT, lambda _, inside: "")
    text = replace_pairs(
        text, _PREFORMATTED, _END_PREFORMATTED, lambda _, inside: keep(_fence(inside))
    )
    tree = html_tree.parse(text)
    for name in tree.components:
        note(f"The component <{name}> has no Markdown form and was left out")
    for name in tree.strangers:
        note(f"<{name}> is no HTML and stays as text")
    rendered = place_breaks(_Renderer(keep, note).children(tree.root))
    return _TOO_MANY_BLANK_LINES.sub("\n\n", rendered)


def _without_scripts(text: str, note: Note) -> str:
    for name, opening, closing in _NO_CONTENT:
        sentence = f"<{name}> is no content and was left out"

        def drop(_found: re.Match[str], _inside: str, sentence: str = sentence) -> str:
            note(sentence)
            return ""

        text = replace_pairs(text, opening, closing, drop)
    return text


def _fence(content: str) -> str:
    plain = html.unescape(re.sub(r"<[^<>]*>", "", content)).strip("\n")
    return f"\n\n```\n{plain}\n```\n\n"


class _Renderer:
    """Renders elements; ``flat`` content must stay on one line (cells, headings)."""

    def __init__(self, keep: Callable[[str], str], note: Note) -> None:
        self._keep = keep
        self._note = note

    def children(self, element: Element, *, flat: bool = False) -> str:
        return "".join(
            child if isinstance(child, str) else self.element(child, flat=flat)
            for child in element.children
        )

    def element(self, element: Element, *, flat: bool) -> str:
        name = element.name
        if name == "table" and not flat:
            rows = pipe_table(element, lambda cell: self.children(cell, flat=True))
            return _block(rows, element.indent)
        if name in ("ul", "ol"):
            return self._list(element, flat=flat)
        if name in _HEADINGS:
            return self._heading(element, flat=flat)
        if name == "blockquote" and not flat:
            inner = textwrap.dedent(self.children(element)).strip()
            return _block(textwrap.indent(inner, "> ", lambda _: True), element.indent)
        if name in _BLOCKS:
            return self._paragraphs(element, flat=flat)
        return self._inline(element, flat=flat)

    def _inline(self, element: Element, *, flat: bool) -> str:
        name = element.name
        match name:
            case "br":
                return BREAK
            case "hr":
                return BREAK if flat else _block("---", element.indent)
            case "img":
                return _image(element)
            case "a":
                return _link(self.children(element, flat=flat), element.attributes.get("href"))
            case "sup" | "sub":
                return _script(self.children(element, flat=flat), raised=name == "sup")
            case "input" | "canvas" | "map" | "math":
                self._note(f"<{name}> has no Markdown form and was left out")
                return "" if name in ("input", "canvas") else element.text()
        if name in _EMBEDDED:
            return self._embedded(element)
        if name in _CODE:
            return self._code(element)
        return _marked(self.children(element, flat=flat), _MARKS.get(name, ""))

    def _heading(self, element: Element, *, flat: bool) -> str:
        title = one_line(self.children(element, flat=True))
        if flat or not title:
            return _marked(title, "**")
        return _block(f"{'#' * int(element.name[1])} {title}", element.indent)

    def _paragraphs(self, element: Element, *, flat: bool) -> str:
        if flat:
            return BREAK + self.children(element, flat=True) + BREAK
        parts = []
        for child in element.children:
            if isinstance(child, Element) and child.name in ("summary", "dt"):
                parts.append(f"\n\n**{one_line(self.children(child, flat=True))}**\n\n")
            else:
                parts.append(child if isinstance(child, str) else self.element(child, flat=False))
        return _block(_dedent("".join(parts)), element.indent)

    def _list(self, element: Element, *, flat: bool) -> str:
        items = [child for child in element.children if isinstance(child, Element)]
        if flat:
            return BREAK.join(["", *(self.children(item, flat=True) for item in items), ""])
        lines = []
        for number, item in enumerate(items, 1):
            mark = "- " if element.name == "ul" else f"{number}. "
            inner = _TOO_MANY_BLANK_LINES.sub("\n", _dedent(self.children(item)))
            lines.append(mark + textwrap.indent(inner, " " * len(mark)).strip())
        return _block("\n".join(lines), element.indent)

    def _code(self, element: Element) -> str:
        inner = html.unescape(" ".join(element.text().split()))
        ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", inner)), default=0))
        pad = " " if "`" in inner else ""
        return self._keep(f"{ticks}{pad}{inner}{pad}{ticks}") if inner else ""

    def _embedded(self, element: Element) -> str:
        self._note(f"<{element.name}> became a link")
        sources = [element, *(child for child in element.children if isinstance(child, Element))]
        for source in sources:
            address = source.attributes.get("src") or source.attributes.get("data")
            if address:
                return f"[{source.attributes.get('title') or address}]({_address(address)})"
        return element.text().strip()


def _block(content: str, indent: str) -> str:
    """Set a block apart; within a list it keeps the depth it began at."""
    if not content.strip():
        return "\n\n" + indent
    return f"\n\n{textwrap.indent(content.strip(chr(10)), indent)}\n\n"


def _dedent(content: str) -> str:
    """Take off the common indent; a first line right behind its tag does not count."""
    first, newline, rest = content.partition("\n")
    return (first.strip() + newline + textwrap.dedent(rest)).strip()


def _marked(content: str, mark: str) -> str:
    """Put marks around the words, leaving white space outside, where Markdown wants it."""
    stripped = content.strip()
    if not mark or not stripped:
        return content
    head = content[: len(content) - len(content.lstrip())]
    tail = content[len(content.rstrip()) :]
    return f"{head}{mark}{one_line(stripped)}{mark}{tail}"


def _link(content: str, address: str | None) -> str:
    if address is None:
        return content
    label = one_line(content) or address
    return f"[{label}]({_address(address)})"


def _image(element: Element) -> str:
    alternative = one_line(element.attributes.get("alt", "")).replace("]", "\\]")
    return f"![{alternative}]({_address(element.attributes.get('src', ''))})"


def _address(address: str) -> str:
    address = address.strip().replace("\n", "")
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _script(content: str, *, raised: bool) -> str:
    """Digits have forms of their own in Unicode; other text stays where it is."""
    stripped = content.strip()
    table = _RAISED if raised else _LOWERED
    if stripped and all(ord(letter) in table for letter in stripped):
        return stripped.translate(table)
    return content
