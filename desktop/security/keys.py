"""The key of a home: made once, kept in the system's keyring, found again.

It must not know what the key opens. Asking a keyring may wait for a person: call it off the
thread that paints.
"""

from __future__ import annotations

import logging
import secrets
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path
from typing import Final

from desktop.errors import KeyUnavailable
from desktop.paths import Home, write_whole
from desktop.security.keyslot import (
    KEY_FILE,
    Keyslot,
    check_of,
    read_keyslot,
    write_keyslot,
)

log = logging.getLogger(__name__)

KEY_BYTES: Final = 32
PATIENCE: Final = 30.0


def obtain_key(home: Home, *, key_file: Path | None = None, patience: float = PATIENCE) -> bytes:
    """The key of ``home``: the one it has, or a new one for a home that is still empty.

    ``key_file`` asks for a file instead of the keyring when a key is made. ``patience`` is how
    many seconds a keyring may take. Raises ``KeyUnavailable`` with what to do.
    """
    if read_keyslot(home.keyslot) is not None:
        return load_key(home, patience=patience)
    return _create_key(home, key_file, patience)


def load_key(home: Home, *, patience: float = PATIENCE) -> bytes:
    """The key this home has; ``KeyUnavailable`` with what to do if it cannot be had."""
    slot = read_keyslot(home.keyslot)
    if slot is None:
        raise KeyUnavailable(
            f"{home.root} holds no keyslot, so there is no key to open it with. Connect first."
        )
    text = _from_file(home, slot) if slot.backend == KEY_FILE else _from_keyring(slot, patience)
    key = _parse(text)
    if key is None or not compare_digest(check_of(key), slot.check):
        raise KeyUnavailable(
            f"The key found in {_where(home, slot)} is not the key of this home folder. Put the "
            "right one back, or connect with a new home folder."
        )
    return key


def key_storage(home: Home) -> str | None:
    """Where the key is kept, for ``status``: a keyring's name, or the key file's path."""
    slot = read_keyslot(home.keyslot)
    return None if slot is None else _where(home, slot)


def _create_key(home: Home, key_file: Path | None, patience: float) -> bytes:
    _refuse_second_key(home)
    if key_file and key_file.exists():
        raise KeyUnavailable(f"{key_file} exists already. Name a file for the key that does not.")
    home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    key, entry = secrets.token_bytes(KEY_BYTES), secrets.token_hex(8)
    name, path = _keep(home, key_file, entry, key.hex(), patience)
    slot = Keyslot(
        backend=name, entry=entry, check=check_of(key), created=datetime.now(UTC), key_file=path
    )
    write_keyslot(home.keyslot, slot)
    log.info("a key was made and is kept by %s", name)
    return key


def _keep(
    home: Home, key_file: Path | None, entry: str, secret: str, patience: float
) -> tuple[str, str | None]:
    """Have the key kept, and return by what, and in which file if it was named."""
    if key_file is None:
        from desktop.security import keyring_store  # noqa: PLC0415  heavy; a file needs none

        backend = keyring_store.usable()
        if backend is not None:
            keyring_store.keep(backend, entry, secret, patience)
            return keyring_store.name_of(backend), None
    write_whole(key_file or home.key_file, secret.encode() + b"\n")
    return KEY_FILE, str(key_file.absolute()) if key_file else None


def _refuse_second_key(home: Home) -> None:
    """What another key has written must not be buried under a new one."""
    if any(home.root.glob("*.db")):
        raise KeyUnavailable(
            f"{home.root} holds a replica but no keyslot, so its key cannot be found. Put the "
            "file `keyslot` back, or connect with a new home folder."
        )


def _from_keyring(slot: Keyslot, patience: float) -> str:
    from desktop.security import keyring_store  # noqa: PLC0415  heavy; a file needs none

    return keyring_store.kept(slot.entry, slot.backend, patience)


def _from_file(home: Home, slot: Keyslot) -> str:
    path = Path(slot.key_file) if slot.key_file else home.key_file
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError as error:
        raise KeyUnavailable(
            f"The key file {path} cannot be read. Put it back, or connect with a new home folder."
        ) from error


def _parse(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def _where(home: Home, slot: Keyslot) -> str:
    if slot.backend != KEY_FILE:
        return slot.backend
    return f"the file {slot.key_file or home.key_file}"
