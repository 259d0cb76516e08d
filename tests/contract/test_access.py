"""Who may read what, and the accounts and tokens behind it, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, insert, select

from server import access, accounts, auth, schema
from server.access import allow, find_stream, grant, revoke, viewer_reasons, viewer_streams
from server.database import reading, transact
from server.errors import UnknownStream, UnknownUser
from server.problems import Refused
from tests.contract.stored import account, decide, put
from tests.entities import person, space

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def streams(engine: Engine, who: str) -> list[str]:
    with reading(engine) as tx:
        return viewer_streams(tx, who)


def test_an_account_reads_what_all_staff_may_and_what_is_theirs(engine: Engine) -> None:
    ada = account(engine, "ada")
    assert streams(engine, ada) == ["all", "partners", f"self:{ada}"]


def test_a_denial_for_the_person_goes_before_a_grant_to_staff(engine: Engine) -> None:
    ada, bob = account(engine, "ada"), account(engine, "bob")
    transact(engine, lambda tx: allow(tx, "space:handbook", access.STAFF))
    decide(engine, revoke, ada, "space:handbook")
    assert "space:handbook" not in streams(engine, ada)
    assert "space:handbook" in streams(engine, bob)
    decide(engine, grant, ada, "space:handbook")
    assert "space:handbook" in streams(engine, ada)


def test_a_grant_to_one_group_is_not_undone_by_another(engine: Engine) -> None:
    ada = account(engine, "ada")

    def work(tx: Connection) -> None:
        tx.execute(insert(schema.member).values(person=ada, principal="board"))
        allow(tx, "hr", "board")
        allow(tx, "hr", access.STAFF, allowed=False)

    transact(engine, work)
    assert "hr" in streams(engine, ada)


def test_each_stream_has_a_reason(engine: Engine) -> None:
    ada = account(engine, "ada")
    decide(engine, grant, ada, "hr")
    with reading(engine) as tx:
        reasons = {reason.stream: reason.principal for reason in viewer_reasons(tx, ada)}
    assert reasons["all"] == "staff"
    assert reasons["hr"] == f"person:{ada}"


def test_a_space_goes_by_its_name_or_its_id(engine: Engine) -> None:
    put(engine, space("7f", "Handbook"), space("31", "Board", private=True))
    transact(engine, lambda tx: allow(tx, "space:7f", access.STAFF))
    with reading(engine) as tx:
        assert find_stream(tx, "space:handbook") == "space:7f"
        assert find_stream(tx, "space:7f") == "space:7f"
        assert find_stream(tx, "space:Board") == "space:31"
        assert find_stream(tx, "hr") == "hr"
        with pytest.raises(UnknownStream):
            find_stream(tx, "space:nowhere")


def test_two_spaces_of_one_name_are_told_apart_by_id(engine: Engine) -> None:
    put(engine, space("7f", "Handbook"), space("31", "Handbook"))
    for one in ("7f", "31"):
        transact(engine, partial(allow, stream=f"space:{one}", principal=access.STAFF))
    with reading(engine) as tx, pytest.raises(UnknownStream, match="Several"):
        find_stream(tx, "space:handbook")


def test_an_account_by_mail_or_source_key_is_that_person(engine: Engine) -> None:
    put(engine, person("7f", "Ada", mail="Ada@x.example"), person("31", "Bob"))
    assert account(engine, "ada@X.example") == "7f"
    assert account(engine, "31") == "31"
    assert account(engine, "somebody@x.example") not in ("7f", "31")
    assert account(engine, "ada@X.example") == "7f"


def test_rights_can_be_given_to_a_person_who_has_no_account_yet(engine: Engine) -> None:
    put(engine, person("7f", mail="ada@x.example"))
    assert transact(engine, lambda tx: accounts.find_account(tx, "ada@x.example")) == "7f"
    with pytest.raises(UnknownUser):
        transact(engine, lambda tx: accounts.find_account(tx, "nobody"))


def test_a_mail_address_of_two_people_is_nobodys_account(engine: Engine) -> None:
    put(engine, person("7f", mail="desk@x.example"), person("31", mail="desk@x.example"))
    with pytest.raises(UnknownUser):
        account(engine, "desk@x.example")


def test_two_names_of_one_person_are_one_account(engine: Engine) -> None:
    put(engine, person("7f", mail="ada@x.example"))
    assert account(engine, "7f") == account(engine, "ada@x.example") == "7f"


def test_a_token_is_not_stored_and_runs_out(engine: Engine) -> None:
    token = transact(engine, lambda tx: accounts.issue_token(tx, "ada", now=NOON, days=2))
    assert token.text.startswith("vdm_")
    with reading(engine) as tx:
        assert token.text not in str(tx.execute(select(schema.token)).all())
        assert auth.authenticate(tx, f"Bearer {token.text}", NOON) == account(engine, "ada")
        with pytest.raises(Refused):
            auth.authenticate(tx, f"Bearer {token.text}", NOON + timedelta(days=2))


def test_revoking_makes_every_token_of_that_user_worthless(engine: Engine) -> None:
    first = transact(engine, lambda tx: accounts.issue_token(tx, "ada", now=NOON))
    second = transact(engine, lambda tx: accounts.issue_token(tx, "bob", now=NOON))
    transact(engine, lambda tx: accounts.issue_token(tx, "ada", now=NOON))
    assert transact(engine, lambda tx: accounts.revoke_tokens(tx, "ada")) == 2
    with reading(engine) as tx:
        assert auth.authenticate(tx, f"Bearer {second.text}", NOON)
        with pytest.raises(Refused):
            auth.authenticate(tx, f"Bearer {first.text}", NOON)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic x", "vdm_x", "Bearer x"])
def test_whatever_is_no_token_is_refused(engine: Engine, header: str | None) -> None:
    with reading(engine) as tx, pytest.raises(Refused) as refused:
        auth.authenticate(tx, header, NOON)
    assert refused.value.problem.status == 401
