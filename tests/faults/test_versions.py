"""Two versions of the program on one home: neither destroys what the other made."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from desktop.compose import doctor
from desktop.errors import HomeTooNew
from desktop.opening import open_library
from desktop.records import Address, SearchRequest
from desktop.store.current import FORMAT
from tests.desktop.sites import Site, serving
from tests.faults.commands import PATIENCE, ROOT, Ended
from tests.faults.homes import require_same

NEWER, OLDER, OTHER_TABLES = ("1", "0"), ("-1", "0"), ("0", "1")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serving(tmp_path) as site:
        site.connect("ada")
        site.sync()
        yield site


def run_as(version: tuple[str, str], site: Site, *words: str) -> Ended:
    command = [sys.executable, "-m", "tests.faults.other_version", *version]
    done = subprocess.run(
        [*command, "--home", str(site.home.root), *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def require_refusal(ended: Ended) -> None:
    assert ended.is_a_sentence, ended.complained
    assert "newer version" in ended.complained


def test_a_newer_program_takes_a_home_over_and_an_older_one_says_so(site: Site) -> None:
    with closing(open_library(site.home)) as open_window:
        found = run_as(NEWER, site, "search", "travel")
        assert "vademecum://page/travel" in found.said
        assert "ready again" in found.complained
        with pytest.raises(HomeTooNew):
            open_window.show(Address.parse("vademecum://page/travel"))
        with pytest.raises(HomeTooNew):
            open_window.search(SearchRequest(query="no such word"))
    files = {path.name: path.read_bytes() for path in site.home.root.glob("*.db")}
    with pytest.raises(HomeTooNew):
        site.sync()
    with pytest.raises(HomeTooNew):
        open_library(site.home)
    assert not all(finding.ok for finding in doctor(site.home))
    assert {path.name: path.read_bytes() for path in site.home.root.glob("*.db")} == files
    assert run_as(NEWER, site, "sync").status == 0


def test_an_older_program_is_refused_by_each_command(site: Site) -> None:
    for words in (("search", "travel"), ("sync",), ("status",), ("show", "vademecum://page/x")):
        require_refusal(run_as(OLDER, site, *words))
    require_same(site.home, site.settings)


def test_tables_of_a_newer_program_are_not_taken_for_damage(site: Site) -> None:
    site.home.current.write_bytes(
        site.home.current.read_bytes().replace(b'"format":1', b'"format":%d' % (FORMAT + 1))
    )
    before = sorted(path.name for path in site.home.root.iterdir())
    with pytest.raises(HomeTooNew):
        site.sync()
    assert sorted(path.name for path in site.home.root.iterdir()) == before


def test_a_replica_of_newer_tables_is_left_alone(site: Site) -> None:
    assert run_as(OTHER_TABLES, site, "sync").status == 0  # it fills one of its own kind
    current = msgspec.json.decode(site.home.current.read_bytes())
    with pytest.raises(HomeTooNew):
        site.sync()
    assert msgspec.json.decode(site.home.current.read_bytes()) == current
    assert run_as(OTHER_TABLES, site, "doctor").status == 0
