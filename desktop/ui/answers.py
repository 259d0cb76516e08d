"""What travels from the library thread to the window: frozen answers. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.records import Address, Record

if TYPE_CHECKING:  # Markdown and code colouring are loaded on the library thread, when needed
    from desktop.security.sanitise import Rendered

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why something did not work: the error's name from ``desktop.errors`` and its sentence.

    ``error`` is empty where the program itself is at fault.
    """

    error: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """An answer to ``request``: either a value or a failure."""

    request: object
    value: T | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A thing ready to be shown. ``rendered`` is a page's text; ``images`` are by hash."""

    address: Address
    record: Record
    rendered: Rendered | None
    images: Mapping[str, bytes]
