"""Markdown text with HTML tags in it, as a tree.

Lenient as browsers are: what is not closed is closed by what follows, what was never opened is
ignored. Knows nothing of what the tags become.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

_VOID_NAMES: Final = "area base br col embed hr img input link meta param source track wbr"
_OTHER_NAMES: Final = """
a abbr address article aside audio b big blockquote body button canvas caption center cite code
colgroup dd del details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5
h6 head header html i iframe ins kbd label legend li main map mark math nav noscript object ol
optgroup option p picture pre q s samp section select small span strike strong sub summary sup svg
table tbody td template textarea tfoot th thead time title tr tt u ul var video
"""
VOID: Final = frozenset(_VOID_NAMES.split())
_KNOWN: Final = VOID | frozenset(_OTHER_NAMES.split())
# An opening tag of the key ends what is open of the values.
_ENDS: Final = {
    "li": ("li",),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tbody": ("thead", "tr", "td", "th"),
    "tfoot": ("tbody", "tr", "td", "th"),
}
# Deeper nesting than any page needs is read as text, so that no page can exhaust the stack.
_DEEPEST: Final = 24
_DEEPEST_INDENT: Final = 200

_ATTRIBUTES = r"(?:[^<>\"']++|\"[^\"]{0,4000}+\"|'[^']{0,4000}+'){0,100}+"
_TAG = re.compile(rf"<(/?)([A-Za-z][\w.-]*)(?=[\s/>])({_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r"([\w:@-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_COMPONENT = re.compile(r"[A-Z][a-z0-9]+[A-Z]\w*")
_COMPONENT_WITH_ATTRIBUTES = re.compile(r"[A-Z][a-z0-9]+\w*|[a-z]+(?:-[a-z0-9]+)+")


@dataclass(slots=True)
class Element:
    """A tag with what it holds. ``indent`` is the white space before it, if it begins a line."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    indent: str = ""

    def text(self) -> str:
        """Return the text within, without any tag."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


@dataclass(slots=True)
class Tree:
    """The outermost element, and the names of tags that are not HTML: text, or a component."""

    root: Element
    components: list[str]
    strangers: list[str]


def parse(text: str) -> Tree:
    """Read ``text`` into a tree."""
    builder = _Builder()
    at = 0
    for found in _TAG.finditer(text):
        builder.add_text(text[at : found.start()])
        builder.add_tag(found, text)
        at = found.end()
    builder.add_text(text[at:])
    return Tree(builder.stack[0], builder.components, builder.strangers)


class _Builder:
    def __init__(self) -> None:
        self.stack = [Element("")]
        self.components: list[str] = []
        self.strangers: list[str] = []

    def add_text(self, text: str) -> None:
        if text:
            self.stack[-1].children.append(text)

    def add_tag(self, found: re.Match[str], text: str) -> None:
        closing, name, attributes = found[1], found[2], found[3]
        lower = name.lower()
        if lower not in _KNOWN:
            self._add_stranger(found)
        elif closing:
            self._close(lower)
        else:
            # Nothing is indented so far; and looking back further would cost on endless lines.
            before = text[max(0, found.start() - _DEEPEST_INDENT) : found.start()]
            lead = before.rpartition("\n")[2]
            self._open(lower, attributes, lead if not lead.strip(" \t") else "")

    def _add_stranger(self, found: re.Match[str]) -> None:
        """Components draw what is not here; anything else is a word in angle brackets."""
        closing, name, attributes = found[1], found[2], found[3]
        furnished = closing or "=" in attributes or attributes.endswith("/")
        if (_COMPONENT_WITH_ATTRIBUTES if furnished else _COMPONENT).fullmatch(name):
            self.components += [] if closing else [name]
        else:
            self.strangers.append(name)
            self.add_text("\\" + found[0])

    def _open(self, name: str, attributes: str, indent: str) -> None:
        for ended in _ENDS.get(name, ()):
            self._close(ended, stop="table" if name[0] == "t" else "ul")
        element = Element(name, _read_attributes(attributes), indent=indent)
        if len(self.stack) > _DEEPEST:
            return
        self.stack[-1].children.append(element)
        if name not in VOID and not (attributes.rstrip().endswith("/") and name != "p"):
            self.stack.append(element)

    def _close(self, name: str, *, stop: str = "") -> None:
        for depth in range(len(self.stack) - 1, 0, -1):
            open_name = self.stack[depth].name
            if open_name == name:
                del self.stack[depth:]
                return
            if stop and open_name in (stop, "ol", "dl", "table"):
                return


def _read_attributes(source: str) -> dict[str, str]:
    return {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(source)
    }
