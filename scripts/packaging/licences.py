"""The licences of everything that is built in, beside those that lie in resources/third_party."""

from __future__ import annotations

import re
import shutil
import sysconfig
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from scripts.packaging.contents import ROOT

# The libraries that come from the machine that builds, by the packages Debian has them in.
FROM_DEBIAN: Final = (
    *("libbz2-1.0", "libffi8", "liblzma5", "libmpdec3", "libxcb-cursor0", "libxcb-icccm4"),
    *("libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0", "libxcb-util1"),
)
_LICENCE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


def built_in() -> dict[str, Distribution]:
    """What the desktop needs, directly or through one another, by name; as installed here."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        waiting = list(tomllib.load(file)["project"]["dependencies"])
    found: dict[str, Distribution] = {}
    while waiting:
        wanted = _NAME.match(waiting.pop())
        name = re.sub(r"[-_.]+", "-", wanted[0]).lower() if wanted else ""
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # of another system, or another Python
            continue
        required = found[name].requires or []
        waiting += [one for one in required if "extra ==" not in one.replace("'", '"')]
    return found


def gather(folder: Path) -> list[str]:
    """Write a folder of licence texts for each package; returns the names that have none."""
    without = []
    for name, package in sorted(built_in().items()):
        texts = [one for one in package.files or () if _is_licence(str(one))]
        for text in texts:
            _keep(Path(str(package.locate_file(text))), folder / f"{name}-{package.version}")
        if not texts:
            without.append(name)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        _keep(python, folder / "python")
    for name in FROM_DEBIAN:
        _keep(Path("/usr/share/doc") / name / "copyright", folder / name)
    _keep(ROOT / "LICENSE", folder / "vademecum")
    return without


def _is_licence(path: str) -> bool:
    return ".dist-info/" in path and _LICENCE.search(path) is not None


def _keep(text: Path, folder: Path) -> None:
    if text.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(text, folder / text.name)
