"""Accounts, and the tokens with which programs speak for them.

A token is shown once and stored as its hash. Times come in from the caller.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from server import schema
from server.errors import UnknownUser
from wire.bodies import PersonContact
from wire.codec import WireError, decode_body
from wire.rows import ALL, PARTNERS, Key

PREFIX: Final = "vdm_"
DEFAULT_DAYS: Final = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A fresh token; ``text`` is nowhere else."""

    text: str
    user: str
    expires: datetime


def find_account(tx: Connection, user: str) -> str:
    """The person behind an account, or one of the directory, who then has an account.

    ``UnknownUser`` if the name is nobody's.
    """
    person = _known_account(tx, user) or _person_called(tx, user)
    if person is None:
        raise UnknownUser(f"There is no user {user}; `token {user}` makes one.")
    return _with_account(tx, person, user)


def account_for(tx: Connection, user: str) -> str:
    """The person behind an account, which is made if there is none.

    A name that is somebody's mail address, or their id in the files they came from, is them.
    """
    person = _known_account(tx, user) or _person_called(tx, user) or str(uuid.uuid4())
    return _with_account(tx, person, user)


def issue_token(tx: Connection, user: str, *, now: datetime, days: int = DEFAULT_DAYS) -> Token:
    """Make a token for ``user`` that runs out after ``days``."""
    person = account_for(tx, user)
    text = PREFIX + secrets.token_urlsafe(32)
    expires = now + timedelta(days=days)
    row = {"hash": token_hash(text), "person": person, "expires": int(expires.timestamp())}
    tx.execute(insert(schema.token).values(row))
    return Token(text=text, user=user, expires=expires)


def revoke_tokens(tx: Connection, user: str) -> int:
    """Make every token of ``user`` worthless; returns how many there were."""
    table = schema.token
    person = find_account(tx, user)
    return tx.execute(delete(table).where(table.c.person == person)).rowcount


def token_hash(text: str) -> str:
    """What is stored of a token. 256 random bits need neither salt nor stretching."""
    return sha256(text.encode()).hexdigest()


def _known_account(tx: Connection, user: str) -> str | None:
    table = schema.account.c
    return tx.execute(select(table.person).where(table.user == user)).scalar()


def _with_account(tx: Connection, person: str, user: str) -> str:
    table = schema.account
    if tx.execute(select(table.c.user).where(table.c.person == person)).first() is None:
        tx.execute(insert(table).values(person=person, user=user))
    return person


def _person_called(tx: Connection, user: str) -> str | None:
    found = set(_by_mail(tx, user)) if "@" in user else set(_by_source_key(tx, user))
    if len(found) > 1:
        raise UnknownUser(f"{user} fits {len(found)} people; use a name that fits one.")
    return found.pop() if found else None


def _by_source_key(tx: Connection, user: str) -> list[str]:
    origin = schema.origin.c
    query = select(origin.entity).where(origin.kind == "person", origin.source_key == user)
    return list(tx.execute(query).scalars())


def _by_mail(tx: Connection, address: str) -> Iterator[str]:
    row = schema.row.c
    query = select(row.key, row.body).where(
        row.stream.in_([ALL, PARTNERS]), row.kind == "person.contact", row.body.is_not(None)
    )
    wanted = address.casefold()
    for key, body in tx.execute(query):
        if any(mail == wanted for mail in _addresses(body)):
            yield Key.parse(key).id


def _addresses(body: bytes) -> list[str]:
    try:
        contact = decode_body("person.contact", body)
    except WireError:
        return []
    mails = contact.mails if isinstance(contact, PersonContact) else ()
    return [mail.address.casefold() for mail in mails]
