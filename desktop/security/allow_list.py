"""The allow-list: what HTML may hold when it reaches the window. The only module that uses nh3."""

from __future__ import annotations

import nh3

from desktop.security.links import HERE, IMAGE, SCHEMES, image_hash, is_anchor, is_open

TAGS = frozenset(
    {"a", "b", "blockquote", "br", "code", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i"}
    | {"img", "li", "ol", "p", "pre", "s", "span", "sup", "table", "tbody", "td", "th", "tr", "ul"}
)
CLASSES = frozenset(
    {"code", "dead", "done", "footnotes", "grid", "missing", "pad", "picture", "plain", "quote"}
    | {"tasks", "todo", "callout", "note", "tip", "important", "warning", "caution"}
    | {"in1", "in2", "in3", "in4"}
    | {"c-comment", "c-keyword", "c-name", "c-number", "c-string", "c-type", "c-wrong"}
)
ALIGNMENTS = frozenset({"left", "right", "center"})
TOOLTIPS = frozenset({"dead", "missing"})  # keys; the window has the words
MOST_COUNTED = 7

ATTRIBUTES = {
    "*": {"class", "id"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "span": {"title"},
    "table": {"width", "cellspacing", "cellpadding"},
    "td": {"align"},
    "th": {"align"},
}


def clean(html: str) -> str:
    """``html`` with everything taken out that is not on the list."""
    return CLEANER.clean(html)


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of one attribute as it may stay; ``None`` to drop it."""
    return value if _fits(tag, name, value) else None


def _fits(tag: str, name: str, value: str) -> bool:
    match name:
        case "class":
            return set(value.split()) <= CLASSES
        case "id":
            return is_anchor(value)
        case "href":
            scheme, _, rest = value.partition(":")
            return is_open(value) or (scheme == HERE and is_anchor(rest))
        case "src":
            return image_hash(value) is not None
        case "title":
            return value in TOOLTIPS
        case "align":
            return value in ALIGNMENTS
        case "alt":
            return True
        case _:
            return len(value) <= MOST_COUNTED and value.rstrip("%").isdecimal()


CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    attribute_filter=_kept,
    url_schemes=set(SCHEMES | {HERE, IMAGE}),
    url_relative="deny",
    link_rel=None,
)
