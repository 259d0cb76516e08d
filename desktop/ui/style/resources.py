"""Where the files that come with the program lie. Knows nothing of what they hold."""

from __future__ import annotations

from pathlib import Path

from desktop.program import program_files


def resource(*parts: str) -> Path:
    """The path of a file below ``resources/``, from a checkout and from the frozen program."""
    return program_files().joinpath("resources", *parts)
