"""What makes one document rank before another, one reason at a time."""

from __future__ import annotations

from desktop.search.rank import Ranking
from desktop.search.sought import EXACT, PREFIX, SOUND, STEM, Sought, Variant
from desktop.search.wordscore import Subject


def sought(word: str, *variants: Variant, weak: bool = False, required: bool = False) -> Sought:
    exact = Variant(text=word, value=1.0, how=EXACT)
    return Sought(
        typed=word, variants=(exact, *variants), documents=1, weak=weak, required=required
    )


def subject(short: str, body: str = "", *, kind: str = "page", stale: bool = False) -> Subject:
    length = len(body.split())
    return Subject(docid=1, kind=kind, short=short, body=body, length=length, stale=stale)


def score(words: list[Sought], one: Subject) -> float:
    ranked = Ranking(words, average=10).rank(one)
    assert ranked is not None
    return ranked.score


def test_a_title_weighs_more_than_a_tag_and_a_tag_more_than_the_text() -> None:
    words = [sought("leave")]
    title, tag = subject("t leave "), subject("g leave ")
    text = subject("t other ", " leave ")
    assert score(words, title) > score(words, tag) > score(words, text)


def test_a_word_exactly_is_more_than_its_beginning_and_that_more_than_its_stem() -> None:
    begun = Variant(text="leav", value=0.8, how=PREFIX, prefix=True)
    stem = Variant(text="leaving", value=0.7, how=STEM)
    words = [sought("leave", begun, stem)]
    texts = ("x leave ", "x leaver ", "x leaving ")
    exact, prefix, form = (score(words, subject("t other ", text[1:])) for text in texts)
    assert exact > prefix >= form


def test_a_long_text_says_less_about_a_word_than_a_short_one() -> None:
    words = [sought("leave")]
    short, long = subject("t x ", " leave now "), subject("t x ", " leave" + " now" * 90 + " ")
    assert score(words, short) > score(words, long)


def test_all_words_are_more_than_one_of_them_often() -> None:
    words = [sought("sick"), sought("leave")]
    both, often = subject("t x ", " sick leave "), subject("t x ", " leave" * 20 + " ")
    assert score(words, both) > score(words, often)


def test_words_side_by_side_are_more_than_words_apart() -> None:
    words = [sought("sick"), sought("leave")]
    assert score(words, subject("t x ", " sick leave and ")) > score(
        words, subject("t x ", " leave and sick ")
    )


def test_a_title_that_is_all_of_the_query_is_more_than_one_that_holds_it() -> None:
    words = [sought("leave")]
    assert score(words, subject("t leave ")) > score(words, subject("t leave types abroad "))


def test_who_has_left_ranks_lower() -> None:
    words = [sought("ole")]
    here, left = subject("n ole ", kind="person"), subject("n ole ", kind="person", stale=True)
    assert score(words, here) > score(words, left)


def test_sound_counts_in_names_alone() -> None:
    words = [sought("meier", Variant(text="mayer", value=0.5, how=SOUND))]
    assert Ranking(words, 10).rank(subject("t mayer ", " mayer ")) is None
    assert Ranking(words, 10).rank(subject("n mayer ", kind="person")) is not None


def test_without_a_required_word_there_is_no_hit() -> None:
    words = [sought("leave"), sought("hamburg", required=True)]
    assert Ranking(words, 10).rank(subject("t leave ")) is None


def test_coverage_says_how_much_of_the_query_is_there() -> None:
    words = [sought("sick"), sought("leave")]
    half, whole = subject("t leave "), subject("t sick leave ")
    ranked = [Ranking(words, 10).rank(one) for one in (half, whole)]
    assert [one.coverage for one in ranked if one] == [0.5, 1.0]
    assert [one.is_sure for one in ranked if one] == [False, True]


def test_a_weak_word_decides_nothing() -> None:
    words = [sought("leave"), sought("the", weak=True)]
    assert Ranking(words, 10).rank(subject("t the ")) is None
    ranked = Ranking(words, 10).rank(subject("t leave "))
    assert ranked is not None
    assert ranked.coverage == 1.0
