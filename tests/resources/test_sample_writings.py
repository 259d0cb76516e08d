"""Posts, questions, answers and comments of the sample: whose, when, and in whose words."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from PIL import Image, ImageChops, ImageStat

from scripts.sample_pictures.__main__ import PICTURES
from tests.resources.sample_company import (
    WIKI,
    WikiFile,
    by_id,
    comments,
    ids,
    of_kind,
    sentences,
    texts,
)
from tests.resources.test_sample_wiki import OLDEST, TODAY, targets

WORDS = {"post": (60, 220), "question": (15, 100), "answer": (8, 160)}  # least and most
writings = [text for text in texts() if text.kind != "page"]


def test_there_are_30_posts_20_questions_their_answers_and_comments() -> None:
    assert len(of_kind("post")) == 30
    assert len(of_kind("question")) == 20
    assert len(of_kind("answer")) >= 30
    assert len(comments()) >= 60


@pytest.mark.parametrize("text", writings, ids=lambda text: text.path)
def test_somebody_of_the_house_wrote_it_after_joining_and_before_today(text: WikiFile) -> None:
    assert text.front["author"] in ids("people")
    joined = date.fromisoformat(by_id("people")[text.front["author"]]["joined"])
    assert max(joined, OLDEST) <= text.day < TODAY
    assert text.front["lang"] in {"de", "en"}
    least, most = WORDS[text.kind]
    assert least <= len(text.body.split()) <= most
    if text.kind != "answer":
        assert text.front["title"]
        assert text.front["tags"]


def answers_to(question: WikiFile) -> list[WikiFile]:
    folder = question.path.removesuffix(".md")
    return [text for text in of_kind("answer") if text.path.startswith(f"{folder}/")]


@pytest.mark.parametrize("question", of_kind("question"), ids=lambda text: text.path)
def test_every_question_is_answered_by_others_and_later(question: WikiFile) -> None:
    answers = answers_to(question)
    assert 1 <= len(answers) <= 4
    assert all(str(answer.front["date"]) > str(question.front["date"]) for answer in answers)
    assert answers[0].front["author"] != question.front["author"] or len(answers) > 1
    names = {answer.path.rpartition("/")[2] for answer in answers}
    accepted = question.front.get("accepted")
    assert accepted is None or f"{accepted}.md" in names


def test_most_questions_have_an_answer_that_helped_and_many_have_several() -> None:
    questions = of_kind("question")
    helped = [question for question in questions if question.front.get("accepted")]
    several = [question for question in questions if len(answers_to(question)) > 1]
    assert 10 <= len(helped) < len(questions)
    assert len(several) >= 10


def test_comments_are_short_by_people_of_the_house_and_later_than_what_they_are_on() -> None:
    days = {text.path: _written(text) for text in texts()}
    for said in comments():
        assert said.on in days
        assert said.author in ids("people")
        assert said.lang in {"de", "en"}
        assert days[said.on] <= date.fromisoformat(said.date[:10]) < TODAY, said.on
        assert 3 <= len(said.text.split()) <= 60


def _written(text: WikiFile) -> date:
    return OLDEST if text.kind == "page" else text.day


def test_no_sentence_stands_in_two_texts() -> None:
    said = [text.prose for text in texts()] + [comment.text for comment in comments()]
    seen = Counter(sentence for prose in said for sentence in sentences(prose))
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_news_reach_into_this_week_and_last_year() -> None:
    days = sorted(post.day for post in of_kind("post"))
    assert (TODAY - days[-1]).days <= 3
    assert (TODAY - days[0]).days > 300
    assert len([day for day in days if (TODAY - day).days <= 30]) >= 5


def test_every_picture_is_drawn_by_our_own_script_and_shown() -> None:
    there = {path.relative_to(WIKI).as_posix() for path in WIKI.rglob("*.png")}
    assert there == set(PICTURES)
    assert there <= targets()


@pytest.mark.parametrize("path", sorted(PICTURES))
def test_a_picture_is_as_the_script_draws_it_today(path: str) -> None:
    with Image.open(WIKI / path) as kept:
        drawn = PICTURES[path]().picture()
        assert kept.size == drawn.size
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("RGB"), drawn)).mean
    # Not to the bit: versions of the font renderer differ in the shade of an edge.
    assert max(difference) < 1
