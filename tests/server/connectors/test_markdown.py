"""A folder of Markdown files becomes a space and its pages."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from server.streams import facets
from tests.server.connectors.folders import Read, picture, write_files
from wire.codec import MAX_BODY


def test_every_file_is_a_page_and_its_path_is_its_name(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": "# A\n\nText", "deep/er/b.md": "B", "notes.txt": "no page"})
    assert list(read.pages) == ["a.md", "deep/er/b.md"]
    assert read.pages["a.md"].space == read.found[0].entity.id
    assert read.keys == [one.entity.key for one in read.found]


def test_ids_stay_the_same_from_one_reading_to_the_next(tmp_path: Path) -> None:
    first = Read(tmp_path, {"a.md": "A"})
    (tmp_path / "a.md").write_text("Something else")
    assert Read(tmp_path).ids == first.ids


def test_front_matter_gives_title_aliases_keywords_tags_and_language(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Travel\nredirect_from:\n  - /old/\n  - /older/\nkeywords: hotel, train\n"
        "tags: [money, trips]\nlang: en-GB\n---\nReise ist das, was wir nicht mögen."
    )
    page = Read(tmp_path, {"a.md": text}).pages["a.md"]
    assert (page.title, page.language) == ("Travel", "en-GB")
    assert page.aliases == ("/old/", "/older/")
    assert (page.keywords, page.tags) == (("hotel", "train"), ("money", "trips"))


def test_broken_front_matter_loses_no_page(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": '---\ntitle: "A\nlang: de\n: [\n---\nText'})
    assert read.pages["a.md"].text == "Text"
    assert read.pages["a.md"].language == "de"
    assert read.counts() == {"Front matter is not YAML and was read line by line": 1}


@pytest.mark.parametrize(
    "nonsense",
    [
        "when: !!timestamp soon",
        "is: !!bool perhaps",
        'n: !!int ""',
        "n: " + "9" * 5000,
        "a: " + "[" * 5000,
        "updated: [1, &a [x, x], &b [1, *a , *a ], [1, *b , *b ]]",
    ],
)
def test_front_matter_that_means_harm_loses_no_page(tmp_path: Path, nonsense: str) -> None:
    read = Read(tmp_path, {"a.md": f"---\ntitle: Travel\n{nonsense}\n---\nBy train."})
    assert (read.pages["a.md"].title, read.pages["a.md"].text) == ("Travel", "By train.")
    assert read.counts() == {"Front matter is not YAML and was read line by line": 1}


def test_half_a_character_in_a_title_goes_and_the_page_stays(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": '---\ntitle: "Tra\\ud800vel"\n---\n'})
    assert read.pages["a.md"].title == "Travel"


def test_the_index_of_a_folder_is_the_parent_of_its_pages(tmp_path: Path) -> None:
    files = {"README.md": "r", "x/index.md": "i", "x/y/deep.md": "d", "z.md": "z"}
    read = Read(tmp_path, files)
    parents = {path: page.parent for path, page in read.pages.items()}
    assert parents["README.md"] is None
    assert parents["z.md"] == parents["x/index.md"] == read.ids["README.md"]
    assert parents["x/y/deep.md"] == read.ids["x/index.md"]
    assert read.space.home == read.ids["README.md"]


def test_a_german_page_translates_the_page_at_the_same_place(tmp_path: Path) -> None:
    read = Read(tmp_path, {"use.md": "The text", "de/use.md": "x", "de/only.md": "y"})
    assert read.pages["de/use.md"].translation_of == read.ids["use.md"]
    assert read.pages["de/only.md"].translation_of is None
    assert {page.language for page in read.pages.values()} == {"de", "en"}


def test_licence_files_are_no_pages_but_a_page_about_licences_is(tmp_path: Path) -> None:
    files = {"LICENSE.md": "x", "LICENCE": "x", "COPYING.md": "x", "licenses.md": "About"}
    assert list(Read(tmp_path, files).pages) == ["licenses.md"]


def test_links_between_pages_lead_to_the_pages(tmp_path: Path) -> None:
    text = "[a](b.md#part-one) [b](../x/) [c](/x/b/) [d](/old-b/) [e]: \n\n[e]: /x/b.html"
    files = {"x/a.md": text, "x/b.md": "---\nredirect_from: /old-b/\n---\n# Part one\nB"}
    read = Read(tmp_path, files | {"x/index.md": "X"})
    b, x = read.ids["x/b.md"], read.ids["x/index.md"]
    assert read.pages["x/a.md"].text == (
        f"[a](vademecum://page/{b}#part-one) [b](vademecum://page/{x}) [c](vademecum://page/{b}) "
        f"[d](vademecum://page/{b}) [e]: \n\n[e]: vademecum://page/{b}"
    )
    assert read.counts() == {}


def test_a_link_that_leads_nowhere_stays_and_is_counted(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": "[x](gone.md) ![y](gone.png) [z](https://example.com/)"})
    assert read.pages["a.md"].text == "[x](gone.md) ![y](gone.png) [z](https://example.com/)"
    assert read.counts() == {"A link leads nowhere": 1, "A picture is not here": 1}


def test_code_is_left_as_it_is(tmp_path: Path) -> None:
    text = "`[a](b.md) <br>`\n\n```html\n<div>{% raw %}{% page 'x' %}{% endraw %}</div>\n```"
    page = Read(tmp_path, {"a.md": text, "b.md": "B"}).pages["a.md"]
    assert page.text == text.replace("{% raw %}", "").replace("{% endraw %}", "")


def test_a_picture_is_an_attachment_and_comes_once(tmp_path: Path) -> None:
    image = picture()
    files = {"a.md": "![one](img/p.png)", "b.md": "<img src='/img/p.png' alt='two'>"}
    read = Read(tmp_path, {**files, "img/p.png": image, "img/q.svg": "<svg/>"})
    digest = sha256(image).hexdigest()
    assert read.pages["a.md"].text == f"![one](attach:{digest})"
    assert read.pages["b.md"].text == f"![two](attach:{digest})"
    (attachment,) = read.pages["b.md"].attachments
    assert (attachment.name, attachment.type, attachment.size) == ("p.png", "image/png", len(image))
    assert read.blobs == [image]


def test_svg_is_kept(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": "![v](v.svg)", "v.svg": "<svg/>"})
    assert read.pages["a.md"].attachments[0].type == "image/svg+xml"
    assert read.blobs == [b"<svg/>"]


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        (b"no picture at all", "A picture is broken and was left out"),
        (picture(5000, 4000), "A picture has too many pixels and was left out"),
    ],
)
def test_a_picture_nobody_could_show_is_reported(
    tmp_path: Path, image: bytes, sentence: str
) -> None:
    read = Read(tmp_path, {"a.md": "![v](v.png)", "v.png": image})
    assert read.pages["a.md"].text == "![v](v.png)"
    assert read.counts() == {sentence: 1}
    assert read.blobs == []


def test_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "secret.md").write_text("secret")
    inside = tmp_path / "inside"
    read_files = {"a.md": "![x](../secret.png) [y](../secret.md) [z](/../secret.md) [w](link.md)"}
    inside.mkdir()
    (inside / "link.md").symlink_to(tmp_path / "secret.md")
    read = Read(inside, read_files)
    assert read.pages["a.md"].text == read_files["a.md"]
    assert list(read.pages) == ["a.md"]
    assert read.counts()["A symbolic link leads out of the folder and was left out"] == 1


def test_a_link_that_leads_to_itself_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    read = Read(tmp_path, {"a.md": "A"})
    assert list(read.pages) == ["a.md"]


def test_a_folder_that_cannot_be_read_does_not_look_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, scandir = write_files(tmp_path, {"a.md": "A", "sub/b.md": "B"}), os.scandir

    def refusing(folder: Path) -> object:
        if Path(folder).name == "sub":
            raise PermissionError(errno.EACCES, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(PermissionError):
        Read(root)


def test_a_page_that_is_not_utf_8_is_read_as_windows_1252(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": "Grüße für 5 €".encode("cp1252"), "b.md": b"\xff\xfeH\x00i\x00"})
    assert [page.text for page in read.pages.values()] == ["Grüße für 5 €", "Hi"]
    assert len(read.counts()) == 2


def test_an_empty_page_is_there_and_reported(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a-b.md": ""})
    assert read.pages["a-b.md"].title == "A b"
    assert read.counts() == {"A page has no text": 1}


def test_a_page_of_two_megabytes_is_cut_at_a_paragraph(tmp_path: Path) -> None:
    read = Read(tmp_path, {"a.md": "Ein Absatz mit Grüßen.\n\n" * 80_000})
    assert read.pages["a.md"].text.endswith("Grüßen.")
    (row,) = facets(read.found[1].entity).values()
    assert MAX_BODY // 2 < len(bytes(row.body)) <= MAX_BODY
    assert read.counts() == {"A page is too long for a body and was cut at a paragraph": 1}


def test_home_pages_and_redirects_become_text(tmp_path: Path) -> None:
    home = (
        "---\nlayout: home\nhero:\n  name: Open\n  text: More of it\n  tagline: Come in\n"
        "features:\n  - title: Use\n    details: It helps\n    link: /use\n---\n"
    )
    moved = "---\ntitle: Old\nredirect_to: /use/#how\n---\n"
    read = Read(tmp_path, {"index.md": home, "old.md": moved, "use.md": "# Use\n\n## How\n"})
    use = f"vademecum://page/{read.ids['use.md']}"
    assert read.pages["index.md"].title == "Open"
    expected = f"**More of it**\n\nCome in\n\n## [Use]({use})\n\nIt helps"
    assert read.pages["index.md"].text == expected
    assert read.pages["old.md"].text == f"[Old]({use}#how)"


def test_anchors_are_found_however_a_site_spells_them(tmp_path: Path) -> None:
    text = (
        "## Meals (M&IE)\n\n## Füße {#feet}\n\n"
        "[a](#meals-m-and-ie) [b](#feet) [c](a.md#fusse) [d](#gone)"
    )
    page = Read(tmp_path, {"a.md": "x\n\n" + text}).pages["a.md"]
    assert page.text.endswith("[a](#meals-mie) [b](#füße) [c](#fusse) [d](#gone)")
    assert "{#" not in page.text
