"""``self-test``: the program proves that everything it needs came along and works here.

It reads and writes no home, reaches no server, and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import secrets
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from desktop.commands.terminal import Terminal
from desktop.paths import Home
from desktop.program import is_frozen
from desktop.records import Finding, SearchRequest
from desktop.search.engine import Search
from desktop.search.index import SearchIndex
from desktop.security.code_colours import LINEAR, SHORT
from desktop.security.keyring_store import name_of, usable
from desktop.security.sanitise import render
from desktop.store.files import Store, open_store, start_replica
from desktop.sync.pac import ask_pac
from desktop.sync.trust import tls_context
from wire import __version__
from wire.bodies import PageBody
from wire.codec import encode_body
from wire.messages import PullResponse, StreamList
from wire.rows import Row, streams_tag

Check: TypeAlias = Callable[[], str]  # what was seen; anything raised is what is wrong

ADVICE: Final = "Install the program again; if it stays, send this line to whoever provides it."
STREAM: Final = "space:self-test"
PLAINTEXT: Final = b"SQLite format 3"
PAC: Final = 'function FindProxyForURL(url, host) { return "PROXY " + host + ":3128"; }'
# Long enough to be packed.
TEXT: Final = "Keep the *staircases* clear of whatever burns. " * 10
CODE: Final = "<?php\nif a { name = 'b' } # c\nSELECT 1 FROM x;\n[d]\n<e f='g'>\n{\"h\": 1}\n"
MARKDOWN: Final = (
    "# Found\n\n| a | b |\n|---|---|\n| 1 | *2* |\n\n- [x] done[^1]\n\n[^1]: A note.\n"
)


def test_itself(given: argparse.Namespace, terminal: Terminal) -> int:
    """Make every check, telling each as it comes; 0 if all went well."""
    findings = []
    for finding in _findings():
        findings.append(finding)
        if not terminal.as_json:
            said = f"{finding.detail} {finding.advice}".rstrip()
            terminal.say(f"{'ok' if finding.ok else 'WRONG':5}  {finding.name:12}  {said}")
            sys.stdout.flush()
    if terminal.as_json:
        terminal.emit({"checks": findings})
    return 0 if all(one.ok for one in findings) else 1


def _findings() -> Iterator[Finding]:
    yield from _made(WITHOUT_WINDOW)
    yield from _made([("window", _load_window)])
    if "desktop.ui.self_test" in sys.modules:
        from desktop.ui.self_test import CHECKS  # loaded by the check above

        yield from _made(CHECKS)


def _made(checks: Iterable[tuple[str, Check]]) -> Iterator[Finding]:
    for name, check in checks:
        try:
            yield Finding(name=name, ok=True, detail=check())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
            detail = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}."
            yield Finding(name=name, ok=False, detail=detail, advice=ADVICE)


def _program() -> str:
    made = "built" if is_frozen() else "a checkout"
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"Vademecum {__version__}, {made}, Python {platform.python_version()}, {system}"


def _replica() -> str:
    """An encrypted replica takes in a page, and the search finds it."""
    with tempfile.TemporaryDirectory(prefix="vademecum-self-test-") as folder:
        home = Home(Path(folder))
        key = secrets.token_bytes(32)
        start_replica(home, key, SearchIndex(), "self-test")
        store = open_store(home, key, SearchIndex())
        try:
            return _found(store)
        finally:
            store.close()


def _found(store: Store) -> str:
    listed = StreamList(tag=streams_tag([STREAM]), ids=(STREAM,))
    page = PageBody(space="self-test", title="Fire exits", text=TEXT)
    row = Row(stream=STREAM, key="page:exits", seq=1, kind="page", body=encode_body(page))
    for answer in (
        PullResponse(epoch="0", cursor=0, reset=True, streams=listed),
        PullResponse(epoch="0", cursor=1, rows=(row,)),
    ):
        store.replica.apply(store.replica.state().request(), answer)
    hits = Search(store.engine).run(SearchRequest(query="fire stair")).hits
    if [str(hit.address) for hit in hits] != ["vademecum://page/exits"]:
        raise LookupError("a page that was taken in is not found")
    files = sorted(store.home.root.glob("*.db"))
    if any(path.read_bytes().startswith(PLAINTEXT) for path in files):
        raise ValueError("the databases are not encrypted")
    with store.engine.connect() as connection:
        cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    return f"a page was taken in, encrypted by SQLCipher {cipher}, and found"


def _text() -> str:
    rendered = render(MARKDOWN)
    if "<table" not in rendered.html or rendered.plain:
        raise ValueError("a table does not become one")
    return "a page of Markdown becomes HTML"


def _colours() -> str:
    names = sorted({*LINEAR, *SHORT})
    for name in names:
        if 'class="c-' not in render(f"```{name}\n{CODE}```\n").html:
            raise ValueError(f"code in {name} is not coloured")
    return f"code in {len(names)} languages is coloured"


def _certificates() -> str:
    """A handshake begins; whom the system trusts is then known."""
    context = tls_context("", os.environ)
    line = context.wrap_bio(ssl.MemoryBIO(), hello := ssl.MemoryBIO(), server_hostname="localhost")
    with contextlib.suppress(ssl.SSLWantReadError):  # nobody answers
        line.do_handshake()
    if not hello.pending or context.verify_mode is not ssl.CERT_REQUIRED:
        raise ValueError("servers would not be checked")
    return f"servers are checked against the system's authorities, by {ssl.OPENSSL_VERSION}"


def _child() -> str:
    """A PAC file is run by a child process, which is this program once more."""
    answer = ask_pac(PAC, "proxy.example", patience=30.0)
    if answer != "PROXY proxy.example:3128":
        raise ValueError(f"a PAC file answers {answer!r}")
    return "the program starts itself as a child, which runs a PAC file"


def _keyring() -> str:
    backend = usable()
    if backend is None:
        return "none here: keys go to a file that only you can read"
    return f"keys go to {name_of(backend)}"


def _load_window() -> str:
    from desktop.ui.self_test import begin  # Qt is loaded here and not before

    return begin()


WITHOUT_WINDOW: Final[tuple[tuple[str, Check], ...]] = (
    ("program", _program),
    ("replica", _replica),
    ("text", _text),
    ("colours", _colours),
    ("certificates", _certificates),
    ("child", _child),
    ("keyring", _keyring),
)
