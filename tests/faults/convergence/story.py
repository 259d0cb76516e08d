"""A story: what happens at the server and at three replicas, step by step, from one seed.

The plan is drawn first, each step with a seed of its own. So a story is the same each time it is
told, and can be told with steps left out, which is how a failing one is made short.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from desktop.errors import AppError, ProtocolMismatch
from desktop.passes import DayUsage
from desktop.store.shelf import Shelf
from desktop.store.state import State
from desktop.sync.budget import Budget
from desktop.sync.budget import Line as LineTerms
from desktop.sync.engine import SyncEngine
from tests.desktop.replicas import NOON
from tests.faults.convergence import workload
from tests.faults.convergence.device import Device
from tests.faults.convergence.engines import Killed
from tests.faults.convergence.invariants import Watch
from tests.faults.convergence.line import Heard, Line, Weather
from tests.faults.convergence.oracle import Oracle
from tests.faults.convergence.world import VIEWERS, World, require
from wire.codec import decode
from wire.messages import PullRequest, PullResponse

PASSES: Final = 2  # that a replica has, when all faults are over, to be as the server

AT_THE_SERVER: Final = {
    workload.edit: 24,
    workload.edit_much: 6,
    workload.delete: 7,
    workload.undo: 5,
    workload.flicker: 4,
    workload.move: 7,
    workload.change_kind: 3,
    workload.leave_or_return: 4,
    workload.grant_or_revoke: 9,
    workload.grant_group: 5,
    workload.expire: 8,
    workload.back_up: 4,
    workload.restore: 4,
    workload.build_snapshots: 8,
    workload.look_around: 2,
}
MEANWHILE: Final = tuple(step for step in AT_THE_SERVER if step is not workload.restore)
AT_A_REPLICA: Final = {"sync": 26, "pull once": 16, "late": 9, "clock": 3, "begin anew": 4}
FORGETFUL: Final = 0.3
WITHOUT_SNAPSHOTS: Final = 0.4  # of the stories boot slice by slice alone
KILLS: Final = {"statement": 9, "commit": 6, "file": 3}  # after up to 2 ** so many of these
IN_AN_IMPORT: Final = (21, 25)  # of the commits of a first pass
TWO_WRITERS: Final = "two writers"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, and the seed from which it draws the rest."""

    name: str
    seed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A story before it is told; no two have the same climate."""

    seed: int
    steps: tuple[Step, ...]
    weather: Weather
    kills: float
    guarded: bool = False  # against mass deletions of a few rows, in streams that never are empty

    def without(self, gone: Sequence[Step]) -> Plan:
        """The same with steps left out."""
        left = tuple(step for step in self.steps if step not in gone)
        return replace(self, steps=left)


def plan(seed: int, *, shortest: int = 40, longest: int = 120) -> Plan:
    """Draw a plan: some kinds of steps are left out altogether, others come more often."""
    dice = random.Random(seed)
    weights = {step.__name__: weight for step, weight in AT_THE_SERVER.items()} | AT_A_REPLICA
    weights[TWO_WRITERS] = 6
    if dice.random() < WITHOUT_SNAPSHOTS:
        del weights["build_snapshots"]
    for name in sorted(weights):
        if name not in ("edit", "sync"):
            weights[name] = round(weights[name] * dice.choice((0, 0.5, 1, 1, 1, 2, 4)) * 10)
        else:
            weights[name] *= 10
    drawn = dice.choices(list(weights), list(weights.values()), k=dice.randint(shortest, longest))
    weather = Weather(
        faults=dice.choice((0.0, 0.15, 0.4)),
        most_rows=dice.choice((2, 4, 8, 20, 100)),
        meanwhile=dice.choice((0.0, 0.1, 0.3)),
    )
    steps = [
        Step("edit_much", dice.getrandbits(32)),
        *(Step(n, dice.getrandbits(32)) for n in drawn),
    ]
    return Plan(seed, tuple(steps), weather, dice.choice((0.0, 0.2, 0.5)), seed % 3 == 1)


class _Uncounted:
    """A ledger for a line that costs nothing."""

    def usage(self) -> DayUsage:
        return DayUsage(day=NOON.date())

    def spend(self, *, rows: int = 0, blobs: int = 0, free: int = 0) -> DayUsage:
        return self.usage()


UNCOUNTED: Final = _Uncounted()


@dataclass(slots=True)
class Player:
    """One replica in a story, with what its line has carried."""

    device: Device
    watch: Watch
    heard: Heard = field(default_factory=Heard)


class Story:
    """A plan being told; ``trace`` has a line for all that happened."""

    def __init__(self, plan: Plan, world: World, devices: Sequence[Device]) -> None:
        self.plan = plan
        self.world = world
        self.trace: list[str] = []
        self.players = [
            _player(plan.seed, device, viewer, world.oracle)
            for device, viewer in zip(devices, VIEWERS, strict=True)
        ]

    def tell(self) -> None:
        """Run all steps, then end all faults and see that everything is as it should be."""
        if self.plan.guarded:
            self.trace.append(f"anchors {workload.drop_anchors(self.world)}")
        for number, step in enumerate(self.plan.steps):
            dice = random.Random(step.seed)
            self.trace.append(f"{number} {step.name}")
            if step.name in AT_A_REPLICA:
                self._at_a_replica(step.name, dice)
            elif step.name == TWO_WRITERS:
                self._two_writers(dice)
            else:
                self._at_the_server(step.name, dice)
        self._end()

    def _at_the_server(self, name: str, dice: random.Random) -> None:
        self.trace.append(f"  {getattr(workload, name)(self.world, dice)}")

    def _two_writers(self, dice: random.Random) -> None:
        """Two commits at once, the first of which may be rolled back; all replicas look on."""
        some = workload.some_things
        first = some(self.world, dice, 2) if dice.random() < 0.7 else []
        second = some(self.world, dice, 2)
        still = random.Random(dice.getrandbits(32))

        def between() -> None:
            for player in self.players:
                self._pull_once(
                    player, Line(self.world, player.device.viewer, Weather(), still, player.heard)
                )

        self.world.overlap(first, second, between)
        for player in self.players:
            player.watch.look()

    def _at_a_replica(self, name: str, dice: random.Random) -> None:
        player = dice.choice(self.players)
        self.trace.append(f"  {player.device.viewer}")
        match name:
            case "sync":
                self._sync(player, dice)
            case "pull once":
                self._pull_once(player, self._line(player, dice))
            case "late":
                self._late(player, dice)
            case "begin anew":
                self._begin_anew(player, dice)
            case "clock":
                player.device.offset = timedelta(days=dice.randint(-4000, 4000))
        player.watch.look()

    def _begin_anew(self, player: Player, dice: random.Random) -> None:
        """An emptied home is killed in its first pass, and what it got may be gone for long."""
        self._at_the_server("build_snapshots", dice)
        self._at_the_server("delete_for_good", dice)
        player.device.begin(player.device.viewer, player.device.offset)
        player.watch = Watch(player.device, self.world.oracle)
        player.device.kill_at(dice.randint(*IN_AN_IMPORT), "commit")
        self._run(player, dice)
        self._at_the_server("delete_for_good", dice)
        self._pull_once(player, self._line(player, dice))

    def _sync(self, player: Player, dice: random.Random) -> None:
        if dice.random() < self.plan.kills:
            kind = dice.choice(sorted(KILLS))
            player.device.kill_at(round(2 ** dice.uniform(0, KILLS[kind])), kind)
        self._run(player, dice)

    def _run(self, player: Player, dice: random.Random) -> None:
        line = self._line(player, dice)
        try:
            self._pass(player, line)
        except Killed:
            player.device.restart()
            self.trace.append("  killed")
            self._long_after(dice)
        except AppError as error:
            self._require_untouched(player, line, error)
        else:
            self._look_after_pass(player, line, dice)

    def _pass(self, player: Player, line: Line) -> None:
        device, store = player.device, player.device.store
        device.on_progress = player.watch.look
        try:
            SyncEngine(
                line,
                store.replica,
                store.blobs,
                device,
                shelf=Shelf(lambda: store.engine, store.blobs_engine),
                budget=Budget(UNCOUNTED, LineTerms(), lambda: line.received),
                clock=itertools.count().__next__,
            ).run()
        finally:
            device.kill_at(None)

    def _require_untouched(self, player: Player, line: Line, error: AppError) -> None:
        """What does not count changed nothing; what counts is never refused."""
        self.trace.append(f"  {type(error).__name__}")
        mismatch = isinstance(error, ProtocolMismatch)
        require(not mismatch or line.was_spoilt, "a right answer is taken:", error)
        if line.was_spoilt and line.asked is not None:
            same = _asked_from(player.device.state(), line.asked)
            require(same, "an answer that does not count changes nothing")

    def _look_after_pass(self, player: Player, line: Line, dice: random.Random) -> None:
        line.require_counted()
        if line.last != self.world.oracle.version:
            return
        player.watch.require_synced()
        if dice.random() < 0.3:
            player.watch.require_clean(to_the_byte=False)

    def _pull_once(self, player: Player, line: Line) -> None:
        replica = player.device.store.replica
        request = replica.state().request(snapshots=line.dice.random() < 0.3)
        try:
            answer = line.pull(request)
            applied = replica.apply(request, answer)
            line.require_counted()
            require(not applied.stale, "an answer to the state it was asked from is no stale one")
            require(not applied.mismatched, "count and sum are the server's", applied.mismatched)
            if line.dice.random() < 0.3:
                self._apply_again(player, request, answer)
        except AppError as error:
            self._require_untouched(player, line, error)

    def _apply_again(self, player: Player, request: PullRequest, answer: PullResponse) -> None:
        """The same answer once more changes nothing."""
        before = player.device.rows(), player.device.glance()
        player.device.store.replica.apply(request, answer)
        after = player.device.rows(), player.device.glance()
        require(before == after, "an answer that comes twice counts once")

    def _late(self, player: Player, dice: random.Random) -> None:
        """An answer from before arrives: at a replica that has moved on, it counts for nothing."""
        if not player.heard.pairs:
            return
        request, data = dice.choice(player.heard.pairs[-6:])
        replica = player.device.store.replica
        moved_on = not _asked_from(replica.state(), request)
        before = player.device.rows()
        applied = replica.apply(request, decode(data, PullResponse))
        self.trace.append(f"  an answer to {request.cursor} comes late: {applied.rows} rows")
        require(not moved_on or before == player.device.rows(), "a stale answer changes nothing")

    def _line(self, player: Player, dice: random.Random) -> Line:
        line = Line(self.world, player.device.viewer, self.plan.weather, dice, player.heard)
        line.meanwhile = lambda: self._meanwhile(dice)
        line.long_after = lambda: self._long_after(dice)
        line.trace = self.trace.append
        return line

    def _long_after(self, dice: random.Random) -> None:
        """What takes long may take longer than tombstones are kept."""
        if dice.random() < FORGETFUL:
            self.trace.append(f"  long after: {workload.expire(self.world, dice)}")

    def _meanwhile(self, dice: random.Random) -> None:
        step = dice.choice(MEANWHILE)
        self.trace.append(f"  meanwhile {step.__name__}: {step(self.world, dice)}")

    def _end(self) -> None:
        """The line is good and the server still: each replica is whole after a few passes."""
        self.world.require_sound()
        for player in self.players:
            self.trace.append(f"end {player.device.viewer}")
            for _ in range(PASSES):
                last = self._quiet_pass(player)
            require(last.requests == 1, "with nothing new, one request is enough")
            player.watch.require_synced()
            player.watch.require_clean(to_the_byte=True)
            player.watch.require_agreement()

    def _quiet_pass(self, player: Player) -> Line:
        line = Line(self.world, player.device.viewer, Weather(), random.Random(0), player.heard)
        line.trace = self.trace.append
        self._pass(player, line)
        return line


def _player(seed: int, device: Device, viewer: str, oracle: Oracle) -> Player:
    dice = random.Random(f"{seed} {viewer}")
    device.begin(viewer, timedelta(days=365 * dice.randint(-10, 10)))
    return Player(device, Watch(device, oracle))


def _asked_from(state: State, request: PullRequest) -> bool:
    """Whether a request is the one that a replica in this state makes."""
    return state.request(request.rows, snapshots=request.snapshots) == request
