"""The lines a sync process writes, as records. Pure; whatever is not one of ours is nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from desktop.records import ChangeSet, SyncProgress, SyncReport
from desktop.ui.answers import Failure

Line = SyncProgress | ChangeSet | SyncReport | Failure

INITIAL_REPORT = SyncReport()
LONGEST_WAIT = 86_400
LARGEST = 2**53


def parse_line(line: bytes) -> Line | None:
    """What one line says, or ``None`` if it says nothing to us. Never raises."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    match told.get("type"):
        case "progress":
            return _progress(told)
        case "changes":
            return _changes(told)
        case "report":
            return _report(told)
        case "error":
            return _failure(told)
        case _:
            return None


def _progress(told: Mapping[str, Any]) -> SyncProgress:
    return SyncProgress(
        phase=_text(told, "phase"),
        done=_whole(told, "done"),
        total=_whole(told, "total"),
        seconds_left=_seconds(told, "seconds_left"),
    )


def _changes(told: Mapping[str, Any]) -> ChangeSet:
    keys = told.get("keys")
    listed = keys if isinstance(keys, list) else []
    named = frozenset(key for key in listed if isinstance(key, str))
    return ChangeSet(keys=named, everything=bool(told.get("everything")) or not named)


def _report(told: Mapping[str, Any]) -> SyncReport:
    wait = _whole(told, "wait") or INITIAL_REPORT.wait
    return SyncReport(
        rows=_whole(told, "rows"),
        bytes=_whole(told, "bytes"),
        seconds=_seconds(told, "seconds") or 0.0,
        conflicts=_whole(told, "conflicts"),
        unreadable=_whole(told, "unreadable"),
        blobs=_whole(told, "blobs"),
        photos_waiting=_whole(told, "photos_waiting"),
        rows_waiting=told.get("rows_waiting") is True,
        up_to_date=bool(told.get("up_to_date")),
        wait=min(wait, LONGEST_WAIT),
    )


def _failure(told: Mapping[str, Any]) -> Failure:
    pause = _seconds(told, "retry_after")
    return Failure(
        error=_text(told, "error"),
        message=_text(told, "message"),
        retry_after=None if pause is None else min(pause, LONGEST_WAIT),
        answered=told.get("answered") is True,
    )


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _whole(told: Mapping[str, Any], name: str) -> int:
    value = told.get(name)
    return min(value, LARGEST) if isinstance(value, int) and value >= 0 else 0


def _seconds(told: Mapping[str, Any], name: str) -> float | None:
    value = told.get(name)
    return float(value) if isinstance(value, int | float) and 0 <= value <= LARGEST else None
