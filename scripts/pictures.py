"""Every screen of the real window, in both languages and both looks, into ``docs/pictures``.

They are of the sample company, made in a temporary folder; no display is needed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from scripts.company import ROOT, Failed, SampleCompany

PICTURES = ROOT / "docs" / "pictures"
LANGUAGES = ("de", "en")
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
        company.desktop("sync")
        for language in LANGUAGES:
            company.desktop("run", "--screenshots", str(folder), language=language)
            company.desktop("run", "--screenshots", str(folder), language=language, home=empty)


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
