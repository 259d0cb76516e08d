"""A file system that passes everything on and fails each N-th write with an I/O error.

``python -m tests.faults.failing_writes ROOT MOUNTPOINT N`` serves until it is unmounted.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import mfusepy  # type: ignore[import-untyped]

MOUNTED = b"mounted\n"


class Failing(mfusepy.Operations):  # type: ignore[misc]
    """Passes everything on to ``root``, but for each so many writes, which fail."""

    use_ns = True

    def __init__(self, root: str, each: int) -> None:
        self._root = root
        self._each = each
        self._writes = 0

    def _below(self, path: str) -> str:
        return self._root + path

    def init(self, path: str) -> None:
        sys.stdout.buffer.write(MOUNTED)
        sys.stdout.flush()

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        found = os.lstat(self._below(path))
        names = ("st_mode", "st_nlink", "st_size", "st_uid", "st_gid", "st_mtime", "st_ino")
        return {name: getattr(found, name) for name in names}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *os.listdir(self._below(path))]

    def statfs(self, path: str) -> dict[str, int]:
        found = os.statvfs(self._below(path))
        names = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files", "f_ffree")
        return {name: getattr(found, name) for name in names}

    def access(self, path: str, mode: int) -> int:
        return 0

    def chmod(self, path: str, mode: int) -> None:
        os.chmod(self._below(path), mode)

    def open(self, path: str, flags: int) -> int:
        return os.open(self._below(path), flags)

    def create(self, path: str, mode: int, fi: Any = None) -> int:
        return os.open(self._below(path), os.O_RDWR | os.O_CREAT, mode)

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return os.pread(fh, size, offset)

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        self._writes += 1
        if self._writes % self._each == 0:
            raise mfusepy.FuseOSError(errno.EIO)
        return os.pwrite(fh, data, offset)

    def truncate(self, path: str, length: int, fh: int | None = None) -> None:
        os.truncate(self._below(path), length)

    def fsync(self, path: str, datasync: int, fh: int) -> None:
        os.fsync(fh)

    def release(self, path: str, fh: int) -> None:
        os.close(fh)

    def unlink(self, path: str) -> None:
        os.unlink(self._below(path))

    def rename(self, old: str, new: str, flags: int = 0) -> None:
        os.rename(self._below(old), self._below(new))

    def mkdir(self, path: str, mode: int) -> None:
        os.mkdir(self._below(path), mode)


if __name__ == "__main__":
    root, at, each = sys.argv[1:]
    mfusepy.FUSE(Failing(root, int(each)), at, foreground=True, nothreads=True)
