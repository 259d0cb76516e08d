"""One of several processes that write to the same server at once, and may be killed.

``python -m tests.faults.convergence.writer SEED COMMITS`` writes to the server that the
environment names. Every text is a word that says in its third letter who may read it.
"""

from __future__ import annotations

import random
import sys

from sqlalchemy import Connection

from server.database import open_database, transact
from server.settings import Settings
from server.streams import Entity
from server.write import Put, Remove, write
from tests.entities import page, person
from tests.faults.convergence.world import Change

AUDIENCES = {"r": "space:red", "b": "space:blue", "g": "space:green", "a": "all", "h": "hr"}
SPACES = {"red": "r", "blue": "b", "green": "g"}
PEOPLE = ("dan", "eve", "fay")
PAGES = tuple(f"w{number}" for number in range(40))
GIVES_UP = 0.15


class ChangedItsMind(Exception):
    """The writer takes back what it has written and not committed."""


def main() -> int:
    dice, commits = random.Random(sys.argv[1]), int(sys.argv[2])
    engine = open_database(Settings.from_environment())
    for _ in range(commits):
        changes = [change(dice) for _ in range(dice.randint(1, 6))]
        gives_up = dice.random() < GIVES_UP

        def work(tx: Connection, changes: list[Change] = changes, over: bool = gives_up) -> None:
            write(tx, [one if isinstance(one, Remove) else Put(one) for one in changes])
            if over:
                raise ChangedItsMind

        try:
            transact(engine, work)
        except ChangedItsMind:
            continue
    engine.dispose()
    return 0


def change(dice: random.Random) -> Entity | Remove:
    """A page comes, changes, moves or goes, or a person changes."""
    if dice.random() < 0.25:
        return person(dice.choice(PEOPLE), word(dice, "a"), mobile=word(dice, "h"))
    identity = dice.choice(PAGES)
    if dice.random() < 0.25:
        return Remove("page", identity)
    space = dice.choice(sorted(SPACES))
    title, text = (word(dice, SPACES[space]) for _ in range(2))
    return page(identity, title, f"{text} " * 8, space=space)


def word(dice: random.Random, audience: str) -> str:
    """A word that only this audience may read."""
    return f"zq{audience}{''.join(dice.choices('abcdefghijklmnopqrstuvwxyz', k=4))}w"


if __name__ == "__main__":
    sys.exit(main())
