"""Whatever happens on the way, a replica ends with exactly the rows the server means it to have.

A server model and a replica under grants, revocations, moves, deletions, expired tombstones and
restored servers, with lost, late and doubled answers and tiny slices.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Connection

from desktop.paths import Home
from desktop.store.agreement import wrong_documents, wrong_records, wrong_sums
from desktop.store.deriving import all_entities, derive
from desktop.store.engine import reading, transaction
from desktop.store.records_schema import metadata
from tests.desktop.replicas import DocumentTable, indexed, new_store
from tests.desktop.store.server_model import ServerModel
from wire.bodies import (
    Body,
    CommentBody,
    Membership,
    Names,
    PageBody,
    PersonContact,
    PersonCore,
    Photo,
    ResponsibilityBody,
    SpaceBody,
    UnitBody,
)
from wire.messages import PullRequest, PullResponse

STREAMS = ("all", "hr", "space:a", "space:b")
NAMES = ("Ada", "Bo", "Cy")
PEOPLE = ("1", "2")
ids = st.sampled_from(PEOPLE)
names = st.sampled_from(NAMES)
maybe = st.one_of(st.none(), ids)

bodies: Mapping[str, st.SearchStrategy[Body]] = {
    "person:{}#core": st.builds(
        PersonCore,
        names=st.builds(Names, display=names),
        memberships=st.lists(st.builds(Membership, unit=ids), max_size=2).map(tuple),
        manager=maybe,
        left=st.sampled_from([None, None, "2026-01-01"]),
        photo=st.one_of(st.none(), st.builds(Photo, thumbnail=names)),
    ),
    "person:{}#contact": st.builds(PersonContact, chat=names),
    "unit:{}": st.builds(UnitBody, names=st.fixed_dictionaries({"de": names}), parent=maybe),
    "responsibility:{}": st.builds(ResponsibilityBody, what=names, owner=maybe, deputy=maybe),
    "space:{}": st.builds(SpaceBody, names=st.fixed_dictionaries({"de": names})),
    "page:{}": st.builds(PageBody, space=ids, title=names, author=maybe, parent=maybe),
    "comment:{}": st.builds(
        CommentBody, space=ids, text=names, on=ids.map(lambda one: f"page:{one}")
    ),
}
keys = st.builds(str.format, st.sampled_from(sorted(bodies)), ids)
streams = st.sampled_from(
    [frozenset[str](), frozenset({"all"}), frozenset({"hr"}), frozenset({"space:a"})]
    + [frozenset({"all", "hr"}), frozenset({"space:a", "space:b"})]
)


@st.composite
def commits(draw: st.DrawFn) -> dict[str, tuple[Body | None, frozenset[str]]]:
    changes: dict[str, tuple[Body | None, frozenset[str]]] = {}
    for key in draw(st.lists(keys, min_size=1, max_size=8, unique=True)):
        kind, _, rest = key.partition(":")
        pattern = f"{kind}:{{}}{rest[1:]}"
        where = draw(streams)
        changes[key] = (draw(bodies[pattern]) if where else None, where)
    return changes


class Convergence(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = new_store(Home(Path(self.folder.name)), DocumentTable())
        self.server = ServerModel(allowed={"all", "hr"})
        self.held_back: tuple[PullRequest, PullResponse] | None = None

    def teardown(self) -> None:
        for _ in range(200):
            if self.pull(rows=2):
                break
        else:
            raise AssertionError("no end of pulling")
        self.everything_agrees()
        self.store.close()
        self.folder.cleanup()

    def pull(self, rows: int) -> bool:
        request = self.store.replica.state().request(rows)
        applied = self.store.replica.apply(request, self.server.pull(request))
        assert not applied.stale
        assert applied.mismatched == ()
        if applied.rows and applied.up_to_date:
            self.nothing_derived_would_be_otherwise()
        return applied.up_to_date

    @rule(changes=commits())
    def write(self, changes: dict[str, tuple[Body | None, frozenset[str]]]) -> None:
        self.server.commit(changes)

    @rule(changes=commits(), rows=st.integers(1, 40))
    def write_and_sync(
        self, changes: dict[str, tuple[Body | None, frozenset[str]]], rows: int
    ) -> None:
        self.server.commit(changes)
        self.pull(rows)

    @rule(name=st.sampled_from(STREAMS), what=st.sampled_from(["grant", "revoke", "expire"]))
    def upset(self, name: str, what: str) -> None:
        match what:
            case "grant":
                self.server.allowed.add(name)
            case "revoke":
                self.server.allowed.discard(name)
            case "expire":
                self.server.expire(name)

    @rule(back=st.integers(0, 3), really=st.sampled_from([False, False, True]))
    def restore(self, back: int, really: bool) -> None:
        if really:
            self.server.restore(back)

    @rule(rows=st.integers(1, 4))
    def sync_a_little(self, rows: int) -> None:
        self.pull(rows)

    @rule(rows=st.integers(1, 4))
    def hold_an_answer_back(self, rows: int) -> None:
        request = self.store.replica.state().request(rows)
        self.held_back = (request, self.server.pull(request))

    @precondition(lambda self: self.held_back is not None)
    @rule()
    def deliver_late_or_again(self) -> None:
        assert self.held_back is not None
        self.store.replica.apply(*self.held_back)

    @invariant()
    def the_sums_are_those_of_the_rows(self) -> None:
        with reading(self.store.engine) as tx:
            assert wrong_sums(tx) == []

    def everything_agrees(self) -> None:
        assert self.store.replica.state().streams == self.server.allowed
        with reading(self.store.engine) as tx:
            assert rows_in(tx) == {
                (one.stream, one.key, one.seq, one.kind, bytes(one.body))
                for one in self.server.live()
            }
            assert wrong_records(tx) == 0
            assert wrong_documents(tx, indexed(tx)) == 0
        self.nothing_derived_would_be_otherwise()

    def nothing_derived_would_be_otherwise(self) -> None:
        """Everything derived step by step is what would come out at once."""
        index = DocumentTable()
        with transaction(self.store.engine) as tx:
            before = derived(tx)
            metadata.drop_all(tx)
            index.drop(tx)
            metadata.create_all(tx)
            index.create(tx)
            derive(tx, index, all_entities(tx))
            assert derived(tx) == before
            tx.exec_driver_sql("ROLLBACK")
            tx.exec_driver_sql("BEGIN")


def rows_in(tx: Connection) -> set[tuple[object, ...]]:
    found = tx.exec_driver_sql("SELECT stream, key, seq, kind, body FROM row")
    return {tuple(one) for one in found}


def derived(tx: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: sorted(map(tuple, tx.exec_driver_sql(f"SELECT * FROM {table}")), key=repr)
        for table in ("record", "relation", "blob_ref", "document", "unreadable")
    }


TestConvergence = Convergence.TestCase
TestConvergence.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
