"""Where a home lies: a network folder is refused, because databases there go wrong in silence.

Two machines cannot share a log's memory, and many servers forget locks. Where it cannot be found
out, nothing is refused.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from desktop.errors import UsageError

_KINDS: Final = """
    9p afp afpfs afs ceph cephfs cifs coda davfs fuse.davfs fuse.glusterfs fuse.rclone fuse.s3fs
    fuse.smbnetfs fuse.sshfs fuse.vmhgfs-fuse gfs2 glusterfs lustre ncpfs nfs nfs4 ocfs2 smb3 smbfs
    vboxsf vmhgfs webdav
"""
NETWORKS: Final = frozenset(_KINDS.split())
MOUNTS: Final = Path("/proc/self/mountinfo")
_REMOTE_DRIVE: Final = 4  # DRIVE_REMOTE of <winbase.h>
_PLACE: Final = 4  # the field of a line that names the mount point
_ESCAPED: Final = re.compile(r"\\([0-7]{3})")
_MAC_LINE: Final = re.compile(r"^.+ on (?P<place>/.*) \((?P<kind>[^,)]+)")


def refuse_network_folder(folder: Path) -> None:
    """Raise ``UsageError`` if ``folder``, or where it will be, lies on another machine."""
    kind = network_of(folder)
    if kind is not None:
        raise UsageError(
            f"The home folder {folder} lies on a network ({kind}), where a database gets damaged. "
            "Choose one on this machine, with --home or VADEMECUM_HOME."
        )


def network_of(folder: Path) -> str | None:
    """The kind of network that ``folder`` lies on; ``None`` for this machine's own disks."""
    folder = folder.absolute()
    if sys.platform == "win32":
        return _windows_network(folder)
    try:
        if sys.platform == "darwin":
            listed = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=True)
            return _kind(folder, mac_mounts(listed.stdout.decode("utf-8", "replace")))
        return _kind(folder, linux_mounts(MOUNTS.read_text(encoding="utf-8", errors="replace")))
    except (OSError, subprocess.SubprocessError):
        return None


def linux_mounts(text: str) -> list[tuple[str, str]]:
    """(place, kind) of each line of ``/proc/self/mountinfo``, in its order."""
    found = []
    for line in text.splitlines():
        fields, _, rest = line.partition(" - ")
        parts = fields.split(" ")
        if len(parts) > _PLACE and rest:
            place = _ESCAPED.sub(lambda code: chr(int(code.group(1), 8)), parts[_PLACE])
            found.append((place, rest.split(" ")[0]))
    return found


def mac_mounts(text: str) -> list[tuple[str, str]]:
    """The same of what ``mount`` says on a Mac."""
    lines = (_MAC_LINE.match(line) for line in text.splitlines())
    return [(line["place"], line["kind"].strip()) for line in lines if line]


def _kind(folder: Path, mounts: list[tuple[str, str]]) -> str | None:
    """The network kind of the innermost mount above ``folder``; of two at one place the later."""
    real = folder.resolve()
    above = [
        (len(Path(place).parts), n)
        for n, (place, _) in enumerate(mounts)
        if real.is_relative_to(place)
    ]
    if not above:
        return None
    kind = mounts[max(above)[1]][1]
    return kind if kind in NETWORKS else None


def _windows_network(folder: Path) -> str | None:
    drive = folder.drive
    if drive.startswith("\\\\"):
        return "a share"
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there is one
    return "a network drive" if kernel.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE else None
