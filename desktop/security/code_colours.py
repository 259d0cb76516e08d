"""Colour in code blocks, as classes. The only module that uses Pygments.

A lexer is a set of regular expressions, and most of them can be made to look again and again over
the same text. Each language here was measured on hostile text: some stay linear, the others are
given short blocks only, and what is worse than quadratic is not on the list.
"""

from __future__ import annotations

from html import escape

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import string_to_tokentype

LONGEST_BLOCK = 3 * 1024
LONGEST_PAGE = 6 * 1024
LONGEST_LINEAR = 64 * 1024
LINEAR = {
    "bash": "bash", "sh": "bash", "shell": "bash", "console": "bash", "zsh": "bash",
    "json": "json", "toml": "toml", "sql": "sql", "php": "php",
    "dockerfile": "docker", "docker": "docker", "nginx": "nginx",
}  # fmt: skip
SHORT = {
    "python": "python", "py": "python", "yaml": "yaml", "yml": "yaml", "xml": "xml",
    "html": "html", "css": "css", "ini": "ini", "javascript": "javascript", "js": "javascript",
    "typescript": "javascript", "ts": "javascript", "go": "go", "rust": "rust",
    "ruby": "ruby", "rb": "ruby", "powershell": "powershell", "ps1": "powershell",
    "lua": "lua", "r": "r",
}  # fmt: skip
CLASSES = (
    ("Comment", "c-comment"),
    ("Keyword.Type", "c-type"),
    ("Keyword", "c-keyword"),
    ("Operator.Word", "c-keyword"),
    ("Name.Builtin", "c-type"),
    ("Name.Class", "c-name"),
    ("Name.Function", "c-name"),
    ("Name.Decorator", "c-name"),
    ("Name.Tag", "c-keyword"),
    ("Name.Attribute", "c-name"),
    ("Literal.Number", "c-number"),
    ("Literal.String", "c-string"),
    ("Generic.Deleted", "c-wrong"),
    ("Generic.Inserted", "c-string"),
    ("Generic.Heading", "c-keyword"),
)
GROUPS = tuple((tuple(string_to_tokentype(group)), name) for group, name in CLASSES)


class CodeColours:
    """Colours the code blocks of one page, as long as the page's share lasts."""

    def __init__(self) -> None:
        self._short, self._linear = LONGEST_PAGE, LONGEST_LINEAR

    def coloured(self, code: str, language: str) -> str:
        """``code`` as escaped HTML with classes; without, where it is unknown or too long."""
        lexer = self._lexer(language.lower(), len(code))
        return escape(code) if lexer is None else _written(code, lexer)

    def _lexer(self, language: str, length: int) -> Lexer | None:
        if language in LINEAR and length <= self._linear:
            self._linear -= length
            return get_lexer_by_name(LINEAR[language], stripnl=False, ensurenl=False)
        if language in SHORT and length <= min(LONGEST_BLOCK, self._short):
            self._short -= length
            return get_lexer_by_name(SHORT[language], stripnl=False, ensurenl=False)
        return None


def _written(code: str, lexer: Lexer) -> str:
    """The tokens as spans; what lies between two of a class joins them."""
    parts: list[str] = []
    last: str | None = None
    gathered = ""
    for kind, text in lexer.get_tokens(code):
        name = last if text.isspace() else _class(kind)
        if name != last:
            parts.append(_span(gathered, last))
            last, gathered = name, ""
        gathered += text
    parts.append(_span(gathered, last))
    return "".join(parts)


def _class(kind: tuple[str, ...]) -> str | None:
    return next((name for group, name in GROUPS if kind[: len(group)] == group), None)


def _span(text: str, name: str | None) -> str:
    if not text or name is None:
        return escape(text)
    return f'<span class="{name}">{escape(text)}</span>'
