"""Pictures: which files are some, and small versions of portraits.

A header is read before anything is decoded, so that no file can make us fill the memory. Knows
nothing of pages or people.
"""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

TYPES: Final = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".svg": "image/svg+xml",
}
MAX_PIXELS: Final = 16_000_000
MAX_BYTES: Final = 25 * 2**20
THUMBNAIL: Final = 96
FULL: Final = 1024
_FULL_BYTES: Final = 400_000
_DECODERS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP")
# What the decoders raise for bytes that only look like a picture; metadata is the worst of it.
_BROKEN: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    struct.error,
)


class PictureError(ValueError):
    """A file that is no picture we can take; the sentence says why."""


def read(path: Path) -> bytes:
    """Return a picture as it is, or raise ``PictureError``; its pixels are never decoded."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PictureError("A picture has more bytes than a blob may have and was left out")
        content = path.read_bytes()
    except OSError as error:
        raise PictureError("A picture could not be read") from error
    if path.suffix.lower() != ".svg":
        _open(content).close()
    return content


def portrait(content: bytes) -> tuple[bytes, bytes]:
    """Return a portrait as thumbnail (96 px square, from the middle) and in full.

    In full it is left as it is, unless it is large or carries metadata such as where it was taken.
    """
    with _open(content) as image:
        try:
            upright = ImageOps.exif_transpose(image).convert("RGB")
            has_metadata = bool(image.getexif())
        except _BROKEN as error:
            raise PictureError("A picture is broken and was left out") from error
    thumbnail = ImageOps.fit(upright, (THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS)
    as_it_is = len(content) <= _FULL_BYTES and max(image.size) <= FULL and not has_metadata
    if as_it_is and image.format in ("JPEG", "PNG", "WEBP"):
        return _encoded(thumbnail, "WEBP"), content
    upright.thumbnail((FULL, FULL), Image.Resampling.LANCZOS)
    return _encoded(thumbnail, "WEBP"), _encoded(upright, "JPEG")


def _open(content: bytes) -> Image.Image:
    """Read the header and refuse what is broken or too large to be decoded anywhere."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_DECODERS)
    except Image.DecompressionBombError as error:
        raise PictureError("A picture has too many pixels and was left out") from error
    except _BROKEN as error:
        raise PictureError("A picture is broken and was left out") from error
    if image.width * image.height > MAX_PIXELS:
        raise PictureError("A picture has too many pixels and was left out")
    return image


def _encoded(image: Image.Image, kind: str) -> bytes:
    out = BytesIO()
    image.save(out, kind, quality=85)
    return out.getvalue()
