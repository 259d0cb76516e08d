"""What is typed and opened on a replica without questions of its own, drawn with a fixed seed."""

from __future__ import annotations

import random

from sqlalchemy import Engine

from desktop.store.engine import reading

SEED = 1
LONGEST = 40  # letters of one text that are typed
_POOLS = (
    "SELECT title FROM document WHERE key LIKE 'person:%' ORDER BY key LIMIT 5000",
    "SELECT title FROM document WHERE key LIKE 'page:%' ORDER BY key LIMIT 5000",
    "SELECT word FROM word WHERE docs > 1 AND length(word) > 3 ORDER BY word",
)
_PAGES = "SELECT key FROM document WHERE key LIKE 'page:%' ORDER BY key LIMIT 5000"


def texts(engine: Engine, each: int) -> list[str]:
    """Names, titles and words, ``each`` of them, as people type them."""
    chance = random.Random(SEED)
    found = []
    with reading(engine) as tx:
        for statement in _POOLS:
            pool = tx.exec_driver_sql(statement).scalars().all()
            found += [text[:LONGEST] for text in chance.sample(pool, min(each, len(pool)))]
    return found


def pages(engine: Engine, number: int) -> list[str]:
    """The keys of so many pages."""
    with reading(engine) as tx:
        pool = tx.exec_driver_sql(_PAGES).scalars().all()
    return random.Random(SEED).sample(pool, min(number, len(pool)))
