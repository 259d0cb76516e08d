"""What the library holds, made ready to be shown: with its pictures, its text as HTML. No widget.

It runs on the library thread: what it takes must never be felt while typing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage

from desktop.records import Address, Page
from desktop.ui.answers import HomeRead, Opened
from desktop.ui.pictures import decode
from desktop.ui.references import faces_at_home, needed_pictures

if TYPE_CHECKING:
    from desktop.library import Library
    from desktop.security.sanitise import Rendered

FACE_PIXELS = 96


def prepare(library: Library, address: Address) -> Opened:
    """The thing at ``address``; what of its pictures is not here is asked for."""
    record = library.show(address, window_language())
    rendered: Rendered | None = None
    remarks: Mapping[str, Rendered] = {}
    images = list(needed_pictures(record))
    if isinstance(record, Page):
        rendered, remarks = _render(record)
        for text in (rendered, *remarks.values()):
            images.extend(text.images)
    here = _bytes(library, images)
    missing = frozenset(images) - here.keys()
    if missing:
        library.ask_for(missing)
    return Opened(
        address=address,
        record=record,
        rendered=rendered,
        remarks=remarks,
        images=here,
        missing=missing,
        pinned=record.address in library.pinned(),
        starred=library.familiar.is_starred(record.address),
    )


def home_contents(library: Library) -> HomeRead:
    """What the home screen shows, with the faces in it."""
    contents = library.familiar.contents()
    return HomeRead(contents=contents, images=_bytes(library, faces_at_home(contents)))


def faces(library: Library, hashes: Iterable[str]) -> Mapping[str, QImage]:
    """Those of the faces that are here, small."""
    drawn = {key: decode(data, FACE_PIXELS) for key, data in _bytes(library, hashes).items()}
    return {key: image for key, image in drawn.items() if not image.isNull()}


def _bytes(library: Library, hashes: Iterable[str]) -> Mapping[str, bytes]:
    read = ((wanted, library.blob(wanted)) for wanted in hashes)
    return {wanted: data for wanted, data in read if data is not None}


def _render(page: Page) -> tuple[Rendered, Mapping[str, Rendered]]:
    """The text of a page, and the texts below it by key."""
    # Markdown and the colouring of code take their time to load: here, not at the start.
    from desktop.security.sanitise import render  # noqa: PLC0415  (see above)

    remarks = [one for top in page.remarks for one in top.all()]
    below = {one.address.key: render(one.text, dead=one.dead) for one in remarks}
    return render(page.text, dead=page.dead), below


def window_language() -> str:
    """The language that names are wanted in."""
    return QLocale().name().partition("_")[0]
