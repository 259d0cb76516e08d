"""What the program folder takes from the Linux it runs on, found out from the files in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scripts.packaging.linkage import is_compiled, linkages, reached

# Library → Debian package. A library that is not here fails the build: it would be missing on
# somebody's machine, or it belongs into the folder.
SYSTEM_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcrypto.so.3": "libssl3",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libssl.so.3": "libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
# One package, in the version that the built files ask for.
GLIBC: Final = frozenset(
    {"libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "libresolv.so.2", "librt.so.1"}
    | {"ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}
)


class Unaccounted(Exception):
    """The folder needs a library that is neither in it nor known to be the system's."""


@dataclass(frozen=True, slots=True)
class SystemNeeds:
    """The libraries that must be there, and the oldest glibc, as ``2.36``."""

    libraries: tuple[str, ...]
    glibc: str

    @property
    def debian(self) -> list[str]:
        """As packages of Debian and Ubuntu."""
        packages = {SYSTEM_LIBRARIES[name] for name in self.libraries}
        return [f"libc6 (>= {self.glibc})", *sorted(packages)]

    @property
    def rpm(self) -> list[str]:
        """As what RPM packages of any distribution provide: the libraries' own names."""
        return [
            f"libc.so.6(GLIBC_{self.glibc})(64bit)",
            *(f"{one}()(64bit)" for one in self.libraries),
        ]


def system_needs(folder: Path) -> SystemNeeds:
    """What the compiled files below ``folder`` need from outside; raises ``Unaccounted``."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and is_compiled(path)]
    looked_at = linkages(path for path in files if not path.is_symlink())
    needs = {path.name: one.needs for path, one in looked_at.items()}
    outside = reached(needs, needs) - {path.name for path in files} - GLIBC
    unknown = outside - SYSTEM_LIBRARIES.keys()
    if unknown:
        raise Unaccounted(f"Nobody provides {', '.join(sorted(unknown))}.")
    major, minor = max(one.glibc for one in looked_at.values())
    return SystemNeeds(libraries=tuple(sorted(outside)), glibc=f"{major}.{minor}")
