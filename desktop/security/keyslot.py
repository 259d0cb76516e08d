"""The ``keyslot`` file: which store holds the key of this home, and how to know the key.

It never holds the key itself.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from desktop.errors import KeyUnavailable
from desktop.paths import write_whole

KEY_FILE: Final = "file"
_CONSTANT: Final = b"vademecum keyslot"


class Keyslot(msgspec.Struct, frozen=True, kw_only=True):
    """``backend`` is the keyring's class, or ``file``; ``entry`` what the key is filed under.

    ``check`` is a keyed hash of a constant: it tells this home's key from any other.
    """

    backend: str
    entry: str
    check: str
    created: datetime
    key_file: str | None = None


def check_of(key: bytes) -> str:
    """What a keyslot says of its key."""
    return hmac.new(key, _CONSTANT, sha256).hexdigest()[:32]


def read_keyslot(path: Path) -> Keyslot | None:
    """The keyslot, or ``None`` where there is none; ``KeyUnavailable`` if it is not one."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Keyslot)
    except FileNotFoundError:
        return None
    except (msgspec.MsgspecError, OSError) as error:
        raise KeyUnavailable(
            f"{path} cannot be read, so nobody knows where the key of this home is kept. "
            "Put it back from a backup, or connect with a new home folder."
        ) from error


def write_keyslot(path: Path, keyslot: Keyslot) -> None:
    """Write the keyslot whole or not at all."""
    write_whole(path, msgspec.json.encode(keyslot))
