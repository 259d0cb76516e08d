"""How the server is reached from here: the proxy, its password, authorities to trust."""

from __future__ import annotations

from sqlalchemy import Connection

NETWORK = """CREATE TABLE network (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    proxy TEXT NOT NULL,
    authorities TEXT NOT NULL,
    login_proxy TEXT,
    login_user TEXT,
    login_password TEXT
)"""


def upgrade(tx: Connection) -> None:
    """From version 2 to version 3."""
    tx.exec_driver_sql(NETWORK)
