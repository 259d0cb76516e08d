"""The pill tells the truth, in one sentence: state → sentence, in both languages."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop.records import Status, SyncProgress, SyncReport
from desktop.settings import PAUSED, Settings, tomorrow
from desktop.ui.answers import Failure
from desktop.ui.language import install_language
from desktop.ui.sync.sentences import (
    age_sentence,
    pill_sentence,
    progress_sentence,
    usage_sentence,
)
from desktop.ui.sync.state import (
    Network,
    SyncState,
    advanced,
    begun,
    ended_badly,
    ended_well,
    on_network,
)

NOW = datetime(2026, 3, 2, 8, 20, tzinfo=UTC)
AT_0812 = NOW - timedelta(minutes=8)
AT_0740 = NOW - timedelta(minutes=40)
STATUS = Status(people=3, synced_at=AT_0812.isoformat(), up_to_date=True)
HERE = SyncState(status=STATUS)
WELL = ended_well(HERE, SyncReport(up_to_date=True))
UNREACHABLE = Failure(error="ServerUnreachable", message="No route.")
BUSY = replace(UNREACHABLE, answered=True, retry_after=600.0)
OFFLINE = ended_badly(begun(WELL), UNREACHABLE, AT_0740)
METERED = replace(WELL, network=Network(reachable=True, metered=True))

SIGNED_OUT = ("Signed out: connect again", "Abgemeldet: neu verbinden")


def people(done: int = 41, left: float | None = 120) -> SyncProgress:
    return SyncProgress(phase="people", done=done, total=100, seconds_left=left)


def failed(error: str, state: SyncState = WELL) -> SyncState:
    return ended_badly(state, Failure(error=error), AT_0740)


def paused(pause: str, state: SyncState = WELL) -> SyncState:
    return replace(state, settings=Settings(pause=pause))


def left_out(state: SyncState, **left: Any) -> SyncState:
    return ended_well(state, SyncReport(up_to_date=True, **left))


TABLE: list[tuple[str, SyncState, str, str]] = [
    ("never", SyncState(), "Not synced yet", "Noch nicht abgeglichen"),
    ("well", WELL, "Up to date · 08:12", "Aktuell · 08:12"),
    ("before the first pass", HERE, "Up to date · 08:12", "Aktuell · 08:12"),
    (
        "cut the last time",
        replace(HERE, status=replace(STATUS, up_to_date=False)),
        "Last sync 08:12",
        "Letzter Abgleich 08:12",
    ),
    (
        "yesterday",
        replace(HERE, status=replace(STATUS, synced_at="2026-03-01T08:12:00+00:00")),
        "Up to date · 01/03/2026 08:12",
        "Aktuell · 01.03.26 08:12",
    ),
    ("begun", begun(WELL), "Syncing …", "Abgleich läuft …"),
    (
        "people",
        advanced(begun(WELL), people()),
        "Syncing people 41 %, 2 minutes left",
        "Personen holen: 41 %, fertig in 2 Minuten",
    ),
    ("no network", OFFLINE, "No network since 07:40", "Kein Netz seit 07:40"),
    (
        "no network, changes",
        replace(OFFLINE, status=replace(STATUS, outbox=3)),
        "3 changes waiting, no network since 07:40",
        "3 Änderungen warten, kein Netz seit 07:40",
    ),
    (
        "no network, one change",
        replace(OFFLINE, status=replace(STATUS, outbox=1)),
        "1 change waiting, no network since 07:40",
        "1 Änderung wartet, kein Netz seit 07:40",
    ),
    (
        "the cable was pulled a minute ago",
        on_network(WELL, Network(reachable=False), AT_0740),
        "No network since 07:40",
        "Kein Netz seit 07:40",
    ),
    (
        "there is a network, and no server",
        on_network(OFFLINE, Network(reachable=True), NOW),
        "The server is out of reach since 07:40",
        "Server nicht erreichbar seit 07:40",
    ),
    (
        "the server is busy and names a time",
        ended_badly(WELL, BUSY, NOW),
        "The server asks to wait until 08:30",
        "Der Server bittet um Geduld bis 08:30",
    ),
    (
        "that time has come",
        ended_badly(WELL, BUSY, AT_0740),
        "The server is busy since 07:40",
        "Server ausgelastet seit 07:40",
    ),
    ("paused", paused(PAUSED), "Paused", "Pausiert"),
    (
        "until tomorrow",
        paused(tomorrow(NOW)),
        "Paused until tomorrow",
        "Bis morgen pausiert",
    ),
    (
        "until a time",
        paused("2026-03-02T17:00:00+00:00"),
        "Paused until 17:00",
        "Pausiert bis 17:00",
    ),
    ("a pause that is over", paused("2026-03-02T07:00:00+00:00"), *2 * ("",)),
    ("paused without a network", paused(PAUSED, OFFLINE), "Paused", "Pausiert"),
    (
        "photos wait",
        left_out(METERED, photos_waiting=240),
        "Waiting for Wi-Fi: 240 photos",
        "Wartet auf WLAN: 240 Fotos",
    ),
    (
        "one photo waits",
        left_out(METERED, photos_waiting=1),
        "Waiting for Wi-Fi: 1 photo",
        "Wartet auf WLAN: 1 Foto",
    ),
    (
        "rows wait",
        ended_well(METERED, SyncReport(rows_waiting=True)),
        "Waiting for Wi-Fi: people and pages",
        "Wartet auf WLAN: Personen und Seiten",
    ),
    (
        "photos waited, and now there is Wi-Fi",
        left_out(WELL, photos_waiting=240),
        "Up to date · 08:12",
        "Aktuell · 08:12",
    ),
    (
        "photos wait since before the window was opened",
        replace(METERED, report=None, status=replace(STATUS, photos_waiting=7)),
        "Waiting for Wi-Fi: 7 photos",
        "Wartet auf WLAN: 7 Fotos",
    ),
    (
        "damaged, and being rebuilt",
        advanced(begun(failed("ReplicaDamaged")), people(left=None)),
        "Damaged, being rebuilt 41 %",
        "Beschädigt, wird neu aufgebaut: 41 %",
    ),
    (
        "found damaged in the middle",
        advanced(begun(WELL), SyncProgress(phase="rebuilding")),
        "Damaged, being rebuilt …",
        "Beschädigt, wird neu aufgebaut …",
    ),
    (
        "damaged, without a network",
        ended_badly(replace(WELL, rebuilding=True), UNREACHABLE, AT_0740),
        "Damaged, to be rebuilt at the next sync",
        "Beschädigt, wird beim nächsten Abgleich neu aufgebaut",
    ),
    (
        "signed out",
        failed("NotAuthorised"),
        "Signed out: connect again",
        "Abgemeldet: neu verbinden",
    ),
    (
        "signed out, and paused",
        paused(PAUSED, failed("NotAuthorised")),
        *SIGNED_OUT,
    ),
    (
        "another process",
        failed("SyncRunning"),
        "Another sync is under way",
        "Ein anderer Abgleich läuft",
    ),
    ("a full disk", failed("StorageFull"), "No room on the disk", "Kein Platz auf dem Datenträger"),
    (
        "too old",
        failed("UpgradeRequired"),
        "Please update Vademecum",
        "Bitte Vademecum aktualisieren",
    ),
    (
        "anything else",
        failed("NotOurServer"),
        "Sync needs attention",
        "Abgleich gestört",
    ),
    (
        "conflicts",
        replace(WELL, status=replace(STATUS, conflicts=2, outbox=5)),
        "2 conflicts need you",
        "2 Konflikte brauchen Sie",
    ),
    (
        "changes wait for the next pass",
        replace(WELL, status=replace(STATUS, outbox=3)),
        "3 changes waiting",
        "3 Änderungen warten",
    ),
]


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if hasattr(time, "tzset"):
        before = os.environ.get("TZ")
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        yield
        monkeypatch.setenv("TZ", before) if before else monkeypatch.delenv("TZ")
        time.tzset()
    else:  # the machine's own zone, which then has to be this one
        yield


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QLocale()
    translators = install_language(qapp, request.param)
    QLocale.setDefault(QLocale("en_GB" if request.param == "en" else "de_DE"))
    yield str(request.param)
    for translator in translators:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("state", "english", "german"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_each_state_has_its_sentence(
    language: str, state: SyncState, english: str, german: str
) -> None:
    expected = english if language == "en" else german
    over = "Up to date · 08:12" if language == "en" else "Aktuell · 08:12"
    assert pill_sentence(state, NOW) == (expected or over)


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (SyncProgress(phase=""), "Syncing …"),
        (SyncProgress(phase="connecting"), "Connecting …"),
        (SyncProgress(phase="people", done=41, total=100), "Syncing people 41 %"),
        (SyncProgress(phase="photos", done=9, total=4), "Syncing photos 100 %"),
        (
            SyncProgress(phase="pages", done=1, total=2, seconds_left=30),
            "Syncing pages 50 %, less than a minute left",
        ),
        (SyncProgress(phase="something new", done=1, total=2), "Syncing 50 %"),
    ],
)
def test_progress_names_what_how_far_and_how_long(
    qapp: QApplication, progress: SyncProgress, expected: str
) -> None:
    assert progress_sentence(progress) == expected


def test_no_network_is_a_state_with_a_beginning() -> None:
    later = ended_badly(begun(OFFLINE), UNREACHABLE, NOW)
    assert later.failing_since == AT_0740
    assert age_sentence(later, NOW + timedelta(days=2)).startswith("Offline — working from local")


def test_a_pass_that_went_through_ends_the_trouble_whatever_the_system_says() -> None:
    lost = on_network(OFFLINE, Network(reachable=False), NOW)
    state = ended_well(lost, SyncReport(up_to_date=True))
    assert not state.offline
    assert (state.failing_since, state.lost_at, state.retry_at) == (None, None, None)


def test_the_age_is_said_whatever_else_is_wrong() -> None:
    for error in ("NotAuthorised", "StorageFull", "NotOurServer", "ReplicaDamaged"):
        said = age_sentence(failed(error), NOW)
        assert said.endswith("Working from local data, 8 minutes old"), said
        assert len(said) > 60


def test_the_age_grows_by_itself() -> None:
    assert "9 minutes old" in age_sentence(WELL, NOW + timedelta(minutes=1))
    assert "3 hours old" in age_sentence(OFFLINE, NOW + timedelta(hours=3))


def test_a_time_that_cannot_be_read_is_no_time() -> None:
    odd = replace(HERE, status=Status(synced_at="yesterday"))
    assert odd.synced_at is None
    assert pill_sentence(odd, NOW) == "Not synced yet"


def test_what_a_day_has_cost_stands_beside_what_it_may_cost() -> None:
    status = replace(STATUS, bytes_today=30_000_000, metered_today=12_000_000)
    assert usage_sentence(replace(WELL, status=status)) == "30.0 MB"
    said = usage_sentence(replace(METERED, status=status))
    assert said == "12.0 MB of 50.0 MB for this line"
