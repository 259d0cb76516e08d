"""The key of a home: where it is kept, and what is said when it cannot be had."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.core import load_keyring
from keyring.errors import KeyringLocked

from desktop.errors import KeyUnavailable, StorageReadOnly
from desktop.paths import Home
from desktop.security.keys import key_storage, load_key, obtain_key
from desktop.security.keyslot import read_keyslot

NO_KEYRING = "keyring.backends.fail.Keyring"
ROOT = Path(__file__).resolve().parents[3]


class InMemory(KeyringBackend):
    """A keyring as one may install it: it keeps what it is given, and can be locked or stuck."""

    priority = 9.0
    locked = False
    stuck: threading.Event | None = None

    @cached_property
    def kept(self) -> dict[tuple[str, str], str]:
        return {}

    def get_password(self, service: str, username: str) -> str | None:
        self._wait()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait()
        self.kept[service, username] = password

    def _wait(self) -> None:
        if self.stuck is not None:
            self.stuck.wait(60)
        if self.locked:
            raise KeyringLocked("locked")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def backend() -> Iterator[InMemory]:
    before = keyring.get_keyring()
    backend = InMemory()  # type: ignore[no-untyped-call]  # keyring declares no types there
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring(NO_KEYRING))
    yield
    keyring.set_keyring(before)


def test_a_key_is_made_once_and_found_again(home: Home, backend: InMemory) -> None:
    key = obtain_key(home)
    assert len(key) == 32
    assert obtain_key(home) == key
    assert load_key(home) == key
    assert list(backend.kept.values()) == [key.hex()]


def test_no_file_of_the_home_holds_a_key_that_the_keyring_keeps(
    home: Home, backend: InMemory
) -> None:
    key = obtain_key(home)
    for file in home.root.iterdir():
        assert key not in file.read_bytes()
        assert key.hex().encode() not in file.read_bytes()
    assert key_storage(home) == f"{__name__}.InMemory"


def test_two_homes_have_two_keys_in_one_keyring(tmp_path: Path, backend: InMemory) -> None:
    first, second = Home(tmp_path / "a"), Home(tmp_path / "b")
    assert obtain_key(first) != obtain_key(second)
    assert load_key(first) != load_key(second)


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_a_file_for_the_user_alone_keeps_the_key(home: Home) -> None:
    key = obtain_key(home)
    assert home.key_file.read_text().strip() == key.hex()
    if sys.platform != "win32":
        assert home.key_file.stat().st_mode & 0o777 == 0o600
    assert load_key(home) == key
    assert "replica.key" in (key_storage(home) or "")


def test_a_file_that_is_asked_for_is_used_though_there_is_a_keyring(
    home: Home, backend: InMemory, tmp_path: Path
) -> None:
    key = obtain_key(home, key_file=tmp_path / "stick.key")
    assert backend.kept == {}
    assert load_key(home) == key
    (tmp_path / "stick.key").unlink()
    with pytest.raises(KeyUnavailable, match="Put it back"):
        load_key(home)


def test_a_locked_keyring_never_means_a_weaker_store(home: Home, backend: InMemory) -> None:
    backend.locked = True
    with pytest.raises(KeyUnavailable, match="Unlock it"):
        obtain_key(home)
    assert not home.key_file.exists()
    assert read_keyslot(home.keyslot) is None


def test_a_locked_keyring_says_to_unlock_it(home: Home, backend: InMemory) -> None:
    key = obtain_key(home)
    backend.locked = True
    with pytest.raises(KeyUnavailable, match="Unlock it"):
        load_key(home)
    backend.locked = False
    assert load_key(home) == key


def test_a_keyring_that_waits_for_somebody_does_not_block_for_ever(
    home: Home, backend: InMemory
) -> None:
    obtain_key(home)
    backend.stuck = threading.Event()
    with pytest.raises(KeyUnavailable, match="no answer"):
        load_key(home, patience=0.05)
    backend.stuck.set()


def test_an_entry_that_is_gone_is_named_with_its_keyring(home: Home, backend: InMemory) -> None:
    obtain_key(home)
    backend.kept.clear()
    with pytest.raises(KeyUnavailable, match="InMemory, and is not there"):
        load_key(home)


def test_another_session_without_that_keyring_is_told_so(home: Home, backend: InMemory) -> None:
    obtain_key(home)
    keyring.set_keyring(load_keyring(NO_KEYRING))
    with pytest.raises(KeyUnavailable):
        load_key(home)
    with pytest.raises(KeyUnavailable):
        obtain_key(home)


@pytest.mark.parametrize("wrong", ["00" * 32, "nonsense", ""])
def test_a_wrong_key_is_told_from_the_right_one(home: Home, backend: InMemory, wrong: str) -> None:
    obtain_key(home)
    for place in backend.kept:
        backend.kept[place] = wrong
    with pytest.raises(KeyUnavailable, match="not the key of this home"):
        load_key(home)


def test_an_existing_replica_never_gets_a_second_key(home: Home, backend: InMemory) -> None:
    home.root.mkdir()
    (home.root / "outbox.db").write_bytes(b"something encrypted")
    with pytest.raises(KeyUnavailable, match="no keyslot"):
        obtain_key(home)


def test_a_home_without_a_keyslot_has_no_key_to_load(home: Home) -> None:
    with pytest.raises(KeyUnavailable, match="Connect first"):
        load_key(home)


def test_a_keyslot_that_cannot_be_read_is_a_sentence(home: Home, backend: InMemory) -> None:
    obtain_key(home)
    home.keyslot.write_text("{}")
    with pytest.raises(KeyUnavailable, match="cannot be read"):
        load_key(home)


def test_a_keyslot_that_is_no_file_is_a_sentence(home: Home) -> None:
    home.keyslot.mkdir(parents=True)
    with pytest.raises(KeyUnavailable, match="cannot be read"):
        load_key(home)


def test_a_keyring_that_cannot_be_loaded_is_a_sentence(home: Home) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", UNLOADABLE, str(home.root)],
        cwd=ROOT,
        env={**os.environ, "PYTHON_KEYRING_BACKEND": "nowhere.Keyring"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "--key-file" in ended.stdout, ended.stderr


def test_a_key_file_that_exists_is_not_written_over(home: Home, tmp_path: Path) -> None:
    mine = tmp_path / "mine.key"
    mine.write_text("of another home")
    with pytest.raises(KeyUnavailable, match="exists"):
        obtain_key(home, key_file=mine)
    assert mine.read_text() == "of another home"


def test_a_key_file_where_nothing_may_be_written_is_a_sentence(home: Home) -> None:
    nowhere = home.root / "no" / "such" / "folder.key"
    with pytest.raises(StorageReadOnly, match="cannot be written"):
        obtain_key(home, key_file=nowhere)


UNLOADABLE = """
import sys
from pathlib import Path
from desktop.errors import KeyUnavailable
from desktop.paths import Home
from desktop.security.keys import obtain_key
try:
    obtain_key(Home(Path(sys.argv[1])))
