"""An HTML table as a Markdown table. Knows nothing of what cells hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from server.connectors.html_tree import Element
from server.connectors.line_breaks import one_line

_PARTS: Final = ("thead", "tbody", "tfoot")
_WIDEST: Final = 100


def pipe_table(table: Element, render: Callable[[Element], str]) -> str:
    """Return the rows with pipes between; ``render`` gives a cell's content on one line.

    The first row is the head if it holds only ``th`` cells, else the head stays empty.
    """
    rows = [list(_cells(row)) for row in _rows(table)]
    rows = [row for row in rows if row]
    caption = next((child for child in _elements(table) if child.name == "caption"), None)
    title = f"**{one_line(render(caption))}**\n\n" if caption else ""
    if not rows:
        return title
    width = min(max(len(row) for row in rows), _WIDEST)
    has_head = all(cell.name == "th" for cell in rows[0])
    head = [_cell(cell, render) for cell in rows[0]] if has_head else []
    body = [[_cell(cell, render) for cell in row] for row in rows[has_head:]]
    lines = [_line(head, width), _line(["---"] * width, width)]
    return title + "\n".join([*lines, *(_line(row, width) for row in body)])


def _rows(element: Element) -> Iterator[Element]:
    for child in _elements(element):
        if child.name == "tr":
            yield child
        elif child.name in _PARTS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells; one that spans several columns is followed by empty ones."""
    for cell in _elements(row):
        if cell.name in ("td", "th"):
            yield cell
            span = cell.attributes.get("colspan", "1")
            for _ in range(min(int(span), _WIDEST) - 1 if span.isdecimal() else 0):
                yield Element(cell.name)


def _elements(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _cell(cell: Element, render: Callable[[Element], str]) -> str:
    return one_line(render(cell)).replace("\\|", "|").replace("|", "\\|")


def _line(cells: list[str], width: int) -> str:
    padded = [*cells, *[""] * width][:width]
    return "| " + " | ".join(padded) + " |"
