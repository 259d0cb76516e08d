"""How long a request may take and how often it is tried, and what tests replace of the world."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a request may take, and how often it is tried. Times in seconds."""

    connect: float = 10.0
    total: float = 120.0
    tries: int = 4
    longest_pause: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The clock and the dice: what tests replace."""

    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
