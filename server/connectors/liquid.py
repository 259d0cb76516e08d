"""Liquid tags of static site generators, as Markdown.

Only tags that stand for content or a link are known; any other stays as visible text and is
reported. Code on the shelf is left alone but for ``raw`` marks. Knows nothing of files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from server.connectors.pairs import replace_pairs
from server.connectors.shelf import Shelf

Note = Callable[[str], None]

_MARK = r"\{%-?\s*(?:end)?(?:raw|verbatim)\s*-?%\}"
_RAW_MARK = re.compile(rf"^[ \t]*{_MARK}[ \t]*\n|{_MARK}", re.MULTILINE)
_RAW, _END_RAW = (re.compile(rf"\{{%-?\s*{name}\s*-?%\}}") for name in ("raw", "endraw"))
_COMMENT, _END_COMMENT, _END_ALERT = (
    re.compile(rf"\{{%-?\s*{name}\s*-?%\}}") for name in ("comment", "endcomment", "endalert")
)
_ALERT = re.compile(r"^([ \t]*)\{%-?\s*alert\b([^%]{0,500}?)-?%\}", re.MULTILINE)
_TAG = re.compile(r"\{%-?\s*([\w-]+)((?:(?!%\}|\{%).){0,2000}?)-?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?((?:(?!\}\}|\{\{).){0,1000}?)-?\}\}", re.DOTALL)
_ARGUMENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|(\S+)")
_ALONE = "\ue003"
_EMPTY_LINE = re.compile(f"^[ \\t]*(?:{_ALONE}[ \\t]*)+(?:\\n|\\Z)", re.MULTILINE)

# They draw decoration of the site they come from, or choose its layout.
_DECORATION: Final = frozenset(
    {"include", "include_relative", "layout", "uswds_icon", "assign", "capture", "endcapture"}
    | {"css", "js", "endcss", "endjs", "render", "seo", "feed_meta"}
)


def to_markdown(text: str, shelf: Shelf, note: Note) -> str:
    """Return ``text`` with its Liquid tags as Markdown; ``note`` takes what was left or dropped."""
    if "{%" not in text and "{{" not in text:
        shelf.change(_RAW_MARK, "")
        return text
    text = replace_pairs(text, _RAW, _END_RAW, lambda _, inside: shelf.put(inside))
    shelf.change(_RAW_MARK, "")
    text = _RAW_MARK.sub("", text)
    text = replace_pairs(text, _COMMENT, _END_COMMENT, lambda _, inside: _ALONE)
    text = replace_pairs(text, _ALERT, _END_ALERT, _alert)
    text = _OUTPUT.sub(lambda found: _output(found, note), text)
    text = _TAG.sub(lambda found: _tag(found, note), text)
    return _EMPTY_LINE.sub("", text).replace(_ALONE, "")


def _alert(found: re.Match[str], body: str) -> str:
    indent, body = found[1], body.rstrip().strip("\n")
    heading = next(iter(_arguments(found[2])), "").strip(", ")
    lines = [line.removeprefix(indent).rstrip() for line in body.split("\n")]
    inner = _common_indent(lines)
    lines = [line[inner:] for line in lines]
    if heading:
        lines = [f"**{heading}**", "", *lines]
    return "\n".join(f"{indent}> {line}".rstrip() for line in lines)


def _common_indent(lines: list[str]) -> int:
    return min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)


def _output(found: re.Match[str], note: Note) -> str:
    expression = found[1].strip()
    if re.fullmatch(r"(?:site|base|page)\.(?:base_?url|url)", expression):
        return ""
    if literal := re.fullmatch(r"\"(.*)\"|'(.*)'", expression, re.DOTALL):
        return literal[1] or literal[2] or ""
    if literal := re.fullmatch(r"[\"']([^\"']*)[\"']\s*\|\s*(?:url|relative_url)", expression):
        return literal[1]
    note("A Liquid expression has no value here and stays as text")
    return found[0]


def _tag(found: re.Match[str], note: Note) -> str:
    name, arguments = found[1], _arguments(found[2])
    first = arguments[0] if arguments else ""
    match name:
        case "page" | "link" | "post_url" | "download":
            return _address(first)
        case "image" | "image_with_class":
            return _image(name, found[2])
        case "slack_channel":
            return _channel(arguments)
        case _ if name in _DECORATION:
            note(f"The Liquid tag '{name}' only decorates and was left out")
            return _ALONE
        case _:
            note(f"The Liquid tag '{name}' has no Markdown form and stays as text")
            return found[0]


def _address(address: str) -> str:
    """Tags name pages from the root of the site, with or without a slash in front."""
    outside = re.match(r"[a-z][a-z0-9+.-]*:|//|/|#", address, re.IGNORECASE)
    address = address if outside or not address else "/" + address
    return f"<{address}>" if re.search(r"[\s()]", address) else address


def _image(name: str, source: str) -> str:
    """``"path" "alt"``, or ``"path" "class" "alt"``; the alternative may hold quotes itself."""
    leading = 2 if name == "image_with_class" else 1
    quoted = re.match(rf"((?:\s*\"[^\"]*\"){{{leading}}})\s*(.*)", source, re.DOTALL)
    if quoted is None:
        return f"![]({_address(next(iter(_arguments(source)), ''))})"
    alternative = " ".join(quoted[2].strip().strip('"').split())
    alternative = alternative.replace("[", "\\[").replace("]", "\\]")
    return f"![{alternative}]({_address(_arguments(quoted[1])[0])})"


def _channel(arguments: list[str]) -> str:
    if not arguments:
        return ""
    channel = "#" + arguments[0].lstrip("#")
    label = arguments[1] if len(arguments) > 1 else ""
    if not label or channel.lstrip("#").lower() in label.lower():
        return label if "#" in label else channel
    return f"{label} ({channel})"


def _arguments(source: str) -> list[str]:
    return ["".join(found.groups("")) for found in _ARGUMENT.finditer(source)]
