"""The command line with something taken away: ``python -m tests.faults.shortage WHAT ARGUMENTS``.

``file-size=N`` lets no file grow beyond N bytes, as a full disk would; ``privilege`` makes the
administrator subject to the rights of files, as everybody else is.
"""

from __future__ import annotations

import ctypes
import os
import sys

# From <linux/prctl.h> and <linux/capability.h>.
_DROP_FROM_BOUNDS, _OVERRIDE_RIGHTS, _READ_AND_SEARCH = 24, 1, 2


def main() -> None:
    what, _, amount = sys.argv[1].partition("=")
    if what == "file-size":
        limit_file_size(int(amount))
    elif what == "privilege":
        obey_rights()
    # What was given up stays given up in the new program.
    os.execv(sys.executable, [sys.executable, "-m", "desktop", *sys.argv[2:]])


def limit_file_size(size: int) -> None:
    import resource  # noqa: PLC0415 - only where there is one

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def obey_rights() -> None:
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_OVERRIDE_RIGHTS, _READ_AND_SEARCH):
        if libc.prctl(_DROP_FROM_BOUNDS, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "the privilege cannot be given up")


if __name__ == "__main__":
    main()
