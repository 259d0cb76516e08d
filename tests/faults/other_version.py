"""The command line as another version of the program: ``python -m … DERIVED SCHEMA ARGUMENTS``.

Each of the two is what this version has, plus or minus so many: ``+1 +0 --home DIR search x``.
"""

from __future__ import annotations

import sys

from desktop.__main__ import main
from desktop.store import records_schema, schema, state


def become(derived: int, tables: int) -> None:
    """Have the constants of a version that far ahead."""
    records_schema.DERIVED_VERSION += derived  # type: ignore[misc]  # the other version's
    schema.SCHEMA += tables  # type: ignore[misc]
    state.SCHEMA = schema.SCHEMA  # type: ignore[attr-defined]


if __name__ == "__main__":
    become(int(sys.argv[1]), int(sys.argv[2]))
    sys.exit(main(sys.argv[3:]))
