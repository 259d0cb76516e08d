"""Bringing things in: ``import markdown``, ``import people``, ``seed``."""

from __future__ import annotations

import argparse
from pathlib import Path

from sqlalchemy import Engine

from server.commands.arguments import (
    Subparsers,
    database,
    positive,
    say,
    say_json,
    settings_of,
    told_as_a_sentence,
)
from server.connectors.found import Problems
from server.connectors.markdown import MarkdownFolder, SpaceNote
from server.connectors.people import PeopleFiles, PeopleSource
from server.directory import Directory
from server.errors import ServerError
from server.import_progress import Report
from server.importing import PAGE_KINDS, PEOPLE_KINDS, Importer, Plan
from server.seed import seed


def add_parser(subparsers: Subparsers) -> None:
    sentence = "bring in a folder of pages, or a file of people"
    parser = subparsers.add_parser("import", help=sentence, description=sentence)
    sources = parser.add_subparsers(required=True, metavar="SOURCE")
    _add_markdown(sources)
    _add_people(sources)
    sentence = "the sample company Nordlicht Anlagentechnik"
    parser = subparsers.add_parser("seed", help=sentence, description=sentence)
    parser.add_argument(
        "--people",
        type=positive,
        metavar="N",
        help="how many; the whole company of about 1,200 unless said",
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which made-up people")
    _add_common(parser)
    parser.set_defaults(run=run_seed)


def run_markdown(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    if not folder.is_dir():
        raise ServerError(f"There is no folder {folder}.")
    problems = Problems()
    name = arguments.space
    note = SpaceNote(source=name, names={"und": name}, private=arguments.private)
    plan = Plan(source=name, kinds=PAGE_KINDS, allow_deletions=arguments.allow_deletions)
    with database(arguments) as engine, told_as_a_sentence():
        importer = Importer(engine, settings_of(arguments).files)
        around = _directory(engine, arguments.people, problems)
        texts = MarkdownFolder(folder, note, problems, around)
        report = importer.run(plan, texts, problems)
    return _tell(arguments, [report])


def _directory(engine: Engine, source: str | None, problems: Problems) -> Directory | None:
    if source is None:
        return None
    directory = Directory(engine, source, problems)
    if not len(directory):
        raise ServerError(
            f"No people came from a source called {source}. Import them first "
            "(import people FILE --source NAME), or name the source they came from."
        )
    return directory


def run_people(arguments: argparse.Namespace) -> int:
    for file in (arguments.file, arguments.units):
        if file is not None and not file.is_file():
            raise ServerError(f"There is no file {file}.")
    if arguments.photos is not None and not arguments.photos.is_dir():
        raise ServerError(f"There is no folder {arguments.photos}.")
    problems = Problems()
    files = PeopleFiles(
        source=arguments.source or arguments.file.stem,
        people=arguments.file,
        units=arguments.units,
        photos=arguments.photos,
        region=arguments.region,
    )
    plan = Plan(source=files.source, kinds=PEOPLE_KINDS, allow_deletions=arguments.allow_deletions)
    with database(arguments) as engine, told_as_a_sentence():
        importer = Importer(engine, settings_of(arguments).files)
        report = importer.run(plan, PeopleSource(files, problems), problems)
    return _tell(arguments, [report])


def run_seed(arguments: argparse.Namespace) -> int:
    with database(arguments) as engine, told_as_a_sentence():
        importer = Importer(engine, settings_of(arguments).files)
        reports = seed(
            importer,
            people=arguments.people,
            seed=arguments.seed,
            allow_deletions=arguments.allow_deletions,
        )
    return _tell(arguments, reports)


def _add_markdown(sources: Subparsers) -> None:
    sentence = "a folder of Markdown files becomes a space of the wiki, with posts and questions"
    parser = sources.add_parser("markdown", help=sentence, description=sentence)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--space", required=True, type=_name, metavar="NAME")
    parser.add_argument("--private", action="store_true", help="a new space is read by nobody yet")
    parser.add_argument("--people", metavar="SOURCE", help="where the people it names came from")
    _add_common(parser)
    parser.set_defaults(run=run_markdown)


def _add_people(sources: Subparsers) -> None:
    sentence = "people, one JSON object a line"
    parser = sources.add_parser("people", help=sentence, description=sentence)
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--source", type=_name, metavar="NAME", help="the file's stem unless said")
    parser.add_argument("--units", type=Path, metavar="FILE", help="units, one JSON object a line")
    parser.add_argument("--photos", type=Path, metavar="DIR", help="portraits by file name")
    parser.add_argument(
        "--region", type=_region, metavar="CC", help="where numbers without prefix belong: DE, US …"
    )
    _add_common(parser)
    parser.set_defaults(run=run_people)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-deletions", action="store_true", help="even if much of the source has vanished"
    )
    parser.add_argument("--json", action="store_true", help="the report for programs")


def _tell(arguments: argparse.Namespace, reports: list[Report]) -> int:
    for report in reports:
        if arguments.json:
            say_json(report)
        else:
            say("\n".join(report.lines()))
    return 0


def _name(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _region(text: str) -> str:
    if len(text) != len("DE") or not text.isalpha():
        raise ValueError(text)
    return text.upper()
