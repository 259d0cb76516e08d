"""From a request to its viewer: bearer tokens, replicas, and the client's schema.

Every question is asked of the database at each request: what was revoked a moment ago is gone.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select

from server import problems, schema
from server.accounts import token_hash
from wire.messages import EnrolRequest
from wire.routes import SCHEMA

MIN_SCHEMA: Final = 1
MIN_CLIENT: Final = "0.1.0"
MAX_NAME: Final = 200
MAX_DIGITS: Final = 9

# Asked at every request, and therefore put together once.
_TOKEN: Final = select(schema.token.c.person, schema.token.c.expires).where(
    schema.token.c.hash == bindparam("hash")
)
_OWNER: Final = select(schema.replica.c.person).where(schema.replica.c.id == bindparam("replica"))


def check_schema(header: str | None) -> None:
    """Refuse a client whose schema this server no longer speaks; no header is today's."""
    if header is None:
        return
    if not (header.isascii() and header.isdigit() and len(header) <= MAX_DIGITS):
        raise problems.malformed("Sync-Schema is not a number.", "Sync-Schema")
    if int(header) < MIN_SCHEMA:
        raise problems.upgrade_required(MIN_CLIENT)


def authenticate(tx: Connection, authorization: str | None, now: datetime) -> str:
    """The id of the person for whom this bearer token speaks."""
    scheme, _, text = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise problems.unauthorised()
    found = tx.execute(_TOKEN, {"hash": token_hash(text.strip())}).first()
    if found is None or found.expires <= now.timestamp():
        raise problems.unauthorised()
    return str(found.person)


def enrol_replica(tx: Connection, person: str, asked: EnrolRequest, now: datetime) -> str:
    """Make a replica for this person; returns its id."""
    identity = uuid.uuid4().hex
    row = {
        "id": identity,
        "person": person,
        "name": asked.name[:MAX_NAME],
        "client": asked.client[:MAX_NAME],
        "enrolled": int(now.timestamp()),
    }
    tx.execute(insert(schema.replica).values(row))
    return identity


def check_replica(tx: Connection, person: str, replica: str, *, standby: bool = False) -> None:
    """Refuse a replica that was not enrolled by this very person.

    A ``standby`` may not have heard of it yet.
    """
    owner = tx.execute(_OWNER, {"replica": replica}).scalar()
    if owner is None and standby:
        raise problems.unavailable("This copy of the database has not heard of the replica yet.")
    if owner != person:
        raise problems.replica_unknown()


def schema_range() -> tuple[int, int]:
    """The schemas this server speaks, lowest and highest."""
    return MIN_SCHEMA, SCHEMA
