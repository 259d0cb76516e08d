"""What goes into the program folder, and what of Qt does not. Read by ``build.spec``.

Names are the same on every system: a plugin is ``qxcb`` or ``qwindows``, whatever stands around it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath
from pkgutil import iter_modules
from typing import Final

import pygments.lexers
from pygments.lexers import get_lexer_by_name

from desktop.security.code_colours import LINEAR, SHORT

ROOT: Final = Path(__file__).resolve().parents[2]

SIGN: Final = ROOT / "build" / "signs" / "512.png"  # drawn before, for Windows and macOS

# Below resources/. What the server alone reads, and what packages are made from, stay behind.
RESOURCES: Final = ("controls", "icon", "third_party", "translations")
NOT_SHIPPED: Final = ("package", "sample")
COMPILED_FROM: Final = (".ts",)

# Imported by name at run time, where nobody can see it from the sources.
HIDDEN_IMPORTS: Final = ("sqlcipher3.dbapi2", "sqlalchemy.dialects.sqlite")
# What libraries would use if it were there, and never is: other databases, other toolkits, tests.
EXCLUDED: Final = (
    *("server", "benchmarks", "scripts", "tests"),
    *("PIL", "numpy", "IPython", "tkinter", "pytest", "setuptools", "pkg_resources", "pip"),
    *("litestar", "uvicorn", "alembic", "psycopg", "hypothesis", "mypy", "yaml"),
    *("sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle"),
    "sqlalchemy.dialects.postgresql",
    # A store that is not encrypted; a second way to zstd; what uuid does as well without.
    *("sqlite3", "_sqlite3", "zstandard.backend_cffi", "zstandard._cffi", "_uuid"),
    *("_pydecimal", "multiprocessing", "readline", "curses", "_curses"),
    # Objects mapped to tables; text in encodings of eastern Asia; colours as anything but tokens.
    *("sqlalchemy.orm", "sqlalchemy.ext", "pygments.formatters", "pygments.styles"),
    *("_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"),
)
# Of the libraries that PyInstaller would take from the machine that builds: what Python itself
# stands on, and what few desktops have installed. All others are the system's own, which mends
# them, and which has others that must fit them (Mesa's drivers, GIO's modules).
BUNDLED_LIBRARIES: Final = (
    *("libpython", "libffi", "libbz2", "liblzma", "libmpdec"),
    *("libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-render-util"),
    "libxcb-util",
)

QT_MODULES: Final = frozenset({"Core", "Gui", "Network", "Svg", "Widgets"})
# Libraries of Qt that others of its libraries and plugins need, without bindings.
QT_BENEATH: Final = frozenset({"DBus", "WaylandClient", "WlShellIntegration", "XcbQpa"})
# Pictures of content are PNG, JPEG, WebP and GIF: a plugin for anything else is one more parser
# that a stranger's picture could reach.
QT_PLUGINS: Final = {
    "platforms": {"qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"},
    "iconengines": {"qsvgicon"},  # the style sheet's own signs
    "imageformats": {"qjpeg", "qgif", "qico", "qwebp"},
    "networkinformation": {
        *("qglib", "qnetworkmanager", "qnetworklistmanager", "qscnetworkreachability"),
    },
    "platforminputcontexts": {
        *("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    },
    "platformthemes": {"qxdgdesktopportal"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}
QT_TRANSLATIONS: Final = {"qtbase_de.qm", "qtbase_en.qm"}
QT_LEFT_OUT: Final = ("pyside6qml", "opengl32sw", "d3dcompiler")

_QT_LIBRARY = re.compile(r"(?:lib)?Qt6?([A-Z][A-Za-z0-9]*)")


def resources() -> list[tuple[str, str]]:
    """Each file to ship, as PyInstaller wants it: the file and the folder it goes to."""
    found = [
        path
        for folder in RESOURCES
        for path in sorted((ROOT / "resources" / folder).rglob("*"))
        if path.is_file() and path.suffix not in COMPILED_FROM
    ]
    return [(str(path), path.relative_to(ROOT).parent.as_posix()) for path in found]


def excluded() -> list[str]:
    """The modules to leave out, the grammars of languages that nothing here colours included."""
    for name in {*LINEAR.values(), *SHORT.values()}:
        get_lexer_by_name(name)
    grammars = {f"pygments.lexers.{one.name}" for one in iter_modules(pygments.lexers.__path__)}
    needed = {name for name in sys.modules if name.startswith("pygments.lexers.")}
    return [*EXCLUDED, *sorted(grammars - needed - {"pygments.lexers._mapping"})]


def is_wanted(destination: str) -> bool:
    """Whether a collected file, named by its place in the program folder, is to stay there."""
    path = PurePosixPath(destination.replace("\\", "/"))
    if path.suffix == ".qm" and "PySide6" in path.parts:
        return path.name in QT_TRANSLATIONS
    if "plugins" in path.parts and "PySide6" in path.parts:
        return _stem(path) in QT_PLUGINS.get(path.parent.name, ())
    if len(path.parts) == 1 and path.name.startswith("lib") and ".so" in path.suffixes:
        return path.name.startswith(BUNDLED_LIBRARIES)
    if _stem(path).startswith(QT_LEFT_OUT):
        return False
    library = _QT_LIBRARY.match(path.name)
    if library is None or library[1] in QT_MODULES:
        return True
    is_binding = path.name.startswith("Qt") and ".framework" not in destination
    return library[1] in QT_BENEATH and not is_binding


def _stem(path: PurePosixPath) -> str:
    return path.name.partition(".")[0].removeprefix("lib")
