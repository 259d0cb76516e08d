"""The inside of a block as HTML: words, links, images, notes. Knows nothing of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from desktop.security.budget import Runs
from desktop.security.links import HERE, IMAGE, image_hash, target
from desktop.security.markdown import Token
from desktop.security.rendered import Picture

TAGS = {
    "strong_open": "<b>",
    "strong_close": "</b>",
    "em_open": "<i>",
    "em_close": "</i>",
    "s_open": "<s>",
    "s_close": "</s>",
    "softbreak": "\n",
    "hardbreak": "<br>",
}
DEAD = '<span class="dead" title="dead">'
DIRECTED = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


def cleared(text: str) -> str:
    """``text`` without control characters, bidi overrides and lone surrogates."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("\ufffd", lines).translate(DIRECTED)


class InlineMarkup:
    """Writes inline tokens. ``dead`` are the link targets that lead nowhere here."""

    def __init__(self, dead: frozenset[str]) -> None:
        self.pictures: list[Picture] = []
        self._dead = dead
        self._runs = Runs()
        self._closing: list[str] = []
        self._writers: dict[str, Callable[[Token], str]] = {
            "text": self._text,
            "text_special": self._text,
            "code_inline": self._code,
            "link_open": self._link_open,
            "link_close": self._link_close,
            "image": self._image,
            "footnote_ref": self._footnote,
        }

    def write(self, tokens: Sequence[Token]) -> str:
        """One block's inside."""
        self._runs.start()
        return "".join(map(self._one, tokens))

    def words(self, tokens: Sequence[Token]) -> str:
        """The same as plain words: for headings' names and what stands for an image."""
        return "".join(self._words_of(token) for token in tokens).strip()

    def _words_of(self, token: Token) -> str:
        if token.type == "softbreak":
            return " "
        return self.words(token.children) if token.children else token.content

    def _one(self, token: Token) -> str:
        writer = self._writers.get(token.type)
        return writer(token) if writer else TAGS.get(token.type, "")

    def _text(self, token: Token) -> str:
        return escape(self._runs.broken(token.content), quote=False)

    def _code(self, token: Token) -> str:
        return f"<code>{self._text(token)}</code>"

    def _link_open(self, token: Token) -> str:
        address = target(str(token.attrGet("href") or ""), self._dead)
        if address is None:
            self._closing.append("</span>")
            return DEAD
        self._closing.append("</a>")
        return f'<a href="{escape(address)}">'

    def _link_close(self, _token: Token) -> str:
        return self._closing.pop() if self._closing else ""

    def _image(self, token: Token) -> str:
        words = self.words(token.children or ())
        known = image_hash(str(token.attrGet("src") or ""))
        if known is None:
            return f'<span class="missing" title="missing">[{escape(words or "…")}]</span>'
        self.pictures.append(Picture(known, words))
        return f'<img src="{IMAGE}:{known}" alt="{escape(words)}">'

    def _footnote(self, token: Token) -> str:
        number, times = int(token.meta["id"]) + 1, int(token.meta.get("subId") or 0)
        own = f"fnref{number}" + (f"-{times}" if times else "")
        return f'<sup><a id="{own}" href="{HERE}:fn{number}">[{number}]</a></sup>'
