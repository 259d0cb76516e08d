"""What the operating system must bring, and how to get it on Debian and Ubuntu.

Qt's wheel carries Qt, but not the libraries of the desktop it draws on. Windows and macOS have
theirs; elsewhere on Linux the same libraries go by other package names, so we say which are
missing instead of guessing.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

# Library → Debian package. The first six are needed even without a screen, the rest by the X11
# platform plugin, which names none but libxcb-cursor in its error whichever is missing.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
# Program → Debian package, for the tests: a screen, a keyring, the second database, a proxy, a
# line that can be made bad, a file system that fails, and a compiler for what writes down a
# process's writes.
TEST_PROGRAMS = {
    "gcc": "gcc",
    "fusermount3": "fuse3",
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "tinyproxy": "tinyproxy-bin",
    "/usr/sbin/tc": "iproute2",
    "/usr/sbin/nft": "nftables",
}


# The same for building: PyInstaller and we look into compiled files.
BUILD_PROGRAMS = {"objdump": "binutils"}


def missing_packages(*, for_tests: bool, for_build: bool = False) -> list[str]:
    """Return the Debian packages this Linux lacks; elsewhere nothing is ever missing."""
    if platform.system() != "Linux":
        return []
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if for_build:
        missing += [name for program, name in BUILD_PROGRAMS.items() if not shutil.which(program)]
        if not has_python_library():
            missing.append(f"libpython{sys.version_info[0]}.{sys.version_info[1]}")
    if for_tests:
        missing += [name for program, name in TEST_PROGRAMS.items() if not shutil.which(program)]
        if not Path("/usr/include/stdio.h").exists():
            missing.append("libc6-dev")
        if not has_postgresql():
            missing.append("postgresql")
    return missing


def has_python_library() -> bool:
    """Whether Python is there as a library, which a built program is started by."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    folder = Path(sysconfig.get_config_var("LIBDIR") or "")
    return ".so" in name and ((folder / name).exists() or _loads(name))


def has_postgresql() -> bool:
    """Whether the server programs of PostgreSQL are installed, on the path or Debian's place."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def install(packages: list[str]) -> bool:
    """Install by apt where we are root on Debian or Ubuntu, else print the line to type."""
    apt = shutil.which("apt-get")
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if apt is None:
        sys.stderr.write(f"Please install what Debian calls: {' '.join(packages)}\n")
        return False
    if os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]  # Linux only, see above
        sys.stderr.write(f"Some system packages are missing. Please type:\n  sudo {line}\n")
        return False
    return _apt(apt, packages)


def _apt(apt: str, packages: list[str]) -> bool:
    command = [apt, "-o", "DPkg::Lock::Timeout=400", "-qq"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    sys.stderr.write(f"Installing {' '.join(packages)} …\n")
    subprocess.run([*command, "update"], env=environment, check=False)
    wanted = [*command, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(wanted, env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
