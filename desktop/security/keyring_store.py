"""The system's keyring: what it keeps, and how it says no.

It must not know what is kept. Asking may wait for a person: call it off the thread that paints.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Final, TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, KeyringLocked

from desktop.errors import KeyUnavailable

T = TypeVar("T")

SERVICE: Final = "Vademecum"
# keyring's own measure: below it stand stores that keep secrets in the clear, or not at all.
GOOD_ENOUGH: Final = 1


def _keyring() -> KeyringBackend:
    try:
        return keyring.get_keyring()
    except (ImportError, AttributeError, TypeError, ValueError, KeyringError) as error:
        raise KeyUnavailable(
            "The keyring that is set for this session cannot be loaded. Mend that setting, or "
            "connect with --key-file."
        ) from error


def usable() -> KeyringBackend | None:
    """This session's keyring, if it keeps secrets well."""
    backend = _keyring()
    return backend if backend.priority >= GOOD_ENOUGH else None


def keep(backend: KeyringBackend, entry: str, secret: str, patience: float) -> None:
    """Have ``secret`` kept under ``entry``; a keyring may take ``patience`` seconds."""
    _ask(lambda: backend.set_password(SERVICE, entry, secret), patience)
    if _ask(lambda: backend.get_password(SERVICE, entry), patience) != secret:
        raise KeyUnavailable(
            f"{name_of(backend)} did not keep the key. Choose another keyring, or name a file with "
            "--key-file."
        )


def kept(entry: str, keeper: str, patience: float) -> str:
    """What is kept under ``entry``; ``keeper`` is the name of the keyring that took it in."""
    backend = _keyring()
    text = _ask(lambda: backend.get_password(SERVICE, entry), patience)
    if text is None:
        other = "" if name_of(backend) == keeper else f" This session's is {name_of(backend)}."
        raise KeyUnavailable(
            f"The key of this home folder was kept by {keeper}, and is not there.{other} "
            "Sign in to the session it was made in, or connect with a new home folder."
        )
    return text


def _ask(question: Callable[[], T], patience: float) -> T:
    """Ask a keyring, but not for ever: a locked one may wait for a person who is not there."""
    answers: queue.SimpleQueue[T | KeyUnavailable] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(question())
        except KeyringLocked as error:
            answers.put(_unavailable("The keyring is locked. Unlock it, and try again.", error))
        except (KeyringError, OSError, RuntimeError) as error:
            answers.put(_unavailable("The keyring refuses. Is it running and unlocked?", error))

    threading.Thread(target=ask, name="keyring", daemon=True).start()
    try:
        answer = answers.get(timeout=patience)
    except queue.Empty as error:
        raise KeyUnavailable(
            f"The keyring gave no answer for {patience:.0f} seconds. Unlock it, and try again."
        ) from error
    if isinstance(answer, KeyUnavailable):
        raise answer
    return answer


def _unavailable(sentence: str, cause: Exception) -> KeyUnavailable:
    error = KeyUnavailable(sentence)
    error.__cause__ = cause
    return error


def name_of(backend: KeyringBackend) -> str:
    """What a keyring is called in a keyslot."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
