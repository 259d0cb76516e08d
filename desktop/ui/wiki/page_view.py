"""A page to read; posts, questions, answers and comments as well. Renders nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.records import SCHEME, Address, Page, Reference
from desktop.ui.content.faces import Faces
from desktop.ui.content.style import content_style
from desktop.ui.plain_label import plain
from desktop.ui.references import shown_in
from desktop.ui.style.avatar import avatar_pixmap
from desktop.ui.style.fonts import growth
from desktop.ui.style.tokens import LIGHT, PAGE_WIDTH, SPACE_2, SPACE_3, Theme
from desktop.ui.wiki.breadcrumbs import CRUMB_EDGE, Breadcrumbs
from desktop.ui.wiki.contents_list import WIDTH as CONTENTS_WIDTH
from desktop.ui.wiki.contents_list import ContentsList
from desktop.ui.wiki.discussion import FACE, SMALL_FACE
from desktop.ui.wiki.find_bar import FindBar
from desktop.ui.wiki.html_parts import SAVE
from desktop.ui.wiki.page_frame import SEARCH, page_html
from desktop.ui.wiki.page_style import document_style
from desktop.ui.wiki.reading_place import ReadingPlace
from desktop.ui.wiki.safe_browser import SafeBrowser

if TYPE_CHECKING:  # rendering is loaded where it happens, on the library thread
    from desktop.security.sanitise import Rendered

LEAST_BESIDE_CONTENTS = 520
OUTSIDE = ("https", "http", "mailto", "tel")
Standard = QKeySequence.StandardKey


def _now() -> datetime:
    return datetime.now(UTC)


class PageView(QWidget):
    """Breadcrumbs, the text with what belongs to it, and its contents beside it.

    Signals:
        open_requested: The Address of a thing here that was followed.
        link_requested: A link that leads out: http(s), mailto or tel.
        search_requested: A query, from a tag.
        save_requested: An AttachedFile of which a copy is wanted.
    """

    open_requested = Signal(object)
    link_requested = Signal(str)
    search_requested = Signal(str)
    save_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], datetime] = _now) -> None:
        super().__init__(parent)
        self._clock = clock
        self._theme = LIGHT
        self._shown: tuple[Page, Rendered, Mapping[str, Rendered]] | None = None
        self.crumbs = Breadcrumbs()
        self.crumbs.setContentsMargins(SPACE_2 - CRUMB_EDGE, 0, 0, 0)  # begins as the text
        self.crumbs.open_requested.connect(self.open_requested)
        self.text = SafeBrowser()
        self.text.setAccessibleName(self.tr("Page"))
        self.reading: QWidget = self.text
        self.text.followed.connect(self._follow)
        self.find_bar = FindBar(self.text)
        self.find_bar.hide()
        self.find_bar.closed.connect(self._end_find)
        self.contents = ContentsList()
        self._place = ReadingPlace(self.text)
        self._place.changed.connect(self.contents.follow)
        self.contents.chosen.connect(self._place.go)
        self._lay_out()
        self.set_theme(LIGHT)

    def show_page(
        self,
        page: Page,
        rendered: Rendered,
        images: Mapping[str, bytes],
        remarks: Mapping[str, Rendered] | None = None,
    ) -> None:
        """Show ``page`` with its text as rendered, and ``remarks`` (by key) below it; ``images``
        are bytes by hash."""
        remarks = remarks or {}
        self._shown = (page, rendered, remarks)
        self.crumbs.show_path(_way(page))
        texts = (rendered, *remarks.values())
        words = {part.hash: part.words for text in texts for part in text.pictures}
        self.text.set_pictures(images, words)
        self.text.set_faces(_faces(page, images, self.devicePixelRatioF()))
        self.text.setAccessibleName(plain(page.title) or self.tr("Page"))
        self.contents.show_headings(rendered.headings)
        self._end_find()
        self._fill()
        self._arrange()
        self._place.go(page.address.anchor)

    def go(self, anchor: str) -> None:
        """Scroll to a heading; to the top where there is no such heading."""
        self._place.go(anchor)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours; the place that is read stays."""
        self._theme = theme
        self.setStyleSheet(content_style(theme))
        self.contents.set_theme(theme)
        self.find_bar.set_theme(theme)
        self._fill()

    def event(self, event: QEvent) -> bool:
        """Claims this view's keys before the window's shortcuts take them."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if self._action(event) is None:
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._action(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _lay_out(self) -> None:
        reading = QVBoxLayout()
        reading.setSpacing(SPACE_2)
        for part in (self.crumbs, self.find_bar, self.text):
            reading.addWidget(part)
        reading.setStretchFactor(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        row.addLayout(reading, 1)
        row.addWidget(self.contents)

    def _arrange(self) -> None:
        """Show the contents where the text keeps enough room beside them."""
        needed = (LEAST_BESIDE_CONTENTS + CONTENTS_WIDTH) * growth(self.font())
        wide = self.width() >= needed
        self.contents.setVisible(wide and self.contents.is_worth_showing)

    def _fill(self) -> None:
        # A larger font makes pages larger as well.
        scale = growth(self.font())
        self.text.set_look(self._theme, round(PAGE_WIDTH * scale))
        if self._shown is None:
            return
        page, rendered, remarks = self._shown
        kept = self._place.share
        self._place.forget()
        self.text.document().setDefaultStyleSheet(document_style(self._theme, scale))
        self.text.setHtml(page_html(page, rendered, self._clock(), remarks))
        self._place.find(self.contents.anchors)
        self._place.restore(kept)

    def _action(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(Standard.Find):
            return self.find_bar.begin
        if event.matches(Standard.FindNext) and self.find_bar.isVisible():
            return self.find_bar.find_next
        return None

    @Slot()
    def _end_find(self) -> None:
        if self.find_bar.isVisible():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.find_bar.end()

    @Slot(str)
    def _follow(self, link: str) -> None:
        """Go to a place in this text, open what is here, hand on what leads out; else nothing."""
        scheme, _, rest = link.partition(":")
        if scheme == "here":
            self._place.go(unquote(rest))
        elif scheme == SCHEME:
            self._open(link)
        elif link.startswith(SEARCH):
            self.search_requested.emit(f'tag:"{unquote(rest)}"')
        elif link.startswith(SAVE):
            self._save(unquote(rest))
        elif scheme in OUTSIDE:
            self.link_requested.emit(link)

    def _save(self, hash_: str) -> None:
        """Ask for a copy of a file that belongs to what is shown, and of no other."""
        if self._shown is None:
            return
        page = self._shown[0]
        below = [one for top in page.remarks for one in top.all()]
        files = [*page.attachments, *(file for one in below for file in one.attachments)]
        attached = next((one for one in files if one.hash == hash_), None)
        if attached is not None:
            self.save_requested.emit(attached)

    def _open(self, link: str) -> None:
        try:
            address = Address.parse(unquote(link))
        except ValueError:
            return
        self.open_requested.emit(address)


def _faces(page: Page, images: Mapping[str, bytes], ratio: float) -> Mapping[str, QImage]:
    """The faces that the page shows, by size and the key of the person."""
    faces = Faces(images)
    return {
        f"{size}:{one.address.key}": avatar_pixmap(
            one.address.key, one.title, size, ratio, faces.image(one.thumbnail)
        ).toImage()
        for one in dict.fromkeys(shown_in(page))
        for size in (FACE, SMALL_FACE)
    }


def _way(page: Page) -> tuple[Reference, ...]:
    """From the space to the parent; a home page called as its space stands for both."""
    if page.address.kind in ("answer", "comment"):
        return page.path[:1] if page.space is None else (page.space, *page.path[:1])
    if page.space is None or (page.path and page.path[0].title == page.space.title):
        return page.path
    return (page.space, *page.path)
