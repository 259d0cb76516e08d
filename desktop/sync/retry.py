"""When a failed request is worth another try, and how long to wait before it.

Pure: the caller passes in the random number and the time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

FIRST_DELAY, LONGEST_DELAY = 1.0, 900.0  # seconds
_DOUBLINGS = 10

_WORTH_ANOTHER_TRY = {
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
}


def worth_another_try(status: int) -> bool:
    """Whether an answer with this status may well be another one a little later."""
    return status in _WORTH_ANOTHER_TRY or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def delay(failures: int, jitter: float) -> float:
    """Return the seconds to wait after ``failures`` (1 and more) failed tries.

    ``jitter`` is in [0, 1): full jitter, so that a server coming back is not hit by every
    desk at once.
    """
    # The doubling is capped first: a shift by thousands is no longer a float.
    return jitter * min(LONGEST_DELAY, FIRST_DELAY * (1 << min(failures - 1, _DOUBLINGS)))


def retry_after(header: str | None, now: datetime) -> float | None:
    """Read ``Retry-After``, seconds or a date, as seconds from ``now``; at most a quarter hour."""
    if header is None:
        return None
    seconds = _seconds(header.strip(), now)
    return None if seconds is None else max(0.0, min(LONGEST_DELAY, seconds))


def skew(header: str | None, now: datetime) -> float | None:
    """How many seconds ``now`` is ahead of an answer's ``Date``; ``None`` if it says none."""
    ahead = None if header is None else _until(header, now)
    return None if ahead is None else -ahead


def _seconds(text: str, now: datetime) -> float | None:
    if text.isascii() and text.isdigit():
        # More digits than any sensible wait: int() of thousands of them is refused.
        return float(text[:9])
    return _until(text, now)


def _until(text: str, now: datetime) -> float | None:
    try:
        named = parsedate_to_datetime(text)
        aware = named if named.tzinfo else named.replace(tzinfo=UTC)
        return (aware - now).total_seconds()
    except (ValueError, OverflowError):
        return None
