"""A corpus of texts made to harm whoever shows them: each kind large, small, and inside prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

KIB = 1024
FULL, SMALL = 500 * KIB, 8 * KIB
HASH = "a" * 64
PROSE = "A page like any other, with *words* and a [link](https://example.com).\n\n"

# What is repeated until the text is as long as asked for.
REPEATED = {
    "open brackets": "[",
    "brackets and parentheses": "[](",
    "images never closed": "![",
    "links never closed": "[a](",
    "targets never closed": "[a](<",
    "stars": "*",
    "stars and letters": "*a ",
    "strong and weak": "**a *a ",
    "stars inside words": "a**b",
    "underscores": "_a ",
    "strikes": "~~a",
    "quotes in quotes": ">",
    "spaced quotes": "> ",
    "lists in lists": "- ",
    "numbers in numbers": "1. ",
    "backticks": "`",
    "uneven backticks": "`a ``b ```c ",
    "angles": "<",
    "tags never closed": "<a ",
    "tags": "<div>",
    "scripts": "<script>alert(1)</script>\n",
    "styles": "<style>*{background:url(file:///dev/zero)}</style>\n",
    "entities of control signs": "&#1;",
    "ampersands": "&",
    "escapes": "\\*",
    "short rows": "|a|b|\n|-|-|\n|x\n",
    "definitions": "[r]: /u\n",
    "definitions never closed": "[a]: <",
    "titles never closed": "[a](b '",
    "notes in notes": "[^a]: ",
    "notes never closed": "[^",
    "empty lines": "\n",
    "rules": "---\n",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "short lines": "a\n",
    "one word": "a",
    "words": "ab ",
    "accents on one letter": "\u0301",
    "right to left": "\u202e\u05d0",
    "isolates": "\u2067\u05d0",
    "families": "\U0001f468\u200d\U0001f469\u200d",
    "lone surrogates": "\ud800a",
    "null characters": "\0",
    "private signs": "\ue000",
    "a ligature that grows": "\ufdfa",
    "fences": "```python\nx\n```\n",
    "fences never closed": "```python\n",
    "tildes": "~~~ \n",
    "indented code": "    a\n",
    "tasks": "- [ ] a\n",
    "breaks": "<br>",
    "automatic links": "<http://a",
    "links": "[a](https://b.example) ",
    "pictures": f"![x](attach:{HASH}) ",
    "quotes and lists": "> - ",
    "carriage returns": "a\r",
    "tabs": "\t",
    "spaces": " ",
    "callouts": "> [!NOTE]\n",
}

# What must be shown as words, and never be a way out.
SINGLE = {
    "javascript": "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java&#10;script:x)",
    "data": "![a](data:image/svg+xml;base64,PHN2Zz4=) [b](data:text/html,<script>1</script>)",
    "local files": "![a](file:///dev/zero) [b](file:///etc/hostname) <file:///etc/passwd>",
    "network shares": "![a](\\\\10.9.8.7\\share\\x.png) ![b](//10.9.8.7/x.png) [c](//host/x)",
    "tools of the system": "[a](ms-msdt:/id) [b](search-ms:query=x) [c](smb://host/share)",
    "resources": "![a](qrc:/x.png) ![b](:/x.png) [c](qrc:/x)",
    "markup in titles": '[a](https://b.example "<img src=file:///dev/zero>")',
    "markup in words": "![<img src=file:///dev/zero>](attach:x) [<b>x</b>](https://b.example)",
    "raw pictures": "<img src=file:///dev/zero onerror=alert(1)><svg onload=alert(1)>",
    "raw frames": "<iframe src=https://example.com></iframe><object data=x></object>",
    "raw tables": "<table>" * 800,
    "attributes": f"<b {'a=b ' * 20_000}>x</b>",
    "hidden line in a link": "[a](https://a.example&#10;.evil.example)",
    "names that look alike": "[a](https://аpple.example)",
    "headers in mail": "[a](mailto:a@b.example?bcc=c@d.example&body=x)",
    "a path of our own": f"![a](attach:../../{HASH}) [b](vademecum://page/../../etc)",
    "quotes in a language": '```py" onload="x\nx\n```',
    "an image not by hash": "![a](attach:short) ![b](attach:" + "g" * 64 + ")",
    "endless number": "1" * 5000 + ". a",
    "an entity too large": "&#x110000; &#55296; &#0;",
    "deep brackets": "[" * 1000 + "a" + "](b)" * 1000,
    "deep pictures": "![" * 1000 + "a" + "](b)" * 1000,
    "deep list": "\n".join("  " * depth + "- a" for depth in range(700)),
    "deep quote and lazy lines": ">" * 30 + "a\n" + "b\n" * 5000,
    "wide table": "|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n" + "a\n" * 5000,
    "many cells": "|a|b|c|d|\n|-|-|-|-|\n" + "|1|2|3|4|\n" * 3000,
    "long address": "[a](https://b.example/" + "a" * FULL + ")",
    "long automatic address": "<https://b.example/" + "a" * FULL + ">",
    "as many pictures as may be": f"![x](attach:{HASH}) " * 400,
    "many notes": "".join(f"[^{at}]: x\n\n[^{at}]\n\n" for at in range(4000)),
    "one note, often": "[^a]: x\n\n" + "[^a] " * 50_000,
    "two megabytes": "x " * 1024 * KIB,
    "nothing": "",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A hostile text; ``large`` ones take their time even when they are refused."""

    name: str
    text: str
    large: bool = False


def documents() -> Iterator[Document]:
    """More than two hundred of them."""
    for name, text in SINGLE.items():
        yield Document(name, text, large=len(text) > FULL // 2)
    for name, piece in REPEATED.items():
        yield Document(f"{name}, large", _filled(piece, FULL), large=True)
        yield Document(f"{name}, small", _filled(piece, SMALL))
        yield Document(f"{name}, inside prose", PROSE + _filled(piece, SMALL // 2) + "\n\n" + PROSE)


def _filled(piece: str, length: int) -> str:
    return piece * (length // len(piece.encode("utf-8", "replace")))
