"""Imports write what differs, and delete only what their source no longer holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from server import blobs, schema
from server.__main__ import main
from server.access import viewer_streams
from server.checking import find_faults
from server.connectors.found import Found, Problems
from server.connectors.markdown import MarkdownFolder, SpaceNote
from server.database import open_database, reading
from server.errors import ImportRefused
from server.import_progress import Progress, Report
from server.importing import PAGE_KINDS, Importer, Plan
from server.settings import Settings
from tests.server.connectors.folders import picture, write_files


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_database(settings)
    yield engine
    engine.dispose()


class Importing:
    """A folder that is imported again and again."""

    def __init__(self, engine: Engine, settings: Settings, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.importer = Importer(engine, settings.files, Progress(StringIO()))

    def run(
        self, *, name: str = "handbook", private: bool = False, allow_deletions: bool = False
    ) -> Report:
        problems = Problems()
        note = SpaceNote(source=name, names={"en": name}, private=private)
        plan = Plan(source=name, kinds=PAGE_KINDS, allow_deletions=allow_deletions)
        return self.importer.run(plan, MarkdownFolder(self.folder, note, problems), problems)

    def clock(self) -> int:
        with reading(self.engine) as tx:
            return int(tx.execute(select(schema.clock.c.seq)).scalar_one())

    def live(self, kind: str) -> int:
        query = select(func.count()).where(
            schema.row.c.kind == kind, schema.row.c.body.is_not(None)
        )
        with reading(self.engine) as tx:
            return int(tx.execute(query).scalar_one())

    def streams(self) -> list[str]:
        with reading(self.engine) as tx:
            return viewer_streams(tx, "somebody")


@pytest.fixture
def importing(engine: Engine, settings: Settings, tmp_path: Path) -> Importing:
    files: dict[str, str | bytes] = {f"p{n:03}.md": f"Page {n}" for n in range(300)}
    files |= {"index.md": "![x](x.png)", "x.png": picture()}
    return Importing(engine, settings, write_files(tmp_path / "folder", files))


def test_a_second_run_changes_nothing(importing: Importing) -> None:
    first = importing.run()
    clock = importing.clock()
    second = importing.run()
    assert first.kinds["page"].new == first.rows - 1 == 301
    assert (second.rows, second.commits, importing.clock()) == (0, 0, clock)
    assert second.kinds["page"].unchanged == 301
    assert (second.files, second.new_files) == (1, 0)


def test_commits_are_small(importing: Importing, engine: Engine) -> None:
    importing.run()
    row = schema.row.c
    with reading(engine) as tx:
        sizes = tx.execute(select(func.count(row.key)).group_by(row.seq)).scalars().all()
    assert len(sizes) > 1
    assert max(sizes) <= 500


def test_a_changed_file_changes_its_row_and_a_vanished_one_goes(importing: Importing) -> None:
    importing.run()
    (importing.folder / "p000.md").write_text("Something else")
    (importing.folder / "p001.md").unlink()
    report = importing.run()
    page = report.kinds["page"]
    assert (page.new, page.changed, page.unchanged, page.deleted) == (0, 1, 299, 1)
    assert report.rows == 2
    assert importing.live("page") == 300


def test_what_came_from_elsewhere_is_left_alone(importing: Importing, tmp_path: Path) -> None:
    importing.run()
    other = Importing(importing.engine, Settings.below(tmp_path / "server"), tmp_path / "other")
    write_files(other.folder, {"a.md": "A"})
    other.run(name="other")
    assert importing.live("page") == 302


def test_a_mass_deletion_is_refused_before_anything_is_written(importing: Importing) -> None:
    importing.run()
    clock = importing.clock()
    for n in range(51):
        (importing.folder / f"p{n:03}.md").unlink()
    (importing.folder / "p299.md").write_text("Something else")
    with pytest.raises(ImportRefused, match="51 of the 302 .* --allow-deletions"):
        importing.run()
    assert importing.clock() == clock
    assert importing.run(allow_deletions=True).kinds["page"].deleted == 51


def test_staff_read_a_new_space_unless_it_is_private(importing: Importing) -> None:
    importing.run()
    assert [stream for stream in importing.streams() if stream.startswith("space:")]
    before = importing.streams()
    importing.run(name="secret", private=True)
    assert importing.streams() == before


def test_a_private_space_stays_private_when_it_comes_again(importing: Importing) -> None:
    importing.run(private=True)
    clock = importing.clock()
    assert importing.run().rows == 0
    assert importing.clock() == clock


def test_a_run_that_is_stopped_leaves_whole_commits_and_the_next_goes_on(
    importing: Importing, engine: Engine, settings: Settings
) -> None:
    note = SpaceNote(source="handbook", names={"en": "handbook"})

    class Stopped(MarkdownFolder):
        def __iter__(self) -> Iterator[Found]:
            for number, found in enumerate(super().__iter__()):
                if number == 290:
                    raise KeyboardInterrupt
                yield found

    source = Stopped(importing.folder, note, Problems())
    with pytest.raises(KeyboardInterrupt):
        importing.importer.run(Plan(source="handbook", kinds=PAGE_KINDS), source, Problems())
    kept = importing.live("page")
    assert 0 < kept < 290
    with reading(engine) as tx:
        assert list(find_faults(tx, settings.files)) == []
    report = importing.run()
    assert (report.kinds["page"].unchanged, report.kinds["page"].new) == (kept, 301 - kept)


def test_a_file_left_by_a_run_that_was_killed_is_taken_by_the_next(
    importing: Importing, engine: Engine, settings: Settings
) -> None:
    content = (importing.folder / "x.png").read_bytes()
    kept = blobs.path_of(settings.files, sha256(content).hexdigest())
    write_files(kept.parent, {kept.name: content})
    assert importing.run().new_files == 1
    with reading(engine) as tx:
        assert list(find_faults(tx, settings.files)) == []


def test_a_file_that_is_damaged_is_mended_by_the_next_run(
    importing: Importing, engine: Engine, settings: Settings
) -> None:
    importing.run()
    content = (importing.folder / "x.png").read_bytes()
    kept = blobs.path_of(settings.files, sha256(content).hexdigest())
    kept.write_bytes(content[:5])
    assert importing.run().new_files == 1
    assert kept.read_bytes() == content


def test_progress_is_a_line_now_and_then() -> None:
    out, seconds = StringIO(), iter([0.0, 1.0, 6.0, 7.0])
    progress = Progress(out, lambda: next(seconds))
    for done in (1, 2, 3):
        progress.tell("handbook", done, 3)
    progress.done()
    assert out.getvalue() == "handbook: 2 of 3\n"


def test_the_command_tells_what_it_did(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_files(tmp_path / "wiki", {"a.md": "[x](gone.md)"})
    command = ["--files", str(settings.files), "import", "markdown", str(folder), "--space", "w"]
    assert main(command) == 0
    told = capsys.readouterr().out
    assert "page         1 new" in told
    assert "1 × A link leads nowhere" in told
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["page"]["unchanged"] == 1


def test_a_folder_that_is_not_there_gets_a_sentence(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = str(tmp_path / "gone")
    files = ["--files", str(settings.files)]
    assert main([*files, "import", "markdown", gone, "--space", "w"]) == 1
    assert main([*files, "import", "people", gone]) == 1
    assert capsys.readouterr().err.count("There is no ") == 2


def test_the_shared_handbooks_and_directories_go_in_whole_and_only_once(
    settings: Settings, engine: Engine, shared_data: Path
) -> None:
    small = shared_data / "small"
    people = small / "people"
    files = ["--files", str(settings.files), "import"]
    commands = [
        [*files, "markdown", str(small / "wiki" / name), "--space", name]
        for name in ("18f-handbook", "muenchen-opensource", "gruene-social-handbuch")
    ] + [
        [*files, "people", str(people / f"{name}.jsonl"), "--photos", str(people / "photos")]
        + ["--units", str(people / f"{name}.orgs.jsonl")]
        for name in ("bundestag-21wp", "us-congress")
    ]
    assert [main(command) for command in commands] == [0] * 5
    counts = {kind: _live(engine, kind) for kind in ("space", "page", "person.core")}
    assert counts == {"space": 3, "page": 593, "person.core": 1171}
    with reading(engine) as tx:
        assert tx.execute(select(func.count()).select_from(schema.blob)).scalar() == 83 + 2 * 185
        assert list(find_faults(tx, settings.files)) == []
        clock = tx.execute(select(schema.clock.c.seq)).scalar()
    assert [main(command) for command in commands] == [0] * 5
    with reading(engine) as tx:
        assert tx.execute(select(schema.clock.c.seq)).scalar() == clock


def _live(engine: Engine, kind: str) -> int:
    query = select(func.count()).where(schema.row.c.kind == kind, schema.row.c.body.is_not(None))
    with reading(engine) as tx:
        return int(tx.execute(query).scalar_one())
