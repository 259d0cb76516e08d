"""What must not be lost: whom this home belongs to, and what waits to be sent.

It lives apart from the replica because the replica may be thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from desktop.errors import AlreadyConnected
from desktop.store import personal
from desktop.store.engine import is_read_only, reading, transaction
from desktop.store.migrate import migrate
from desktop.store.network import NetworkSettings, read_network, write_network


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerConnection:
    """Whom this home belongs to: ``viewer`` is a key such as ``person:7f``, at one server."""

    server: str
    viewer: str
    replica: str
    token: str
    epoch: str

    def same_owner(self, other: ServerConnection) -> bool:
        """Whether both are of one viewer at one server, which may have another address by now."""
        same_server = self.server == other.server or self.epoch == other.epoch
        return same_server and self.viewer == other.viewer


class Outbox:
    """The outbox's file, whose every commit reaches the disk before it counts."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        if not is_read_only(engine):
            migrate(engine, path)

    def connection(self) -> ServerConnection | None:
        """Whom this home belongs to; ``None`` before the first connect."""
        with reading(self._engine) as tx:
            columns = text("SELECT server, viewer, replica, token, epoch FROM connection")
            found = tx.execute(columns).mappings().one_or_none()
        return None if found is None else ServerConnection(**found)

    def connect(self, connection: ServerConnection) -> None:
        """Remember whom this home belongs to.

        Raises ``AlreadyConnected`` for another server or viewer while anything waits here.
        """
        self.check_connectable(connection)
        held = self.connection()
        with transaction(self._engine) as tx:
            if held is not None and not held.same_owner(connection):
                _forget_owner(tx)
            tx.execute(
                text(
                    "INSERT OR REPLACE INTO connection (one, server, viewer, replica, token, epoch)"
                    " VALUES (1, :server, :viewer, :replica, :token, :epoch)"
                ),
                {name: getattr(connection, name) for name in ServerConnection.__slots__},
            )

    def disconnect(self) -> None:
        """Belong to nobody again. Raises ``AlreadyConnected`` while anything waits here."""
        if self.waiting() or self.drafts():
            raise AlreadyConnected(
                "There are changes here that were not sent yet. Sync first, then disconnect."
            )
        with transaction(self._engine) as tx:
            _forget_owner(tx)
            tx.exec_driver_sql("DELETE FROM connection")

    def check_connectable(self, connection: ServerConnection) -> None:
        """Raise ``AlreadyConnected`` if ``connect`` would."""
        held = self.connection()
        if held is None or held.same_owner(connection):
            return
        if self.waiting() or self.drafts():
            raise AlreadyConnected(
                f"This home folder belongs to {held.viewer} at {held.server}, and holds changes "
                "that were not sent yet. Send them first, or choose another home folder."
            )

    def set_epoch(self, epoch: str) -> None:
        """Remember the server's history that the home now follows."""
        held = self.connection()
        if held is not None and held.epoch != epoch:
            self.connect(replace(held, epoch=epoch))

    def network(self) -> NetworkSettings:
        """How the server is reached from here."""
        with reading(self._engine) as tx:
            return read_network(tx)

    def set_network(self, settings: NetworkSettings) -> None:
        """Remember how the server is to be reached."""
        with transaction(self._engine) as tx:
            write_network(tx, settings)

    def waiting(self) -> int:
        """How many changes were not sent yet."""
        return self._count("op")

    def drafts(self) -> int:
        """How many texts are being written."""
        return self._count("draft")

    def conflicts(self) -> int:
        """How many changes wait for a person to choose."""
        return self._count("conflict")

    def _count(self, table: str) -> int:
        with reading(self._engine) as tx:
            return int(tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def _forget_owner(tx: Connection) -> None:
    """What was of one user is nobody else's business."""
    for table in ("pin", "pass", *personal.TABLES):
        tx.exec_driver_sql(f"DELETE FROM {table}")
