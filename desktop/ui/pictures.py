"""Bytes from the replica as pictures: few formats, bounded size, never an exception."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

# What a company's photos are made of; anything else Qt could read is a way in, not a need.
FORMATS = frozenset({b"png", b"jpeg", b"webp", b"gif"})
LARGEST_PIXELS = 40_000_000
MOST_MEGABYTES = 64  # decoded: a photo of a screen fits, a picture made to fill the memory does not


def decode(data: bytes, longest: int) -> QImage:
    """The picture, no side longer than ``longest`` pixels; a null image if it is none of ours."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if reader.format().data() not in FORMATS or not _bounded(reader.size()):
        return QImage()
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _bounded(size: QSize) -> bool:
    return size.isValid() and size.width() * size.height() <= LARGEST_PIXELS
