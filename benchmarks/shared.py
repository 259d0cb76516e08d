"""Where the shared real inputs lie. The one place that knows.

``VADEMECUM_DATA`` names the folder; without it, ``../shared/data`` beside the checkout.
"""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_folder() -> Path | None:
    """Return the folder with ``small/``, ``queries/`` and ``large.tar.xz``; ``None`` if absent."""
    folder = Path(os.environ.get("VADEMECUM_DATA") or DEFAULT)
    return folder if (folder / "small").is_dir() else None
