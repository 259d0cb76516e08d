"""The log of every process of the server, on standard error: ids, counts, durations."""

from __future__ import annotations

import logging
import os
from typing import Final

VERBOSE_VARIABLE: Final = "VADEMECUM_VERBOSE"


def start_log(verbose: bool) -> None:
    """Log warnings, and what is done if ``verbose``; workers started from here do the same."""
    if verbose:
        os.environ[VERBOSE_VARIABLE] = "1"
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def start_log_as_told() -> None:
    """The log of a process that another one started."""
    start_log(bool(os.environ.get(VERBOSE_VARIABLE)))
