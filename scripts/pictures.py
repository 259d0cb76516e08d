"""Every screen of the real window, in both languages and both looks, into ``docs/pictures``.

They are of the sample company, made in a temporary folder; no display is needed.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from scripts.company import ROOT, VIEWER, Failed, SampleCompany

PICTURES = ROOT / "docs" / "pictures"
LANGUAGES = ("de", "en")
NEWS = "Neues von Nordlicht"  # the space of what the company tells its people
COLOURS = 96  # they are drawn flat: a palette makes them a third as large


def main() -> int:
    """Make all pictures anew; 0 when all went well."""
    try:
        with TemporaryDirectory(prefix="vademecum-") as place:
            made = Path(place, "pictures")
            _take(SampleCompany(Path(place, "company")), made, Path(place, "empty"))
            _replace(made)
    except Failed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    size = sum(path.stat().st_size for path in PICTURES.iterdir())
    sys.stdout.write(f"{len(list(PICTURES.iterdir()))} pictures, {size / 1e6:.1f} MB\n")
    return 0


def _take(company: SampleCompany, folder: Path, empty: Path) -> None:
    company.seed()
    with company.serving() as address:
        company.connect(address)
        _have_news(company, empty / "unwanted")
        for language in LANGUAGES:
            company.desktop("run", "--screenshots", str(folder), language=language)
            company.desktop("run", "--screenshots", str(folder), language=language, home=empty)


def _have_news(company: SampleCompany, unwanted: Path) -> None:
    """Let posts arrive after the window was looked at, as they do to somebody who was away."""
    streams = json.loads(company.server("streams", VIEWER, "--json"))
    stream = next(one["stream"] for one in streams if one["name"] == NEWS)
    company.server("revoke", VIEWER, stream)
    company.desktop("sync")
    company.desktop("run", "--screenshots", str(unwanted), "--scene", "home")
    company.server("grant", VIEWER, stream)
    company.desktop("sync")


def _replace(made: Path) -> None:
    """Put the new pictures, with a palette each, where the old ones were."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    for path in sorted(made.iterdir()):
        with Image.open(path) as picture:
            flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            flat.save(PICTURES / path.name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
