"""Who may see what: ``token``, ``grant``, ``revoke``, ``streams``."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection

from server import access, accounts
from server.commands.arguments import Subparsers, database, positive, say, say_json
from server.database import transact

MOST_DAYS: Final = 36_500


def add_parser(subparsers: Subparsers) -> None:
    _add_token(subparsers)
    for name, run, sentence in (
        ("grant", run_grant, "let a user read a stream"),
        ("revoke", run_revoke, "keep a user from reading a stream"),
    ):
        parser = subparsers.add_parser(name, help=sentence, description=sentence)
        parser.add_argument("user")
        parser.add_argument("stream", help="all, hr, space:NAME …")
        parser.set_defaults(run=run)
    sentence = "what a user may see, and why"
    parser = subparsers.add_parser("streams", help=sentence, description=sentence)
    parser.add_argument("user")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=run_streams)


def run_token(arguments: argparse.Namespace) -> int:
    with database(arguments) as engine:
        if arguments.revoke:
            count = transact(engine, lambda tx: accounts.revoke_tokens(tx, arguments.user))
            say(f"{count} token(s) of {arguments.user} are worthless now.")
            return 0
        now = datetime.now(UTC)
        token = transact(
            engine,
            lambda tx: accounts.issue_token(tx, arguments.user, now=now, days=arguments.days),
        )
    expires = token.expires.isoformat(timespec="seconds")
    if arguments.json:
        say_json({"token": token.text, "user": token.user, "expires": expires})
    else:
        say(f"{token.text}\nFor {token.user}, until {expires}. It is not shown again.")
    return 0


def run_grant(arguments: argparse.Namespace) -> int:
    return _decide(arguments, allowed=True)


def run_revoke(arguments: argparse.Namespace) -> int:
    return _decide(arguments, allowed=False)


def run_streams(arguments: argparse.Namespace) -> int:
    with database(arguments) as engine:
        reasons = transact(engine, lambda tx: _reasons(tx, arguments.user))
    if arguments.json:
        say_json(reasons)
        return 0
    for reason in reasons:
        name = f" ({reason['name']})" if reason["name"] else ""
        verdict = "read" if reason["allowed"] else "not read"
        say(f"{reason['stream']}{name}: {verdict}, because of {reason['because']}")
    return 0


def _add_token(subparsers: Subparsers) -> None:
    sentence = "an access token for a user, shown once"
    parser = subparsers.add_parser("token", help=sentence, description=sentence)
    parser.add_argument("user", help="made if new; a person's id or mail address is that person")
    parser.add_argument("--days", type=_days, default=accounts.DEFAULT_DAYS)
    parser.add_argument("--revoke", action="store_true", help="make all the user's worthless")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=run_token)


def _decide(arguments: argparse.Namespace, *, allowed: bool) -> int:
    def work(tx: Connection) -> str:
        person = accounts.find_account(tx, arguments.user)
        stream = access.find_stream(tx, arguments.stream)
        (access.grant if allowed else access.revoke)(tx, person, stream)
        return stream

    with database(arguments) as engine:
        stream = transact(engine, work)
    say(f"{arguments.user} {'may' if allowed else 'may not'} read {stream} now.")
    return 0


def _reasons(tx: Connection, user: str) -> list[dict[str, Any]]:
    person = accounts.find_account(tx, user)
    reasons = access.viewer_reasons(tx, person)
    titles = access.space_titles(tx, [reason.stream for reason in reasons])
    return [
        {
            "stream": reason.stream,
            "name": titles.get(reason.stream, ""),
            "allowed": reason.allowed,
            "because": _because(reason.principal, person),
        }
        for reason in reasons
    ]


def _because(principal: str, person: str) -> str:
    return "a right of their own" if principal == access.personal(person) else principal


def _days(text: str) -> int:
    days = positive(text)
    if days > MOST_DAYS:
        raise ValueError(text)
    return days
