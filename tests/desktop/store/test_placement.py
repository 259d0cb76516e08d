"""A home on a network folder is refused; one on this machine's disks is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.errors import UsageError
from desktop.store import placement
from desktop.store.placement import linux_mounts, mac_mounts, network_of, refuse_network_folder

LINUX = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /srv/home rw,relatime shared:9 - nfs4 files:/home rw,vers=4.2
41 22 0:36 / /srv/home/local rw - xfs /dev/vdb rw
42 22 0:37 / /mnt/my\040share rw - cifs //files/share rw
"""
MAC = """
/dev/disk1s1 on / (apfs, local, journaled)
//ada@files/share on /Volumes/share (smbfs, nodev, nosuid)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads mounts as Linux lists them")
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ada/vademecum", None),
        ("/srv/home/ada", "nfs4"),
        ("/srv/home/local/ada", None),
        ("/srv/homes", None),
        ("/mnt/my share/deep/home", "cifs"),
    ],
)
def test_the_innermost_mount_says_whether_a_folder_is_on_a_network(
    folder: str, kind: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(LINUX, encoding="utf-8")
    monkeypatch.setattr(placement, "MOUNTS", mounts)
    assert network_of(Path(folder)) == kind
    if kind:
        with pytest.raises(UsageError, match=f"network \\({kind}\\)"):
            refuse_network_folder(Path(folder))


def test_mounts_of_a_mac_are_read() -> None:
    assert mac_mounts(MAC) == [("/", "apfs"), ("/Volumes/share", "smbfs")]


def test_lines_that_are_none_are_passed_over() -> None:
    assert linux_mounts("nonsense\n\n1 2 3 - ext4\n") == []


def test_a_folder_of_this_machine_is_not_refused(tmp_path: Path) -> None:
    refuse_network_folder(tmp_path / "not" / "there" / "yet")
