"""What travels from the library thread to the window: frozen answers. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.news import HomeContents
from desktop.records import Address, Record

if TYPE_CHECKING:  # Markdown and code colouring are loaded on the library thread, when needed
    from desktop.security.sanitise import Rendered

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why something did not work: the error's name from ``desktop.errors`` and its sentence.

    ``error`` is empty where the program itself is at fault. ``retry_after``, in seconds, is how
    long a server asked to be left alone; ``answered`` says that something did answer.
    """

    error: str = ""
    message: str = ""
    retry_after: float | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """An answer to ``request``: either a value or a failure."""

    request: object
    value: T | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A thing ready to be shown. ``rendered`` is a page's text, ``remarks`` are the texts below
    it, by key; ``images`` are by hash, and ``missing`` are those that are not here; ``pinned`` says
    that it is kept at hand, ``starred`` that it stands on the home screen."""

    address: Address
    record: Record
    rendered: Rendered | None
    images: Mapping[str, bytes]
    remarks: Mapping[str, Rendered] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    pinned: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRead:
    """What the home screen shows, with the faces in it by hash."""

    contents: HomeContents = HomeContents()
    images: Mapping[str, bytes] = field(default_factory=dict)
