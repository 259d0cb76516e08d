"""Avatars belong to ids: the same every time, small, of several kinds, and none for some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from PIL import Image

from server.avatars.avatar import Avatars
from server.avatars.canvas import SIDE, Canvas
from server.avatars.landscape import draw_landscape
from server.avatars.pattern import draw_pattern
from server.avatars.portrait import draw_portrait
from server.avatars.sitter import sitter
from server.avatars.things import draw_thing
from server.connectors.pictures import THUMBNAIL
from server.connectors.portraits import as_portrait
from server.staffing.ingredients import read_origins
from server.staffing.naming import Names
from tests.resources.sample_company import SAMPLE, Line, everybody

NAMES = Names(read_origins(SAMPLE))
MOST_BYTES = 12_000


def picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def worker(number: int, role: str) -> Line:
    given, family = ("Anna", "Becker") if number % 2 else ("Kofi", "Mensah")
    return {"id": f"p{number}", "job_title": role, "given_name": given, "family_name": family}


def test_an_avatar_is_the_same_every_time_and_another_for_another_id() -> None:
    avatars, again = Avatars(NAMES), Avatars(NAMES)
    people = everybody()[:200]
    drawn = [avatars.draw(person) for person in people]
    assert [again.draw(person) for person in people] == drawn
    shown = [content for content in drawn if content]
    assert len(set(shown)) == len(shown)


def test_about_a_third_have_none_and_those_who_left_or_work_elsewhere_seldom_one() -> None:
    without = [person for person in everybody() if not has_avatar(person)]
    inside = [one for one in everybody() if "left" not in one and "external" not in one]
    share = sum(one in without for one in inside) / len(inside)
    assert 0.28 < share < 0.38
    talkative = [one for one in inside if "bio" in one]
    assert sum(one in without for one in talkative) < len(talkative) / 4
    apart = [one for one in everybody() if "left" in one or "external" in one]
    assert sum(one in without for one in apart) > len(apart) / 2


def has_avatar(person: Line) -> bool:
    """Whether one is drawn, without the drawing."""

    class Undrawn(Avatars):
        def _drawn(self, chance: Random, record: Line, *, shows_face: bool) -> Canvas:
            return Canvas("#ffffff")

    return Undrawn(NAMES).draw(person) is not None


@pytest.mark.parametrize("draw", [draw_landscape, draw_pattern, draw_thing])
def test_every_kind_is_small_and_square(draw: Callable[[Random], Canvas]) -> None:
    kinds: Counter[bytes] = Counter()
    for number in range(40):
        content = draw(Random(number)).picture()
        assert len(content) < MOST_BYTES
        assert picture(content).size == (SIDE, SIDE)
        kinds[content] += 1
    assert len(kinds) >= 30


@pytest.mark.parametrize(
    "role",
    ["Monteurin Kälte", "Koch", "Disponentin", "Staplerfahrer", "Schweißer", "Labortechnikerin",
     "Geschäftsführerin", "Planer"],
)  # fmt: skip
def test_every_trade_can_be_drawn_with_all_sorts_of_hair(role: str) -> None:
    for number in range(30):
        record, chance = worker(number, role), Random(number)
        name = NAMES.find(record["given_name"], record["family_name"])
        content = draw_portrait(sitter(chance, record, name), chance).picture()
        assert len(content) < MOST_BYTES
        assert picture(content).size == (SIDE, SIDE)


def test_a_fitter_mostly_wears_a_hard_hat_and_a_planner_never() -> None:
    def outfits(role: str) -> Counter[str]:
        name = NAMES.find("Anna", "Becker")
        return Counter(
            sitter(Random(number), worker(number, role), name).outfit for number in range(60)
        )

    assert outfits("Monteurin Kälte")["helmet"] > 30
    assert outfits("Planerin")["helmet"] == 0


def test_who_says_that_she_wears_a_scarf_is_drawn_with_one() -> None:
    record = worker(1, "Qualitätsingenieurin") | {"bio": "Mit Hijab und Helm."}
    name = NAMES.find("Şeyma", "Bulut")
    assert all(sitter(Random(number), record, name).scarf for number in range(20))


def test_an_avatar_becomes_a_portrait_with_a_thumbnail() -> None:
    content = draw_pattern(Random(1)).picture()
    portrait = as_portrait(content)
    thumbnail, full = portrait.blobs
    assert full == content
    assert picture(thumbnail).size == (THUMBNAIL, THUMBNAIL)
    assert portrait.photo.thumbnail != portrait.photo.full
