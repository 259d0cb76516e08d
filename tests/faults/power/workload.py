"""What is done while the power is on: ``python -m tests.faults.power.workload HOME ROUNDS SEED``.

Answers of a server are taken in, a stream is lost and cleaned away, and things are written into
the outbox. What counts as saved is noted in the file ``saved``, one byte for each.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from sqlalchemy import text

from desktop.paths import Home
from desktop.search.index import SearchIndex
from desktop.store.engine import transaction
from desktop.store.files import Store, open_store, start_replica
from tests.desktop.replicas import KEY, REPLICA_ID, Feed
from wire.bodies import Names, PageBody, PersonCore

SAVED = "saved"


def begin(home: Home) -> None:
    """The files of a home, empty and closed."""
    home.root.mkdir(parents=True, exist_ok=True)
    start_replica(home, KEY, SearchIndex(), REPLICA_ID)
    open_store(home, KEY, SearchIndex()).close()


def work(home: Home, rounds: int, seed: int) -> None:
    dice = random.Random(seed)
    store = open_store(home, KEY, SearchIndex())
    feed = Feed(store.replica)
    feed.hold("all", "space:lost")
    with (home.root / SAVED).open("ab", buffering=0) as saved:
        for number in range(rounds):
            body = PersonCore(names=Names(display=f"Ada {number}"), about=dice.randbytes(900).hex())
            feed.bring(("all", f"person:{number % 20}#core", body))
            page = PageBody(space="lost", title=f"Plan {number}", text="words " * 200)
            feed.bring(("space:lost", f"page:{number}", page))
            write_draft(store, number)
            saved.write(b".")
            if number % 10 == 9:
                store.settle()
    feed.list_streams("all")
    store.replica.scrub(store.blobs)
    store.settle()
    store.close()


def write_draft(store: Store, number: int) -> None:
    with transaction(store.outbox_engine) as tx:
        insert = text("INSERT INTO draft (key, body) VALUES (:key, :body)")
        tx.execute(insert, {"key": f"page:{number}", "body": b"half a sentence"})


if __name__ == "__main__":
    work(Home(Path(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))
