"""The trail and what walks on it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.records import Address, ChangeSet
from desktop.ui.navigation import LONGEST, History
from desktop.ui.navigator import Navigator

ADA, BOB, EVE = (Address("person", name) for name in ("ada", "bob", "eve"))


def _walked() -> tuple[Navigator, list[object]]:
    trail = Navigator()
    wanted: list[object] = []
    trail.wanted.connect(wanted.append)
    return trail, wanted


def test_going_back_ends_before_the_first_place() -> None:
    history = History()
    history.visit(ADA)
    history.visit(BOB)
    assert history.back() == ADA
    assert history.back() is None
    assert history.back() is None
    assert not history.can_go_back
    assert history.forward() == ADA


def test_visiting_from_the_middle_cuts_what_lay_ahead() -> None:
    history = History()
    for address in (ADA, BOB):
        history.visit(address)
    history.back()
    history.visit(EVE)
    assert not history.can_go_forward
    assert history.back() == ADA


def test_visiting_the_same_place_again_is_no_step() -> None:
    history = History()
    history.visit(ADA)
    history.visit(ADA)
    assert history.back() is None


def test_the_trail_forgets_its_oldest_places() -> None:
    history = History()
    for number in range(LONGEST + 50):
        history.visit(Address("page", str(number)))
    steps = 0
    while history.back() is not None:
        steps += 1
    assert steps == LONGEST - 1


def test_a_preview_is_no_place_to_come_back_to(qtbot: QtBot) -> None:
    trail, wanted = _walked()
    trail.visit(ADA)
    trail.preview(BOB)
    trail.visit(EVE)
    trail.back()
    assert wanted == [ADA, BOB, EVE, ADA]


def test_a_preview_that_was_gone_on_from_is_one(qtbot: QtBot) -> None:
    trail, wanted = _walked()
    trail.preview(BOB)
    trail.follow(EVE)
    trail.back()
    assert wanted[-1] == BOB


def test_a_preview_goes_with_its_list_and_what_was_opened_stays(qtbot: QtBot) -> None:
    trail, _ = _walked()
    trail.preview(BOB)
    with qtbot.waitSignal(trail.left):
        trail.drop_preview()
    trail.visit(ADA)
    trail.drop_preview()
    assert trail.shown == ADA


def test_only_what_changed_is_fetched_again(qtbot: QtBot) -> None:
    trail, wanted = _walked()
    trail.visit(ADA)
    trail.refresh(ChangeSet(keys=frozenset({"person:bob"})))
    assert wanted == [ADA]
    trail.refresh(ChangeSet(keys=frozenset({"person:ada"})))
    trail.refresh(ChangeSet(everything=True))
    assert wanted == [ADA, ADA, ADA]
