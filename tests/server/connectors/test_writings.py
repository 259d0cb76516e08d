"""Beside its pages a folder may hold posts, questions with answers, and comments on all of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import pytest

from server.connectors.writings import moment
from tests.server.connectors.folders import Read, picture
from wire.bodies import AnswerBody, CommentBody, PostBody, QuestionBody

B = TypeVar("B", PostBody, QuestionBody, AnswerBody, CommentBody)


def bodies(read: Read, kind: type[B]) -> dict[str, B]:
    """The bodies of one kind, by what the source calls them."""
    found = {}
    for one in read.found:
        body = one.entity.bodies[""]
        if isinstance(body, kind):
            found[one.entity.source_key or ""] = body
    return found


def comment(text: str, **more: str) -> str:
    return json.dumps({"text": text, "author": "ada", "date": "2026-03-14", **more}) + "\n"


def test_what_lies_in_posts_is_a_post_of_the_day_in_its_name(tmp_path: Path) -> None:
    text = "---\ntitle: Filters\ntags: [air]\nlang: en\n---\nThey are here."
    read = Read(tmp_path, {"a.md": "A", "_posts/2026-03-12-new-filters.md": text})
    (post,) = bodies(read, PostBody).values()
    assert (post.title, post.text, post.tags) == ("Filters", "They are here.", ("air",))
    assert (post.at, post.language, post.space) == ("2026-03-12T00:00:00Z", "en", read.space_id)
    assert list(read.pages) == ["a.md"]


def test_a_post_without_a_title_is_called_after_its_file_without_the_day(tmp_path: Path) -> None:
    read = Read(tmp_path, {"_posts/2026-03-12-new-filters.md": "Here."})
    assert [post.title for post in bodies(read, PostBody).values()] == ["New filters"]


def test_front_matter_says_better_when_a_post_was_written(tmp_path: Path) -> None:
    text = "---\ndate: 2026-03-12 08:30:00 +0100\n---\nText"
    read = Read(tmp_path, {"_posts/2026-03-11-a.md": text})
    assert [post.at for post in bodies(read, PostBody).values()] == ["2026-03-12T07:30:00Z"]


def test_where_front_matter_tells_no_day_the_name_of_a_post_does(tmp_path: Path) -> None:
    read = Read(tmp_path, {"_posts/2026-03-11-a.md": "---\ndate: soon\n---\nText"})
    assert [post.at for post in bodies(read, PostBody).values()] == ["2026-03-11T00:00:00Z"]


QUESTION = "---\ntitle: Why?\ndate: 2026-05-04\naccepted: ben\n---\nIt is *cold*."


def test_a_question_has_the_answers_in_the_folder_that_is_called_like_it(tmp_path: Path) -> None:
    answers = {"_questions/why/ada.md": "Perhaps.", "_questions/why/ben.md": "Because."}
    read = Read(tmp_path, {"_questions/why.md": QUESTION, **answers})
    (question,) = bodies(read, QuestionBody).values()
    found = bodies(read, AnswerBody)
    assert question.title == "Why?"
    assert {answer.question for answer in found.values()} == {read.ids["_questions/why.md"]}
    assert question.accepted == read.ids["_questions/why/ben.md"]
    assert found["_questions/why/ben.md"].text == "Because."
    assert read.counts() == {}


def test_an_accepted_answer_that_is_not_there_is_reported(tmp_path: Path) -> None:
    read = Read(tmp_path, {"_questions/why.md": QUESTION})
    assert [one.accepted for one in bodies(read, QuestionBody).values()] == [None]
    assert read.counts() == {"The answer that helped is not here": 1}


def test_an_answer_without_its_question_is_left_out_and_reported(tmp_path: Path) -> None:
    read = Read(tmp_path, {"_questions/gone/ada.md": "Because."})
    assert bodies(read, AnswerBody) == {}
    assert read.counts() == {"An answer has no question and was left out": 1}


def test_comments_lie_beside_the_text_they_are_on_one_a_line(tmp_path: Path) -> None:
    files = {"x/a.md": "A", "_posts/2026-03-12-b.md": "B", "_questions/c.md": "C"}
    said = {f"{path.removesuffix('.md')}.comments.jsonl": comment("Thanks!") for path in files}
    read = Read(tmp_path, files | said)
    found = bodies(read, CommentBody)
    assert {body.on for body in found.values()} == {
        f"page:{read.ids['x/a.md']}",
        f"post:{read.ids['_posts/2026-03-12-b.md']}",
        f"question:{read.ids['_questions/c.md']}",
    }
    assert {(body.text, body.at) for body in found.values()} == {
        ("Thanks!", "2026-03-14T00:00:00Z")
    }
    assert read.keys == [one.entity.key for one in read.found]
    assert len(read.folder) == len(read.found)


def test_a_comment_stays_the_same_when_others_come_before_it(tmp_path: Path) -> None:
    first = Read(tmp_path, {"a.md": "A", "a.comments.jsonl": comment("One")})
    lines = comment("Earlier", date="2026-03-01") + comment("One")
    second = Read(tmp_path, {"a.comments.jsonl": lines})
    assert first.keys[-1] in second.keys


def test_what_is_no_comment_is_left_out_and_reported(tmp_path: Path) -> None:
    lines = comment("One") + comment("Two") + comment("", date="2026-03-15") + "no object\n"
    files = {"a.md": "A", "a.comments.jsonl": lines, "gone.comments.jsonl": comment("Lost")}
    read = Read(tmp_path, files)
    assert [body.text for body in bodies(read, CommentBody).values()] == ["One"]
    assert read.counts() == {
        "A comment has no text and was left out": 1,
        "A line is no JSON object and was left out": 1,
        "Comments on a text that is not here were left out": 1,
        "Somebody commented twice at the same time; the first counts": 1,
    }


def test_links_and_pictures_lead_from_and_to_every_kind_of_text(tmp_path: Path) -> None:
    read = Read(
        tmp_path,
        {
            "a.md": "[p](_posts/2026-03-12-b.md) [q](_questions/c.md)",
            "p.png": picture(),
            "_posts/2026-03-12-b.md": "[a](../a.md) ![p](../p.png)",
            "_questions/c.md": "[b](../_posts/2026-03-12-b.md#why)",
            "_questions/c/ada.md": "[c](../c.md)",
            "a.comments.jsonl": comment("[q](_questions/c.md)"),
        },
    )
    (post,), (question,) = bodies(read, PostBody).values(), bodies(read, QuestionBody).values()
    b, c = read.ids["_posts/2026-03-12-b.md"], read.ids["_questions/c.md"]
    assert read.pages["a.md"].text == f"[p](vademecum://post/{b}) [q](vademecum://question/{c})"
    assert post.text.startswith(f"[a](vademecum://page/{read.ids['a.md']}) ![p](attach:")
    assert [attachment.name for attachment in post.attachments] == ["p.png"]
    assert question.text == f"[b](vademecum://post/{b}#why)"
    assert [one.text for one in bodies(read, AnswerBody).values()] == [
        f"[c](vademecum://question/{c})"
    ]
    assert [one.text for one in bodies(read, CommentBody).values()] == [
        f"[q](vademecum://question/{c})"
    ]
    assert read.counts() == {}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-03-12", "2026-03-12T00:00:00Z"),
        ("2026-03-12 08:30", "2026-03-12T08:30:00Z"),
        ("2026-03-12T08:30:00+02:00", "2026-03-12T06:30:00Z"),
        ("0001-01-01T00:00:00+02:00", None),
        ("last week", None),
        (None, None),
        (True, None),
    ],
)
def test_a_time_is_told_in_utc_and_nonsense_is_none(said: object, meant: str | None) -> None:
    assert moment(said) == meant
