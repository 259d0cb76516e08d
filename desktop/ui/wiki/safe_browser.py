"""A reader for rendered texts that opens nothing by itself: no file, no address, no link.

Pictures come out of a dictionary. Whatever else a text names gets one transparent pixel: Qt would
open the file itself if it were given nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QHelpEvent,
    QImage,
    QResizeEvent,
    QShowEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser, QToolTip, QWidget

from desktop.ui.pictures import decode
from desktop.ui.style.tokens import LIGHT, PAGE_WIDTH, SPACE_2, SPACE_5, Theme
from desktop.ui.wiki.placeholder import placeholder

FACE = "face:"
SHARPEST = 2  # pixels a point


class SafeBrowser(QTextBrowser):
    """Shows HTML made by ``desktop.security.sanitise`` and by this program.

    Signals:
        followed: The target of a link that was followed, as text.
    """

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setAcceptDrops(False)
        self.document().setDocumentMargin(SPACE_2)
        self.document().setIndentWidth(SPACE_5)
        self.anchorClicked.connect(self._announce)
        self._images: Mapping[str, bytes] = {}
        self._words: Mapping[str, str] = {}
        self._drawn: dict[str, QImage] = {}
        self._faces: Mapping[str, QImage] = {}
        self._theme = LIGHT
        self._column = PAGE_WIDTH

    def set_pictures(self, images: Mapping[str, bytes], words: Mapping[str, str]) -> None:
        """What there is to show, by hash, and the words for what is missing."""
        self._images = images
        self._words = words
        self._drawn.clear()

    def set_faces(self, faces: Mapping[str, QImage]) -> None:
        """Faces by the name that an image gives after ``face:``."""
        self._faces = faces

    def set_look(self, theme: Theme, column: int) -> None:
        """The colours of placeholders, and how wide a line may grow, in points."""
        self._theme = theme
        self._column = column
        self._drawn.clear()
        self._keep_column()

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        text = name if isinstance(name, str) else name.toString()
        if kind == QTextDocument.ResourceType.ImageResource.value and text.startswith("attach:"):
            return self._picture(text.removeprefix("attach:"))
        if kind == QTextDocument.ResourceType.ImageResource.value and text.startswith(FACE):
            return self._faces.get(text.removeprefix(FACE)) or _nothing()
        return _nothing()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._explain(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_column()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        viewport = self.viewport().size()
        if self.document().textWidth() > viewport.width():
            # Filled before it was shown: the margins came after the text was laid out, unheard.
            super().resizeEvent(QResizeEvent(viewport, QSize()))

    @Slot(QUrl)
    def _announce(self, url: QUrl) -> None:
        self.followed.emit(url.toString())

    def _keep_column(self) -> None:
        """Leave the rest of a wide window empty: long lines are hard to read."""
        spare = self.width() - self._column - self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(0, 0, max(0, spare), 0)

    def _picture(self, named: str) -> QImage:
        if named not in self._drawn:
            self._drawn[named] = self._draw(named)
        return self._drawn[named]

    def _draw(self, named: str) -> QImage:
        here = named in self._images
        image = decode(self._images[named], PAGE_WIDTH * SHARPEST) if here else QImage()
        if not image.isNull():
            return self._fitted(image)
        why = self.tr("cannot be shown") if here else self.tr("not here yet")
        words = self._words.get(named) or self.tr("Picture")
        return placeholder(f"{words} ({why})", self._theme, self.devicePixelRatioF())

    def _fitted(self, image: QImage) -> QImage:
        """No wider than the column: the document itself would shrink it without smoothing."""
        ratio = self.devicePixelRatioF()
        column = min(self._column, max(self.viewport().width(), SPACE_5)) - 2 * SPACE_2
        if image.width() <= column:
            return image
        smooth = Qt.TransformationMode.SmoothTransformation
        fitted = image.scaledToWidth(min(round(column * ratio), image.width()), smooth)
        fitted.setDevicePixelRatio(fitted.width() / column)
        return fitted

    def _explain(self, at: QPoint, where: QPoint) -> None:
        """The tooltip of a link is where it leads; texts have no tooltips of their own."""
        text = self.anchorAt(at)
        keyword = self.cursorForPosition(at).charFormat().toolTip()
        if keyword == "dead":
            text = self.tr("This link leads to nothing that is here.")
        elif keyword == "missing":
            text = self.tr("This picture is not part of the page.")
        elif text.startswith(("here:", "search:", "save:", "vademecum:")):
            text = ""
        QToolTip.showText(where, f"<qt>{escape(text)}</qt>" if text else "", self)


def _nothing() -> QImage:
    pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
    pixel.fill(Qt.GlobalColor.transparent)
    return pixel
