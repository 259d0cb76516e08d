"""Who may import what, and how large things may grow: read from the syntax trees.

The table is ARCHITECTURE.md's. A module's rule is the longest entry its name begins with.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("wire", "desktop", "server", "benchmarks", "scripts", "tests")

BASE = {
    f"desktop.{name}"
    for name in (
        "records",
        "passes",
        "news",
        "errors",
        "paths",
        "logs",
        "settings",
        "policy",
        "program",
    )
} | {"wire", "msgspec", "platformdirs"}
SECURITY = {"keyring", "argon2", "authlib", "markdown_it", "mdit_py_plugins", "nh3", "pygments"}

MAY_IMPORT: dict[str, set[str]] = {
    "wire": {"wire", "msgspec"},
    "desktop": BASE,
    "desktop.store": BASE | {"desktop.store", "sqlalchemy", "sqlcipher3"},
    "desktop.search": BASE
    | {"desktop.search", "desktop.store.engine", "desktop.store.schema", "sqlalchemy"}
    | {"whoosh", "rapidfuzz", "Stemmer", "zstandard"},
    "desktop.security": BASE | SECURITY | {"desktop.security"},
    "desktop.sync": BASE | {"desktop.sync", "desktop.store", "desktop.security", "filelock"},
    "desktop.sync.transport": BASE
    | {"desktop.sync", "desktop.store.network", "requests", "urllib3"},
    "desktop.sync.connections": BASE | {"desktop.sync", "urllib3"},
    "desktop.sync.astray": BASE | {"desktop.sync", "urllib3"},
    "desktop.sync.trust": BASE | {"truststore"},
    "desktop.sync.pac_engine": BASE | {"desktop.sync", "dukpy"},
    "desktop.sync.unpacking": BASE | {"desktop.sync", "zstandard"},
    "desktop.library": BASE | {"desktop.store", "desktop.search", "desktop.security"},
    "desktop.health": BASE
    | {"desktop.store", "desktop.search", "desktop.security", "desktop.sync.http"},
    "desktop.ui": BASE | {"desktop.ui", "desktop.library", "desktop.security.sanitise", "PySide6"},
    "desktop.app": {"desktop", "wire", "PySide6"},
    "desktop.window": {"desktop", "wire", "PySide6"},
    "desktop.compose": {"desktop", "wire"},
    "desktop.opening": {"desktop", "wire"},
    "desktop.commands": {"desktop", "wire"},
    "desktop.__main__": {"desktop", "wire"},
    "server": {"server", "wire", "litestar", "sqlalchemy", "msgspec", "alembic", "uvicorn"}
    | {"psycopg", "PIL", "yaml", "phonenumbers", "markdown_it", "zstandard"},
    "scripts": {"scripts"},
    "scripts.packaging": {"scripts", "desktop", "wire", "PySide6", "pygments"},
    "scripts.sample_pictures": {"scripts", "PIL"},
    "scripts.pictures": {"scripts", "PIL"},
}
ONE_MODULE_EACH = {"requests", "keyring", "nh3", "pygments", "filelock", "whoosh.qparser"}
ONE_MODULE_EACH |= {"truststore", "dukpy"}
WITHOUT_QT = ("desktop.compose", "desktop.opening", "desktop.commands", "desktop.__main__")

FILE_LINES, FUNCTION_LINES, CLASS_METHODS, MEDIAN_LINES = 400, 40, 20, 10
VAGUE = {"data", "info", "item", "manager", "handler", "helper", "helpers", "utils", "util"}


def modules(*packages: str) -> list[Path]:
    return [path for name in packages for path in sorted((ROOT / name).rglob("*.py"))]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """Each import anywhere in the file: the module named, and what is taken from it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name,) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            assert node.module
            yield from ((node.module, f"{node.module}.{alias.name}") for alias in node.names)


def covered(name: str, allowed: set[str]) -> bool:
    return any(name == entry or name.startswith(entry + ".") for entry in allowed)


def rule_for(module: str) -> set[str]:
    fitting = [entry for entry in MAY_IMPORT if covered(module, {entry})]
    return MAY_IMPORT[max(fitting, key=len)]


def forbidden(path: Path) -> set[str]:
    allowed = rule_for(name_of(path))
    return {
        names[-1]
        for names in imports(path)
        if names[0].split(".")[0] not in sys.stdlib_module_names
        and not any(covered(name, allowed) for name in names)
    }


def uses(path: Path, packages: set[str]) -> list[str]:
    return [names[-1] for names in imports(path) if any(covered(name, packages) for name in names)]


@pytest.mark.parametrize("path", modules("wire", "desktop", "server", "scripts"), ids=name_of)
def test_a_module_imports_only_what_its_package_may(path: Path) -> None:
    assert not forbidden(path)


@pytest.mark.parametrize("path", modules("desktop"), ids=name_of)
def test_qt_is_imported_only_by_the_window(path: Path) -> None:
    module = name_of(path)
    if not covered(module, {"desktop.ui", "desktop.app", "desktop.window"}):
        assert not uses(path, {"PySide6"})
    if not covered(module, {"desktop.ui", "desktop.app", "desktop.window", *WITHOUT_QT}):
        assert not uses(path, {"desktop.ui", "desktop.app", "desktop.window"})


@pytest.mark.parametrize("library", sorted(ONE_MODULE_EACH))
def test_a_library_at_an_edge_is_imported_by_one_module(library: str) -> None:
    users = [name_of(path) for path in modules("desktop") if uses(path, {library})]
    assert len(users) <= 1


@pytest.mark.parametrize("path", modules("desktop/ui"), ids=name_of)
def test_a_label_never_guesses_that_its_text_is_markup(path: Path) -> None:
    made = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("QLabel", "QMessageBox")
    ]
    assert made == [], f"{name_of(path)}: use PlainLabel, lines {made}"


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=name_of)
def test_a_file_stays_within_its_size(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=name_of)
def test_functions_and_classes_stay_within_their_sizes(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert length(node) <= FUNCTION_LINES, node.name
        elif isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            assert len(methods) < CLASS_METHODS, node.name
            assert node.name.lower() not in VAGUE


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("package", ["wire", "desktop", "server"])
def test_half_of_all_functions_are_short(package: str) -> None:
    lengths = [
        length(node)
        for path in modules(package)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert statistics.median(lengths) <= MEDIAN_LINES
