"""What rendering a text gives. Plain values; knows neither Markdown nor any window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, from level 1 to 6, and the anchor that leads to it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An image the text shows: the hash of its content, and the words that stand for it."""

    hash: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text as HTML that is safe to show.

    The HTML carries no colours: the classes in ``desktop.ui.wiki.page_style`` do, so that one
    rendering serves every theme. Anchors inside the text read ``here:<anchor>``, images
    ``attach:<hash>``. ``images`` are the hashes in order, each once. ``plain`` says that the
    text was too complex, or too long, and stands there as it was written; ``cut`` that only its
    beginning does.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    pictures: tuple[Picture, ...] = ()
    plain: bool = False
    cut: bool = False

    @property
    def images(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(picture.hash for picture in self.pictures))
