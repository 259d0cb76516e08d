"""A page is read in place: its links, its contents, its pictures, its words found."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.records import Address, Page, Reference
from desktop.security.sanitise import render
from desktop.ui.content.link_button import LinkButton
from desktop.ui.style.fonts import sized
from desktop.ui.style.tokens import DARK, FONT_BASE, SPACE_4
from desktop.ui.wiki.breadcrumbs import CRUMB_EDGE
from desktop.ui.wiki.page_view import PageView
from desktop.ui.wiki.reading_place import ReadingPlace
from tests.ui.content.accessibility import texts, without_a_name
from tests.ui.content.people import MARKUP, page
from tests.ui.windows import press, type_text

HASH = "b" * 64
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG = "# A page\n\nTop [out](https://x.example) [here](vademecum://page/q#z) [down](#last)\n\n" + (
    "\n\n".join(f"## Part {at}\n\n" + "words " * 300 for at in range(12)) + "\n\n## Last\n\nend"
)


def summer() -> datetime:
    return datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    view = PageView(clock=summer)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    return view


def show(view: PageView, shown: Page, images: dict[str, bytes] | None = None) -> str:
    view.show_page(shown, render(shown.text, dead=shown.dead), images or {})
    return view.text.toPlainText()


def test_a_page_says_what_it_is_and_what_belongs_to_it(view: PageView) -> None:
    said = show(view, page("Some *words*."))
    for words in ("A page", "As of 5 months ago", "Owner Jana Beispiel", "Review due 3 months ago",
                  "May be out of date", "fire drill", "Some words.", "Lower page", "plan.pdf",
                  "not here yet", "Linking page"):  # fmt: skip
        assert words in said, words
    assert "Upper page" in texts(view.crumbs)


def test_the_way_to_a_page_begins_where_its_text_begins(view: PageView) -> None:
    show(view, page("Some words."))
    step = next(one for one in view.crumbs.findChildren(LinkButton) if one.isVisible())
    words = step.mapTo(view, QPoint(CRUMB_EDGE, 0)).x()
    assert words == view.text.x() + round(view.text.document().documentMargin())


@pytest.mark.parametrize("below", ["| a | b |\n|---|---|\n| 1 | 2 |", "```\ncode\n```", "> said"])
def test_what_has_a_frame_keeps_its_distance_from_the_heading_above(
    view: PageView, below: str
) -> None:
    show(view, page(f"## A heading\n\n{below}\n"))
    layout = view.text.document().documentLayout()
    heading = view.text.document().find("A heading").block()
    frame = next(
        one
        for one in view.text.document().rootFrame().childFrames()
        if one.firstPosition() > heading.position()
    )
    end = layout.blockBoundingRect(heading).bottom()
    assert layout.frameBoundingRect(frame).top() - end >= SPACE_4


@pytest.mark.parametrize("words", [20, 2000])
def test_a_page_that_was_filled_before_it_came_to_the_front_is_not_cut(
    qtbot: QtBot, words: int
) -> None:
    stack, view = QStackedWidget(), PageView(clock=summer)
    qtbot.addWidget(stack)
    stack.addWidget(QWidget())
    stack.addWidget(view)
    stack.resize(1000, 700)
    stack.show()
    show(view, page("word " * words))
    stack.setCurrentWidget(view)
    assert view.text.document().size().width() <= view.text.viewport().width()


def test_a_title_that_the_text_repeats_stands_there_once(view: PageView) -> None:
    assert show(view, page("# A page\n\nWords.")).count("A page") == 1


def test_markup_in_what_surrounds_a_page_stays_text(view: PageView) -> None:
    said = show(view, page("x", title=MARKUP, tags=(MARKUP,)))
    assert said.count(MARKUP) == 2


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("vademecum://page/q#z", Address("page", "q", "z")),
        ("vademecum://person/7F-a", Address("person", "7F-a")),
    ],
)
def test_a_link_to_something_here_is_opened_in_place(
    qtbot: QtBot, view: PageView, link: str, address: Address
) -> None:
    show(view, page(LONG))
    with qtbot.waitSignal(view.open_requested) as asked:
        view.text.anchorClicked.emit(QUrl(link))
    assert asked.args == [address]


def test_a_link_out_is_handed_on(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.link_requested) as asked:
        view.text.anchorClicked.emit(QUrl("https://x.example/a?b=c"))
    assert asked.args == ["https://x.example/a?b=c"]


@pytest.mark.parametrize(
    "link", ["file:///etc/hostname", "javascript:x", "vademecum://", "smb://x"]
)
def test_any_other_link_does_nothing(qtbot: QtBot, view: PageView, link: str) -> None:
    with qtbot.assertNotEmitted(view.link_requested), qtbot.assertNotEmitted(view.open_requested):
        view.text.anchorClicked.emit(QUrl(link))


def test_a_tag_searches_for_itself(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.search_requested) as asked:
        view.text.anchorClicked.emit(QUrl("search:fire%20drill"))
    assert asked.args == ['tag:"fire drill"']


def test_a_link_inside_the_page_goes_there(qtbot: QtBot, view: PageView) -> None:
    show(view, page(LONG))
    view.text.anchorClicked.emit(QUrl("here:last"))
    qtbot.waitUntil(lambda: view.text.verticalScrollBar().value() > 500)


def test_the_contents_follow_what_is_read(qtbot: QtBot, view: PageView) -> None:
    show(view, page(LONG))
    bar = view.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum() // 2)
    assert view.contents.marked.startswith("part-")
    bar.setValue(bar.maximum())
    assert view.contents.marked == "last"


def test_while_a_page_is_set_nothing_is_looked_up_in_the_one_before(
    qtbot: QtBot, view: PageView
) -> None:
    show(view, page(LONG))
    view.text.verticalScrollBar().setValue(view.text.verticalScrollBar().maximum() // 2)
    place = view.text.findChild(ReadingPlace)
    assert isinstance(place, ReadingPlace)
    seen: list[str] = []
    place.changed.connect(seen.append)
    show(view, page("# Short\n\n## Only\n\nwords"))
    assert set(seen) <= {"", "short", "only"}


def test_a_page_opened_at_a_heading_shows_it(qtbot: QtBot, view: PageView) -> None:
    show(view, page(LONG, address=Address("page", "p", "part-9")))
    qtbot.waitUntil(lambda: view.text.verticalScrollBar().value() > 300)


def test_contents_give_way_where_it_is_narrow(view: PageView) -> None:
    show(view, page(LONG))
    assert view.contents.isVisible()
    view.resize(420, 700)
    assert not view.contents.isVisible()
    assert view.text.horizontalScrollBar().maximum() == 0


def test_words_are_found_in_the_page(qtbot: QtBot, view: PageView) -> None:
    show(view, page("Ärger here.\n\nAnd ärger there."))
    press(view.text, Qt.Key.Key_F, CONTROL)
    assert view.find_bar.isVisible()
    line = view.find_bar.findChild(QLineEdit)
    assert line is not None
    type_text(line, "ärger")
    assert view.text.textCursor().selectedText() == "Ärger"
    view.find_bar.find_next()
    assert view.text.textCursor().selectedText() == "ärger"
    view.find_bar.find_next()
    assert view.text.textCursor().selectedText() == "Ärger"
    press(view.find_bar, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()


def test_the_text_grows_with_the_font(view: PageView) -> None:
    show(view, page(LONG))
    plain = view.text.document().size().height()
    view.setFont(sized(view.font(), 2 * FONT_BASE))
    view.set_theme(DARK)
    assert view.text.document().size().height() > 1.5 * plain


def test_a_home_page_called_as_its_space_stands_there_once(view: PageView) -> None:
    home = Reference(address=Address("page", "home"), title="Handbook")
    upper = Reference(address=Address("page", "up"), title="Upper page")
    show(view, page("x", path=(home, upper)))
    steps = [one.text() for one in view.crumbs.findChildren(LinkButton) if one.isVisible()]
    assert steps == ["Handbook", "Upper page"]


def test_a_translation_says_its_language(view: PageView) -> None:
    german = Reference(address=Address("page", "de"), title="Eine Seite", subtitle="de")
    other = Reference(address=Address("page", "x"), title="Une page")
    said = show(view, page("x", translations=(german, other)))
    assert "In German: Eine Seite" in said
    assert "Translation: Une page" in said


def test_a_change_of_look_keeps_the_place(qtbot: QtBot, view: PageView) -> None:
    show(view, page(LONG))
    bar = view.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum() // 2)
    view.set_theme(DARK)
    assert abs(bar.value() / bar.maximum() - 0.5) < 0.1
    assert DARK.text in view.text.toHtml()


def png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'
HUGE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x27\x10\x00\x00\x27\x10\x08\x06\x00\x00\x00"


def drawn(view: PageView) -> QImage:
    return view.text.loadResource(2, QUrl(f"attach:{HASH}"))


def test_a_picture_that_is_here_is_shown_no_wider_than_the_page(view: PageView) -> None:
    show(view, page(f"![a plan](attach:{HASH})"), {HASH: png(3000, 300)})
    assert drawn(view).pixelColor(5, 5) == Qt.GlobalColor.red
    view.resize(420, 700)
    assert view.text.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("data", [None, SVG, HUGE, b"", b"GIF89a", png(9, 9)[:40]])
def test_a_picture_that_cannot_be_shown_leaves_a_box(view: PageView, data: bytes | None) -> None:
    show(view, page(f"![a plan](attach:{HASH})"), {} if data is None else {HASH: data})
    assert drawn(view).width() > 100
    assert drawn(view).pixelColor(2, 2) != Qt.GlobalColor.red


def test_every_control_of_a_page_has_a_name(view: PageView) -> None:
    show(view, page(LONG))
    press(view.text, Qt.Key.Key_F, CONTROL)
    assert without_a_name(view) == []


def test_a_page_with_nothing_is_still_a_page(view: PageView) -> None:
    empty = Page(address=Address("comment", "c"), title="", text="")
    assert show(view, empty).strip() == ""
    assert not view.contents.isVisible()
    assert not view.crumbs.isVisible()


def test_on_a_short_page_the_first_heading_is_marked(qtbot: QtBot, view: PageView) -> None:
    show(view, page("# A page\n\n" + "words\n\n" * 8 + "## B\n\nend"))
    qtbot.waitUntil(lambda: view.contents.marked == "a-page")
