"""What IT decided for every home of this machine: ``defaults.json`` where the system wants it.

``/etc/xdg/Vademecum`` on Linux, ``%ProgramData%\\Vademecum`` on Windows, and
``/Library/Application Support/Vademecum`` on macOS. Only read, and read tolerantly: what is missing
or makes no sense is as if it were not there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec
import platformdirs

from desktop.paths import APPLICATION

FILE_NAME: Final = "defaults.json"
LONGEST_ADDRESS: Final = 2_000
_LARGEST_FILE: Final = 64 * 2**10


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """``server`` is the address that the first start proposes; empty where none was set."""

    server: str = ""


def policy_file() -> Path:
    """Where the file lies on this system, whether there is one or not."""
    return Path(platformdirs.site_config_dir(APPLICATION, appauthor=False)) / FILE_NAME


def load_policy(path: Path | None = None) -> Policy:
    """Read the file. Never raises."""
    server = _read(path or policy_file()).get("server")
    if not isinstance(server, str) or len(server) > LONGEST_ADDRESS or not server.isprintable():
        return Policy()
    return Policy(server=server.strip())


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(_LARGEST_FILE), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