except KeyUnavailable as error:
    print(error)
"""

SESSION = """
import sys
from pathlib import Path
from desktop.errors import KeyUnavailable
from desktop.paths import Home
from desktop.security.keys import key_storage, load_key, obtain_key
home = Home(Path(sys.argv[1]))
try:
    key = obtain_key(home, patience=20) if sys.argv[2] == "make" else load_key(home, patience=20)
    print(key.hex(), key_storage(home))
except KeyUnavailable as error:
    print("unavailable:", error)
"""
UNLOCKED = "printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null"


def in_session(folder: Path, home: Home, what: str, *, unlocked: bool) -> str:
    """Run ``SESSION`` in a D-Bus session of its own, with or without an unlocked keyring."""
    start = UNLOCKED if unlocked else "true"
    command = f'{start}; exec "$0" -c "$1" "$2" "$3"'
    found = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", command]
        + [sys.executable, SESSION, str(home.root), what],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return found.stdout.strip()


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    run = folder / "run"
    run.mkdir(exist_ok=True, mode=0o700)
    return {**kept, "HOME": str(folder), "XDG_RUNTIME_DIR": str(run), "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is of Linux")
def test_a_real_keyring_keeps_the_key_across_sessions(home: Home, tmp_path: Path) -> None:
    made = in_session(tmp_path, home, "make", unlocked=True)
    key, storage = made.split(" ", 1)
    assert "SecretService" in storage
    assert len(bytes.fromhex(key)) == 32
    assert in_session(tmp_path, home, "load", unlocked=True) == made
    assert not home.key_file.exists()
