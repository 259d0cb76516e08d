"""Every error the server's commands raise on purpose.

    ServerError               a sentence for the administrator; exit status 1
    ├── DatabaseUnavailable   wrong address, not running, not ours, newer than this program
    ├── UnknownUser           no such account, or the name fits several people
    ├── UnknownStream         no such stream or space
    ├── CommitTooLarge        more bytes in one commit than one answer may carry
    └── ImportRefused         an import would delete more than its source can have meant

``str(error)`` says what happened and what to do. Anything else is a bug and is not caught. What a
client of the API gets is in ``problems.py``.
"""

from __future__ import annotations


class ServerError(Exception):
    """Something went wrong that has a sentence for it."""


class DatabaseUnavailable(ServerError):
    """The database cannot be opened or is not one this program can serve."""


class UnknownUser(ServerError):
    """A name that is nobody's, or several people's."""


class UnknownStream(ServerError):
    """A name that is no stream's, or several spaces'."""


class CommitTooLarge(ServerError):
    """A commit travels whole, so it must fit into one answer."""


class ImportRefused(ServerError):
    """An import would do more than its source can have meant."""
