"""Which parts a home is opened with to read it, and nothing that only a sync needs.

A window loads this after its first paint. It wires and decides nothing else.
"""

from __future__ import annotations

import contextlib

from desktop.errors import NotConnected, ReplicaDamaged
from desktop.library import Library
from desktop.paths import Home
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.security.keys import key_storage, load_key
from desktop.store.current import read_current
from desktop.store.files import open_store

CACHE_MB = 8  # more makes no search faster: what a keystroke reads lies close together


def open_library(home: Home) -> Library:
    """Open what is here for reading; it belongs to the thread that opens it.

    Raises ``BeingRebuilt`` where another version of this program derived what is here: a sync
    makes it again, or ``desktop.compose.rebuild``.
    """
    require_connected(home)
    with contextlib.ExitStack() as opened:
        key = load_key(home)
        store = open_store(home, key, SearchIndex(), to_read=True, cache_mb=CACHE_MB)
        opened.callback(store.close)
        store.replica.require_ours()
        opened.pop_all()
    search = Search(store.engine)
    with contextlib.suppress(ReplicaDamaged):  # whoever reads what is damaged will hear of it
        search.warm()
    return Library(store, search, key_storage=key_storage(home))


def require_connected(home: Home) -> None:
    """Raise ``NotConnected`` where the home belongs to no server."""
    if read_current(home) is None:
        raise NotConnected("This home folder holds no replica yet. Connect to a server first.")
