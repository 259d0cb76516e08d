"""Liquid tags, HTML and marks of site generators become Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.connectors import containers, html_to_markdown, liquid
from server.connectors.shelf import RESERVED, Shelf

PIECES = (
    "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "<ul>", "<li>", "<b>", "</b>", "<br>",
    "<a href='x'>", "</a>", "<h2>", "</h2>", "<!--", "-->", "<script>", "</script>", "<pre>",
    "</pre>", "{% raw %}", "{% endraw %}", "{% alert 'x' %}", "{% endalert %}", "{{ x }}", "`",
    "```\n", "\n", "\n\n", "> ", "- ", "| ", "word ", "<Tile/>", "::: tip\n", ":::\n", "{#a}",
)  # fmt: skip


def convert(text: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    shelf = Shelf()
    text = liquid.to_markdown(shelf.put_code(text), shelf, notes.append)
    text = containers.to_markdown(html_to_markdown.to_markdown(text, shelf.put, notes.append))
    return shelf.restore(text), notes


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ('[x]({% page "/travel/#a" %})', "[x](/travel/#a)"),
        ('[x]({%page "tools/slack" %})', "[x](/tools/slack)"),
        ('[x]({% link "https://a.example" %})', "[x](https://a.example)"),
        ('{% image "_img/a b.png" "say "yes"" %}', '![say "yes](</_img/a b.png>)'),
        ('{% image "_img/a.png" %}', "![](/_img/a.png)"),
        ('{% image_with_class "_img/a.png" "wide" "alt" %}', "![alt](/_img/a.png)"),
        ('ask {% slack_channel "travel" %}', "ask #travel"),
        ('{% slack_channel "g-x" "Guild" %}', "Guild (#g-x)"),
        ("a{% comment %} b {% endcomment %}c", "ac"),
        ("a\n{% comment %}\nb\n{% endcomment %}\nc", "a\nc"),
        ("{% raw %}{% page 'x' %}{% endraw %}", "{% page 'x' %}"),
        ("[x]({{site.base_url}}/y/)", "[x](/y/)"),
        ("  {% alert 'Mind' %}\n  the gap\n  {% endalert %}", "  > **Mind**\n  >\n  > the gap"),
    ],
)
def test_liquid_tags_become_markdown(source: str, markdown: str) -> None:
    assert convert(source) == (markdown, [])


def test_liquid_without_a_markdown_form_stays_visible_and_is_reported() -> None:
    text, notes = convert("a {% mystery %} {{ unknown }} {% include 'x.html' %} b")
    assert text == "a {% mystery %} {{ unknown }}  b"
    assert notes == [
        "A Liquid expression has no value here and stays as text",
        "The Liquid tag 'mystery' has no Markdown form and stays as text",
        "The Liquid tag 'include' only decorates and was left out",
    ]


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<strong> a </strong>b", " **a** b"),
        ("<em>a</em> <code>x|y</code>", "*a* `x|y`"),
        ('<a href="/x" class="y">a<br>b</a>', "[a · b](/x)"),
        ('<img src="a.png" alt="b" />', "![b](a.png)"),
        ("a<br>b\n<br/>\nc", "a\\\nb\nc"),
        ("> a<br>b", "> a\\\n> b"),
        ("- a<br />b", "- a\\\n  b"),
        ("| a<br>b | c |", "| a · b | c |"),
        ("m<sup>2</sup> H<sub>2</sub>O <sup>TM</sup>", "m² H₂O TM"),
        ("<small>a</small><span style='x'>b</span>", "ab"),
        ("<h3 class='x'>\n <button>A</button>\n</h3>", "\n\n### A\n\n"),
        ("<ul>\n<li>a</li>\n<li>b\n</ul>", "\n\n- a\n- b\n\n"),
        ("<ol><li>a<li>b</ol>", "\n\n1. a\n2. b\n\n"),
        ("<details>\n<summary>S</summary>\n\n- a\n</details>", "\n\n**S**\n\n- a\n\n"),
        ("<pre><code>a &lt; b\n</code></pre>", "\n\n```\na < b\n```\n\n"),
        ("<https://a.example> <me@a.example>", "<https://a.example> <me@a.example>"),
        ("a < b and c > d", "a < b and c > d"),
        ("a <!-- b\nc --> d", "a d"),
    ],
)
def test_html_becomes_markdown(source: str, markdown: str) -> None:
    assert convert(source)[0] == markdown


def test_a_table_becomes_a_table() -> None:
    source = (
        '<div class="w">\n  <table>\n    <tbody>\n      <tr>\n        '
        "<td><strong>Where</strong></td>\n        <td>\n          1 Main St.<br />\n"
        "          Town\n        </td>\n      </tr>\n"
        "      <tr><td>a|b<td><ul><li>x<li>y</ul></tr>\n    </tbody>\n  </table>\n</div>"
    )
    assert convert(source)[0].strip() == (
        "|  |  |\n| --- | --- |\n| **Where** | 1 Main St. Town |\n| a\\|b | x · y |"
    )


def test_the_first_row_is_the_head_if_it_says_so() -> None:
    text, _ = convert("<table><tr><th>A<th>B</tr><tr><td colspan=2>c</table>")
    assert text.strip() == "| A | B |\n| --- | --- |\n| c |  |"


def test_what_is_no_content_goes_and_is_reported() -> None:
    text, notes = convert(
        "<script setup>\nimport x\n</script>\n<ClientOnly>\n<Tile\n:a='b'/>\nx</ClientOnly>"
    )
    assert text.strip() == "x"
    assert notes == [
        "<script> is no content and was left out",
        "The component <ClientOnly> has no Markdown form and was left out",
        "The component <Tile> has no Markdown form and was left out",
    ]


def test_words_in_angle_brackets_stay_visible() -> None:
    assert convert("the <project> team") == (
        "the \\<project> team",
        ["<project> is no HTML and stays as text"],
    )


def test_an_embedded_film_becomes_a_link() -> None:
    text, notes = convert('<iframe src="https://a.example/v" title="Film"></iframe>')
    assert text == "[Film](https://a.example/v)"
    assert notes == ["<iframe> became a link"]


def test_boxes_become_quotes_and_names_of_headings_go() -> None:
    source = "::: tip Mind\nthe gap\n:::\n\n## Feet {#feet .wide}\n[[toc]]"
    assert convert(source)[0] == "> **Mind**\n>\n> the gap\n\n## Feet\n"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_no_mixture_of_marks_breaks_anything(source: str) -> None:
    text, _ = convert(source)
    assert not RESERVED.search(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_code_comes_back_as_it_was(source: str) -> None:
    shelf = Shelf()
    assert shelf.restore(shelf.put_code(source)) == RESERVED.sub("", source)
