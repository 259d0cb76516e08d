"""Enrolling in a child process: ``connect`` of the command line. The token goes by pipe."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.answers import Failure
from desktop.ui.child_process import ChildProcess
from desktop.ui.sync.lines import parse_line

FROM_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Where and as whom to connect: either the token itself or the path of a file with it."""

    server: str
    token: str = ""
    token_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """What the server agreed to: as whom, and what waits there to be fetched.

    ``size`` is in bytes before they are packed for the way.
    """

    server: str
    viewer: str
    entries: int
    size: int = 0


class ConnectProcess(QObject):
    """One attempt at a time; each ends in exactly one signal.

    Signals:
        connected: An Enrolled.
        failed: A Failure; nothing was kept.
        cancelled: It was ended on request.
    """

    connected = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child = ChildProcess(home, self)
        self._child.line.connect(self._read)
        self._child.ended.connect(self._end)
        self._said = b""
        self._cancelling = False

    @property
    def running(self) -> bool:
        return self._child.running

    @Slot(object)
    def start(self, enrolment: Enrolment) -> None:
        self._said = b""
        self._cancelling = False
        source = enrolment.token_file or FROM_STANDARD_INPUT
        # On the command line every user of the machine could read the token.
        token = b"" if enrolment.token_file else enrolment.token.encode()
        self._child.start(["connect", enrolment.server, "--token-file", source, "--json"], token)

    @Slot()
    def cancel(self) -> None:
        self._cancelling = self._child.running
        self._child.cancel()

    def end(self) -> None:
        """End it at once, on the way out."""
        self._cancelling = True
        self._child.end()

    @Slot(bytes)
    def _read(self, line: bytes) -> None:
        self._said += line

    @Slot(int, str)
    def _end(self, status: int, complaint: str) -> None:
        if status == 0:
            self.connected.emit(_enrolled(self._said))
        elif self._cancelling:
            self.cancelled.emit()
        else:
            told = parse_line(self._said)
            self.failed.emit(told if isinstance(told, Failure) else Failure(message=complaint))


def _enrolled(said: bytes) -> Enrolled:
    """What the command answered; its exit status has told already that it worked."""
    try:
        told = json.loads(said)
    except ValueError:
        told = {}
    told = told if isinstance(told, dict) else {}
    listed = told.get("streams")
    streams = [one for one in listed or () if isinstance(one, dict)] if listed else []
    return Enrolled(
        server=str(told.get("server") or ""),
        viewer=str(told.get("viewer") or ""),
        entries=_sum(streams, "rows"),
        size=_sum(streams, "bytes"),
    )


def _sum(streams: list[dict[str, object]], name: str) -> int:
    return sum(number for one in streams if isinstance(number := one.get(name), int))
