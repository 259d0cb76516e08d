"""Faces of people by the hash of their thumbnail, decoded once for one view."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.records import Reference
from desktop.ui.pictures import decode
from desktop.ui.style.avatar import paint_avatar

PIXELS = 192


class Faces:
    """Draws a reference's face from ``images`` (bytes by hash), or initials without one."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        self._images = images
        self._decoded: dict[str, QImage] = {}

    def image(self, *hashes: str | None) -> QImage | None:
        """The first of the pictures that is here and can be shown."""
        return next((image for image in map(self._image, hashes) if image is not None), None)

    def paint(self, painter: QPainter, circle: QRectF, person: Reference) -> None:
        photo = self.image(person.thumbnail)
        paint_avatar(painter, circle, person.address.key, person.title, photo)

    def _image(self, named: str | None) -> QImage | None:
        if named is None or named not in self._images:
            return None
        if named not in self._decoded:
            self._decoded[named] = decode(self._images[named], PIXELS)
        image = self._decoded[named]
        return None if image.isNull() else image
