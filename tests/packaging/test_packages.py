"""What the packages say of the program: one version, its commands, what it needs of a system."""

from __future__ import annotations

import configparser
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.__main__ import build_parser
from scripts import system_packages
from scripts.packaging import linux
from scripts.packaging.contents import ROOT
from scripts.packaging.drawings import SIZES, draw_signs
from scripts.packaging.manual import manual_page
from scripts.packaging.requirements import (
    GLIBC,
    SYSTEM_LIBRARIES,
    SystemNeeds,
    Unaccounted,
    system_needs,
)
from wire import __version__

NEEDS = SystemNeeds(libraries=("libGL.so.1", "libglib-2.0.so.0", "libgio-2.0.so.0"), glibc="2.36")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into files of Linux")


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys have capitals
    parser.read(linux.TEMPLATES / "vademecum.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_version_is_the_same_everywhere(tmp_path: Path) -> None:
    assert linux.description(tmp_path, tmp_path, NEEDS)["version"] == __version__
    assert f"Vademecum {__version__}" in manual_page()
    assert re.search(rf"^## {re.escape(__version__)}\b", text("CHANGELOG.md"), re.MULTILINE)
    assert 'version = { attr = "wire.__version__" }' in text("pyproject.toml")


def test_the_desktop_entry_opens_addresses_in_the_window() -> None:
    told = entry()
    assert told["Exec"] == "vademecum run %u"
    assert told["MimeType"] == "x-scheme-handler/vademecum;"
    assert told["Type"] == "Application"
    assert (told["Icon"], told["StartupWMClass"]) == ("vademecum", "vademecum")
    for name in ("GenericName", "Comment", "Keywords"):
        assert told[name]
        assert told[f"{name}[de]"]
    for name in ("Categories", "Keywords", "MimeType"):
        assert told[name].endswith(";")


def test_the_catalogue_of_programs_names_the_same_entry() -> None:
    (file,) = linux.TEMPLATES.glob("*.metainfo.xml")
    told = ET.parse(file).getroot()
    assert f"{told.findtext('id')}.metainfo.xml" == file.name
    assert told.findtext("launchable") == "vademecum.desktop"
    assert told.findtext("provides/mediatype") == entry()["MimeType"].rstrip(";")
    assert len(told.findall("summary")) == 2


def test_the_manual_page_names_every_command_and_option() -> None:
    page = manual_page().replace(r"\-", "-")
    helped = re.findall(r"^    ([a-z-]+)(?: |$)", build_parser().format_help(), re.MULTILINE)
    assert {"doctor", "self-test", "run", "connect", "sync", "search"} <= set(helped)
    for command in helped:
        assert re.search(rf"^\.B {command}\b", page, re.MULTILINE), command
    assert ".B --home DIR" in page


def test_a_package_declares_what_the_files_in_it_need(tmp_path: Path) -> None:
    told = linux.description(tmp_path, tmp_path, NEEDS)
    assert told["depends"] == ["libc6 (>= 2.36)", "libgl1", "libglib2.0-0"]
    of_rpm = told["overrides"]["rpm"]["depends"]
    assert of_rpm[0] == "libc.so.6(GLIBC_2.36)(64bit)"
    assert "libGL.so.1()(64bit)" in of_rpm


def test_set_up_and_packages_know_a_library_by_the_same_name() -> None:
    both = system_packages.LIBRARIES.keys() & SYSTEM_LIBRARIES.keys()
    assert both
    for library in both:
        assert system_packages.LIBRARIES[library] == SYSTEM_LIBRARIES[library]
    assert not SYSTEM_LIBRARIES.keys() & GLIBC


@on_linux
def test_a_library_that_nobody_provides_stops_the_build(tmp_path: Path) -> None:
    qt = Path(PySide6.__path__[0]) / "Qt" / "lib"
    shutil.copy(qt / "libQt6Svg.so.6", tmp_path)
    with pytest.raises(Unaccounted, match=r"libQt6Core\.so\.6"):
        system_needs(tmp_path)


@on_linux
def test_what_a_folder_needs_is_read_from_its_files(tmp_path: Path) -> None:
    qt = Path(PySide6.__path__[0]) / "Qt" / "lib"
    for name in ("libicuuc.so.73", "libicudata.so.73"):
        shutil.copy(qt / name, tmp_path)
    (tmp_path / "readme.so").write_text("no library", encoding="ascii")
    needs = system_needs(tmp_path)
    assert needs.libraries == ("libgcc_s.so.1", "libstdc++.so.6")
    assert re.fullmatch(r"2\.\d+", needs.glibc)


def test_signs_entry_manual_and_licences_lie_where_desktops_look(
    qapp: QApplication, tmp_path: Path
) -> None:
    signs = draw_signs(tmp_path / "signs")
    licences = tmp_path / "licences"
    (licences / "some-1.0").mkdir(parents=True)
    (licences / "some-1.0" / "LICENSE").write_text("Free.", encoding="ascii")
    share = tmp_path / "share"
    linux.stage_share(share, signs, licences)
    laid = {path.relative_to(share).as_posix() for path in share.rglob("*") if path.is_file()}
    assert {
        "applications/vademecum.desktop",
        "metainfo/org.vademecum.Vademecum.metainfo.xml",
        "icons/hicolor/scalable/apps/vademecum.svg",
        "man/man1/vademecum.1.gz",
        "doc/vademecum/copyright",
        "doc/vademecum/licences/some-1.0/LICENSE",
    } <= laid
    for size in SIZES:
        drawn = QImage(str(share / f"icons/hicolor/{size}x{size}/apps/vademecum.png"))
        assert (drawn.width(), drawn.height()) == (size, size)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")
