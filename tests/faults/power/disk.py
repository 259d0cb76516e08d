"""What a disk may hold after the power was lost: replayed from the log of what was written.

What was synced is there. Of what was written later to a file, each piece may be there, missing,
or torn at the boundaries of sectors, in any combination, which is what reordering comes to. Names
appear and go in their order, as in a journal, up to any moment after the last sync.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

OPEN, WRITE, TRUNCATE, SYNC, RENAME, UNLINK = range(1, 7)
HEAD: Final = struct.Struct("<5q")
SECTOR: Final = 512


@dataclass(frozen=True, slots=True)
class Step:
    """One change: ``node`` is the file it is of, whatever it is called at the time."""

    op: int
    node: int = 0
    at: int = 0
    data: bytes = b""
    names: tuple[str, str] = ("", "")


@dataclass(slots=True)
class History:
    """All changes in their order, from the files that were there ``before``."""

    before: dict[str, bytes]
    steps: list[Step] = field(default_factory=list)

    @classmethod
    def read(cls, log: Path, before: dict[str, bytes], folder: Path) -> History:
        """Follow the log; names are relative to ``folder``."""
        history, nodes, of = cls(before), {name: n for n, name in enumerate(before)}, {}
        following = len(nodes)
        for op, fd, at, first, second in _records(log.read_bytes()):
            name, other = (
                str(Path(part.decode()).relative_to(folder))
                if part and op in (OPEN, RENAME, UNLINK)
                else ""
                for part in (first, second)
            )
            if op == OPEN:
                if name not in nodes:
                    nodes[name], following = following, following + 1
                    history.steps.append(Step(OPEN, nodes[name], names=(name, "")))
                of[fd] = nodes[name]
                if at:
                    history.steps.append(Step(TRUNCATE, of[fd]))
            elif op == RENAME:
                nodes[other] = nodes.pop(name)
                history.steps.append(Step(RENAME, names=(name, other)))
            elif op == UNLINK:
                nodes.pop(name, None)
                history.steps.append(Step(UNLINK, names=(name, "")))
            else:
                history.steps.append(Step(op, of[fd], at, first))
        return history

    def after(self, cut: int, dice: random.Random) -> dict[str, bytes]:
        """What may be on the disk if the power went after ``cut`` steps, by name."""
        done = self.steps[:cut]
        synced = {step.node: at for at, step in enumerate(done) if step.op == SYNC}
        kept = dice.choice((0.0, 0.5, 0.9, 1.0))  # the share of unsynced pieces that made it
        content = {n: bytearray(data) for n, data in enumerate(self.before.values())}
        for at, step in enumerate(done):
            if step.op in (WRITE, TRUNCATE):
                whole = at <= synced.get(step.node, -1)
                _apply(content.setdefault(step.node, bytearray()), step, 1 if whole else kept, dice)
        journalled = max(synced.values(), default=0)
        names = self._names(dice.randint(journalled, cut))
        return {name: bytes(content.get(node, b"")) for name, node in names.items()}

    def _names(self, upto: int) -> dict[str, int]:
        names = {name: n for n, name in enumerate(self.before)}
        for step in self.steps[:upto]:
            name, other = step.names
            if step.op == OPEN:
                names[name] = step.node
            elif step.op == RENAME and name in names:
                names[other] = names.pop(name)
            elif step.op == UNLINK:
                names.pop(name, None)
        return names

    def saved(self, cut: int, name: str) -> int:
        """How many bytes had been written to ``name`` by then, on the disk or not."""
        node = next(step.node for step in self.steps if step.op == OPEN and step.names[0] == name)
        return sum(len(step.data) for step in self.steps[:cut] if step.node == node)


def _apply(content: bytearray, step: Step, kept: float, dice: random.Random) -> None:
    if step.op == TRUNCATE:
        if dice.random() < kept:
            del content[step.at :]
            content.extend(bytes(step.at - len(content)))
        return
    torn = kept < 1 and dice.random() < 0.2
    if not torn and dice.random() >= kept:
        return
    for start in range(0, len(step.data), SECTOR) if torn else (0,):
        if torn and dice.random() < 0.5:
            continue
        piece = step.data[start : start + SECTOR] if torn else step.data
        begin = step.at + start
        content.extend(bytes(max(0, begin + len(piece) - len(content))))
        content[begin : begin + len(piece)] = piece


def _records(log: bytes) -> Iterator[tuple[int, int, int, bytes, bytes]]:
    at = 0
    while at < len(log):
        op, fd, where, first, second = HEAD.unpack_from(log, at)
        at += HEAD.size
        yield op, fd, where, log[at : at + first], log[at + first : at + first + second]
        at += first + second
