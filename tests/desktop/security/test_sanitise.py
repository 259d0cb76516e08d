"""Markdown becomes the HTML that was meant, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.security.sanitise import Heading, render

HASH = "0123456789abcdef" * 4
MARKDOWN = st.text(
    alphabet=st.sampled_from("abc #*_`~[]()!<>|-+.:\n\t\\&;^x1\"'\u0301\u202e\ud800")
)
ANYTHING = st.text(alphabet=st.characters())


@given(st.one_of(MARKDOWN, ANYTHING))
def test_whatever_is_written_can_be_shown(text: str) -> None:
    html = render(text).html
    html.encode()
    assert not re.search(r"<(?!/?[a-z])", html)
    assert all(
        link.startswith(("http", "mailto:", "tel:", "vademecum:", "here:")) for link in links(html)
    )


@given(MARKDOWN)
def test_the_same_text_gives_the_same_page(text: str) -> None:
    assert render(text) == render(text)


def links(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** *b* ~~c~~ `d`", "<p><b>a</b> <i>b</i> <s>c</s> <code>d</code></p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
        ("1. a\n2. b", "<ol><li>a</li>\n<li>b</li>\n</ol>"),
        ("7. a", '<ol start="7"><li>a</li>\n</ol>'),
        ("- [x] a", '<ul class="tasks"><li><span class="done">☑</span> a</li>\n</ul>'),
        ("- [ ] a", '<ul class="tasks"><li><span class="todo">☐</span> a</li>\n</ul>'),
        ("[a](https://b.example/c?d=e&f)", '<a href="https://b.example/c?d=e&amp;f">a</a>'),
        ("[a](#b-c)", '<a href="here:b-c">a</a>'),
        ("[a](vademecum://page/7#b)", '<a href="vademecum://page/7#b">a</a>'),
        ("[a](mailto:a@b.example)", '<a href="mailto:a@b.example">a</a>'),
        (f"![a](attach:{HASH})", f'<img src="attach:{HASH}" alt="a">'),
        ("a\x00b\x07c\ud800", "<p>a\ufffdb\ufffdc\ufffd</p>"),
        ("\u202eabc\u202c", "<p>abc</p>"),
    ],
)
def test_a_text_becomes_what_was_meant(text: str, html: str) -> None:
    assert html in render(text).html


@pytest.mark.parametrize(
    "link",
    [
        "javascript:x",
        "file:///etc/passwd",
        "page.md",
        "/x",
        "//host/x",
        "data:text/html,x",
        "smb:x",
    ],
)
def test_a_link_to_nowhere_is_struck_and_not_a_link(link: str) -> None:
    html = render(f"[words]({link})").html
    assert '<span class="dead" title="dead">words</span>' in html
    assert links(html) == []


@pytest.mark.parametrize("dead", ["vademecum://page/7", "vademecum://page/7#b"])
def test_a_link_to_what_is_not_here_is_dead(dead: str) -> None:
    html = render("[a](vademecum://page/7#b)", dead=frozenset({dead})).html
    assert "dead" in html
    assert links(html) == []


def test_an_image_from_elsewhere_leaves_its_words() -> None:
    html = render("![a plan](https://b.example/x.png)").html
    assert "[a plan]" in html
    assert "<img" not in html


def test_a_title_written_by_somebody_is_never_a_tooltip() -> None:
    assert "title" not in render('[a](https://b.example "<img src=file:///x>")').html


def test_headings_have_stable_anchors_each_once() -> None:
    rendered = render("# Über *uns*\n## Plan B!\n## Plan B\n###\n")
    assert rendered.headings == (
        Heading(1, "Über uns", "über-uns"),
        Heading(2, "Plan B!", "plan-b"),
        Heading(2, "Plan B", "plan-b-1"),
        Heading(3, "", "section"),
    )
    assert all(f'id="{heading.anchor}"' in rendered.html for heading in rendered.headings)


def test_images_are_named_in_order_and_once() -> None:
    other = HASH[::-1]
    rendered = render(f"![b](attach:{other}) ![a](attach:{HASH}) ![c](attach:{other})")
    assert rendered.images == (other, HASH)
    assert [picture.words for picture in rendered.pictures] == ["b", "a", "c"]


def test_a_footnote_leads_there_and_back() -> None:
    html = render("a[^n]\n\n[^n]: *why*").html
    assert '<a id="fnref1" href="here:fn1">[1]</a>' in html
    assert '<li id="fn1">' in html
    assert 'href="here:fnref1"' in html


def test_a_table_keeps_its_alignment() -> None:
    html = render("|a|b|\n|:-:|--:|\n|1|2|").html
    assert '<td align="center">1</td><td align="right">2</td>' in html


def test_code_has_colour_and_stays_as_it_was() -> None:
    html = render('```python\nif x < "<b>":\n    pass\n```').html
    assert '<span class="c-keyword">' in html
    words = re.sub(r"<[^>]+>", "", html)
    assert words.strip() == 'if x &lt; "&lt;b&gt;":\n    pass'


def test_code_in_an_unknown_language_is_plain() -> None:
    assert "<pre>a &lt; b</pre>" in render("```nosuch\na < b\n```").html


def test_a_callout_says_what_it_is() -> None:
    html = render("> [!WARNING]\n> Hot!").html
    assert 'class="quote callout warning"' in html
    assert "<b>Warning</b>" in html
    assert "[!" not in html


def test_a_text_of_two_megabytes_is_shown_plain_and_says_that_it_is_cut() -> None:
    rendered = render("word " * 400_000)
    assert (rendered.plain, rendered.cut) == (True, True)
    assert rendered.html.startswith('<pre class="plain">word')


def test_a_page_with_endless_cells_is_shown_plain() -> None:
    rendered = render("|a|b|\n|-|-|\n" + "|<i>|2|\n" * 3000)
    assert rendered.plain
    assert not rendered.cut
    assert "&lt;i&gt;" in rendered.html


def test_a_word_without_end_is_given_places_to_break() -> None:
    words = re.findall(r"a+", render("a" * 5000).html)
    assert max(map(len, words)) <= 2000
    assert sum(map(len, words)) == 5000
