"""Files with one JSON object a line. Knows nothing of what the objects are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec

from server.connectors.found import Problems

MAX_LINE: Final = 16 * 2**20

Record = dict[str, Any]
Numbered = tuple[int, Record]
# Leaves records out, or adds some.
Change = Callable[[Iterator[Numbered]], Iterator[Numbered]]


def records(path: Path, problems: Problems | None = None) -> Iterator[Numbered]:
    """Yield (line number, object); what is no object goes to ``problems``.

    Raises ``OSError`` if the file cannot be read.
    """
    with path.open("rb") as file:
        number = 0
        while content := file.readline(MAX_LINE + 1):
            number += 1
            if not content.strip():
                continue
            record = _object(content)
            if record is not None:
                yield number, record
            elif problems is not None:
                problems.note("A line is no JSON object and was left out", _place(path, number))
            if len(content) > MAX_LINE and not content.endswith(b"\n"):
                _skip_line(file)


def _skip_line(file: Any) -> None:
    while (more := file.readline(MAX_LINE)) and not more.endswith(b"\n"):
        pass


def _place(path: Path, number: int) -> str:
    return f"{path.name}:{number}"


def _object(content: bytes) -> Record | None:
    try:
        found = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
