"""Every error the desktop app raises on purpose, split by what its user can do.

    AppError
    ├── ServerUnreachable    no route, timeout, cut, 5xx     -> retry later, stay quiet
    ├── ServerRejected       4xx the user can act on         -> show the sentence
    │   ├── NotAuthorised    401: token unknown or revoked   -> ask to sign in
    │   └── UpgradeRequired  this program is too old         -> "please update"
    ├── NotOurServer         HTML, a portal, another service -> show the sentence, change nothing
    ├── ProtocolMismatch     an answer we cannot read        -> stop syncing, "please update"
    ├── ReplicaDamaged       database unreadable             -> offer a rebuild
    ├── BeingRebuilt         derived by an older version     -> a sync makes it again
    ├── HomeTooNew           written by a newer version      -> "please update"; touch nothing
    ├── KeyUnavailable       keyring locked, key missing or wrong -> say how to get it back
    ├── StorageFull          no room on the disk             -> free space; reading goes on
    ├── StorageReadOnly      the home cannot be written      -> say where; reading goes on
    ├── NotConnected         no replica here yet             -> connect first
    ├── AlreadyConnected     the home belongs to another (server, viewer)
    ├── SyncRunning          another process syncs this home -> wait for it
    ├── NotHere              no such thing in this replica   -> say so
    └── UsageError           the words given make no sense   -> say what is expected

``str(error)`` is a sentence for a person: what happened, and what to do. Anything else is a bug:
it is not caught, and comes out as one.
"""

from __future__ import annotations


class AppError(Exception):
    """Something went wrong that has a sentence for it."""


class ServerUnreachable(AppError):
    """No answer that counts; ``retry_after`` in seconds if the server named a time.

    ``answered`` says that there is a network: something did answer.
    """

    def __init__(
        self, message: str, *, retry_after: float | None = None, answered: bool = False
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.answered = answered


class ServerRejected(AppError):
    """The server answered and said no; repeating the call will not help."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code


class NotAuthorised(ServerRejected):
    """The token is not known, has run out, or was revoked."""


class UpgradeRequired(ServerRejected):
    """The server no longer speaks with a program this old."""


class NotOurServer(AppError):
    """Something answered that is not a Vademecum server."""


class ProtocolMismatch(AppError):
    """The answer is ours by its label and cannot be read."""


class ReplicaDamaged(AppError):
    """A database file cannot be read."""


class BeingRebuilt(AppError):
    """Lists and index are those of an older version of this program, and are made again."""


class HomeTooNew(AppError):
    """A newer version of this program has written here what this one does not know."""


class KeyUnavailable(AppError):
    """The key of an existing replica cannot be had, or is not its key."""


class StorageFull(AppError):
    """There is no room left on the disk."""


class StorageReadOnly(AppError):
    """The home folder cannot be written."""


class NotConnected(AppError):
    """The home holds no replica yet."""


class AlreadyConnected(AppError):
    """The home belongs to another server or viewer."""


class SyncRunning(AppError):
    """Another process is syncing this home."""


class NotHere(AppError):
    """The replica holds no such thing."""


class UsageError(AppError):
    """What was asked makes no sense."""


def public_name(error: AppError) -> str:
    """The name of the error in this tree: the only ones that anybody else knows."""
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == __name__)
