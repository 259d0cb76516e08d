"""Collects what is to be translated, and compiles what was.

Run it after changing a visible text; then fill in what ``vademecum_de.ts`` calls unfinished
(Qt Linguist or any editor) and run it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
# English needs only what counts: its other texts are those of the program.
LANGUAGES = {"de": (), "en": ("-pluralonly",)}


def main() -> int:
    """Update both languages from the sources and compile them; return the exit status."""
    for language in LANGUAGES:
        target = FOLDER / f"vademecum_{language}.ts"
        collect(language, target)
        compile_to(target, target.with_suffix(".qm"))
    return 0


def collect(language: str, target: Path) -> None:
    """Bring the texts of the sources into ``target``; texts that are gone leave it."""
    sources = [str(path) for path in sorted((ROOT / "desktop" / "ui").rglob("*.py"))]
    options = ["-source-language", "en", "-target-language", language, *LANGUAGES[language]]
    _run("lupdate", *sources, *options, "-no-obsolete", "-locations", "none", "-ts", str(target))


def compile_to(source: Path, target: Path) -> None:
    """Compile a ``.ts`` file into what the program loads."""
    _run("lrelease", str(source), "-qm", str(target))


def _run(tool: str, *arguments: str) -> None:
    command = Path(sys.executable).with_name(f"pyside6-{tool}")
    subprocess.run([str(command), *arguments], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
