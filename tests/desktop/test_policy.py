"""What IT decided for a machine, and what becomes of a file that says nothing of use."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.policy import FILE_NAME, Policy, load_policy, policy_file


def test_the_servers_address_is_read_from_the_machines_file(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_text('{"server": " https://vademecum.example.org ", "later": [1]}', "utf-8")
    assert load_policy(file) == Policy(server="https://vademecum.example.org")


@pytest.mark.parametrize(
    "written",
    [b"", b"{", b"[]", b'{"server": 7}', b'{"server": "a\\nb"}', b"\xff", b"[" * 5_000]
    + [b'{"server": "' + b"x" * 3_000 + b'"}'],
)
def test_a_file_that_makes_no_sense_is_as_if_there_were_none(
    tmp_path: Path, written: bytes
) -> None:
    (tmp_path / FILE_NAME).write_bytes(written)
    assert load_policy(tmp_path / FILE_NAME) == Policy()
    assert load_policy(tmp_path / "nowhere") == Policy()


def test_the_file_lies_where_no_user_can_write() -> None:
    assert not policy_file().is_relative_to(Path.home())
