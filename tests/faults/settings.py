"""How long the fault tests run: a short run in the suite, the long one by the environment."""

from __future__ import annotations

import os

ROUNDS = int(os.environ.get("VADEMECUM_FAULT_ROUNDS", "2"))
