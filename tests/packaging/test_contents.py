"""What goes into the program folder, and what must not be left behind."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.packaging import contents
from scripts.packaging.contents import ROOT, excluded, is_wanted, resources
from scripts.packaging.licences import built_in, gather
from tests.test_architecture import covered, imports, modules, name_of

RESOURCES = ROOT / "resources"


def test_every_folder_of_resources_is_shipped_or_named_as_staying_behind() -> None:
    folders = {path.name for path in RESOURCES.iterdir() if path.is_dir()}
    assert folders == {*contents.RESOURCES, *contents.NOT_SHIPPED}


def test_every_resource_goes_where_the_program_looks_for_it() -> None:
    shipped = {f"{folder}/{Path(file).name}" for file, folder in resources()}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("controls/*", "icon/*.svg", "translations/*.qm", "third_party/**/*")
        for path in RESOURCES.glob(pattern)
        if path.is_file()
    }
    assert shipped == wanted
    assert {"resources/translations/vademecum_de.qm", "resources/icon/vademecum.svg"} <= shipped


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6\\Qt6Core.dll",
        "PySide6/Qt/lib/QtDBus.framework/Versions/A/QtDBus",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "resources/translations/vademecum_de.qm",
        "libpython3.11.so.1.0",
        "libxcb-cursor.so.0",
        "sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so",
    ],
)
def test_what_the_window_needs_stays(place: str) -> None:
    assert is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/imageformats/libqsvg.so",  # one more parser for a stranger's picture
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",  # brings the whole of GTK
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/QtDBus.abi3.so",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "libX11.so.6",  # the system's own, which its drivers must fit
        "libstdc++.so.6",
        "libssl.so.3",
    ],
)
def test_what_nothing_here_uses_is_left_behind(place: str) -> None:
    assert not is_wanted(place)


@pytest.mark.parametrize("path", modules("desktop", "wire"), ids=name_of)
def test_the_desktop_imports_nothing_that_is_left_out(path: Path) -> None:
    named = {name for names in imports(path) for name in names}
    assert {name for name in named if covered(name, set(contents.EXCLUDED))} == set()


def test_the_window_imports_no_module_of_qt_that_is_left_out() -> None:
    named = {
        name.split(".")[1]
        for path in modules("desktop")
        for names in imports(path)
        for name in names
        if name.startswith("PySide6.Qt")
    }
    assert {name.removeprefix("Qt") for name in named} <= contents.QT_MODULES


def test_the_grammars_of_all_languages_that_are_coloured_are_kept() -> None:
    """In a process of its own, in which nothing else has loaded a grammar."""
    asked = "from scripts.packaging.contents import excluded; print(*excluded())"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    left_out = set(done.stdout.split())
    assert {"pygments.lexers.haskell", "pygments.lexers.fortran"} <= left_out
    for kept in ("python", "javascript", "html", "css", "shell", "_php_builtins", "_mapping"):
        assert f"pygments.lexers.{kept}" not in left_out
    assert set(excluded()) <= left_out  # what tests have loaded besides can only be fewer


def test_the_spec_is_what_python_reads_and_starts_what_is_there() -> None:
    tree = ast.parse((ROOT / "build.spec").read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert "desktop/__main__.py" in texts
    assert "CFBundleURLSchemes" in texts
    assert (ROOT / "desktop" / "__main__.py").exists()


def test_everything_that_is_built_in_brings_its_licence(tmp_path: Path) -> None:
    without = gather(tmp_path)
    assert without == ["pyside6-essentials", "shiboken6"]  # theirs lie in resources
    assert (RESOURCES / "third_party" / "qt" / "LICENSE").exists()
    assert {"sqlalchemy", "sqlcipher3", "keyring", "requests"} <= built_in().keys()
    assert not {"litestar", "pytest"} & built_in().keys()
    assert all(any(folder.iterdir()) for folder in tmp_path.iterdir())
