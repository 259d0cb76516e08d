"""The short run of ``tests.faults.revoked``: a space is taken away while somebody reads."""

from __future__ import annotations

from pathlib import Path

from tests import servers
from tests.entities import page, person, space
from tests.faults.homes import connected
from tests.faults.revoked import WORDS, revoke_while_reading


def test_no_byte_of_a_revoked_space_is_left_and_reading_goes_on(tmp_path: Path) -> None:
    settings = servers.sqlite_settings(tmp_path)
    servers.write_entities(settings, space("open"), person("bob"), page("travel", space="open"))
    servers.write_entities(settings, space("closed"))
    token = servers.token_for(settings, "ada")
    with servers.running(settings) as url:
        home = connected(tmp_path / "home", url, token)
        figures = revoke_while_reading(settings, home, "ada", "space:closed")
    assert figures.planted >= WORDS
    assert figures.traces
    assert not any(figures.traces.values()), figures.traces
    assert figures.answers > 0
    assert figures.slowest_answer < 1
