"""The main job on this machine: the sample company's server and the app signed in to it.

Everything lies in ``.run``: the server's files, the replica, the token. A second run reuses all
of it. Without a display the same story is told on the command line, and pictures of the real
window are left in ``.run/pictures``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from scripts.company import ROOT, Failed, SampleCompany

RUN = ROOT / ".run"
PICTURES = RUN / "pictures"
STORY = (
    ["sync"],
    ["search", "Brandschutz"],
    ["search", "reisekosten abrechnen"],
    ["search", "mueller"],
)
SCENES = ("results", "person", "page", "home")


def main() -> int:
    """Seed, serve, connect, then the window or the story; 0 when all went well."""
    company = SampleCompany(RUN)
    try:
        company.seed()
        with company.serving() as address:
            company.connect(address)
            return _window(company, address) if _has_display() else _story(company)
    except Failed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    except KeyboardInterrupt:
        return 0


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(company: SampleCompany, address: str) -> int:
    sys.stdout.write(f"The sample company is served at {address}.\n")
    sys.stdout.write("Close the window to end both; `make run` opens it again.\n")
    sys.stdout.flush()
    return subprocess.run([*company.app(), "run"], cwd=ROOT, check=False).returncode


def _story(company: SampleCompany) -> int:
    sys.stdout.write("There is no display here; this is the same story on the command line.\n")
    for step in STORY:
        _tell(company, *step)
    for kind, words in (("person", "brandschutz"), ("page", "reisekosten")):
        found = json.loads(company.desktop("search", words, "--kind", kind, "--json"))
        _tell(company, "show", found["hits"][0]["address"])
    scenes = [word for name in SCENES for word in ("--scene", name)]
    company.desktop("run", "--screenshots", str(PICTURES), *scenes)
    pictures = ", ".join(sorted(path.name for path in PICTURES.iterdir()))
    sys.stdout.write(f"\nPictures of the window are in .run/pictures: {pictures}\n")
    return 0


def _tell(company: SampleCompany, *words: str) -> None:
    sys.stdout.write(f"\n$ vademecum {' '.join(words)}\n")
    sys.stdout.write(company.desktop(*words))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
