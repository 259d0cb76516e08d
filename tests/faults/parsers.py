"""Whatever reads what a stranger wrote is given what nobody wrote, in a process that is watched.

``python -m tests.faults.parsers NAME SECONDS SEED`` is that process: an audit hook ends it at the
first file, socket or program that a reader reaches for. What readers are given are texts of real
kinds, cut, doubled, spliced and flipped.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, cast

import msgspec
import zstandard

from desktop.errors import ProtocolMismatch
from desktop.search.query import parse
from desktop.security.sanitise import render
from desktop.sync.blob_tar import read_begun
from desktop.sync.certificate import read_certificate
from desktop.sync.unpacking import unpack
from server.connectors.found import Problems
from server.connectors.front_matter import split
from server.connectors.html_to_markdown import to_markdown
from server.connectors.people import PeopleFiles, PeopleSource
from tests.faults.families import Outcome
from tests.faults.hostile.documents import REPEATED, SINGLE
from tests.servers import ROOT
from wire.codec import WireError, check_body, decode
from wire.messages import Enrolment, Problem, PullResponse, ServiceDocument, SnapshotOffer

REACHING: Final = ("open", "os.", "socket.", "subprocess.", "shutil.", "urllib.", "ctypes.")
# How Python finds a module of its own that is loaded when it is first needed.
FINDING: Final = ("os.listdir", "os.scandir")
OWN: Final = (sys.prefix, sys.base_prefix, str(ROOT))
MOST_CHARACTERS: Final = 4_000

MESSAGE: Final = (
    b'{"epoch":"6f1c0000-0000-4000-8000-000000000001","cursor":7,"head":9,"wait":900,'
    b'"streams":["all"],"rows":[{"stream":"all","seq":3,"key":"person:7f#core","kind":"person",'
    b'"body":{"names":{"display":"Ada"}}}],"more":true}'
)
PAGES: Final = tuple(text[:MOST_CHARACTERS] for text in (*SINGLE.values(), *REPEATED.values()))
ROWS: Final = b"".join(
    b'{"stream":"all","seq":%d,"key":"person:%d#core","kind":"person","body":{"a":[1,{}]}}\n' % pair
    for pair in ((1, 7), (2, 8))
)
PERSON: Final = (
    b'{"id":"ada","given_name":"Ada","display_name":"Dr. Ada Berg","job_title":"Fitter",'
    b'"org_units":[["A"],["A","B"]],"memberships":[{"unit":"a","role":"r"}],"deputy":"bob",'
    b'"site":"x","emails":["a@b.example"],"phones":[{"kind":"mobile","number":"+49 170 1234567"}],'
    b'"languages":[{"tag":"de","level":"C1"}],"skills":["s"],"since":"2020-02-30","fields":{"k":1}}'
)
QUERIES: Final = (
    '"annual leave" kind:page author:ada -draft',
    "who knows ((a OR b) NOT c*",
    "field:[1 TO 2] ~3",
)
HTML: Final = (
    "<h1>a</h1><table><tr><td>b</td></tr></table><ul><li>c<p>d</ul><a href='x'>e</a><img src=y>",
)

Reader = Callable[[bytes], object]


def _wire(data: bytes) -> None:
    for type_ in (PullResponse, Enrolment, ServiceDocument, Problem):
        with contextlib.suppress(WireError):
            decode(data, type_)
    with contextlib.suppress(WireError):
        check_body(data)


def _text(read: Callable[[str], object]) -> Reader:
    return lambda data: read(data.decode("utf-8", "surrogateescape"))


def _certificate(data: bytes) -> None:
    with contextlib.suppress(ValueError):
        read_certificate(data)


def _tar(data: bytes) -> None:
    read_begun(data, frozenset({"a" * 64}))


def _snapshot(data: bytes) -> None:
    """Both what travels, as it is, and lines that unpack from it."""
    for packed in (data, zstandard.ZstdCompressor().compress(data)):
        offer = SnapshotOffer(sha256="a" * 64, bytes=len(packed), expanded=len(data), rows=2, seq=3)
        with contextlib.suppress(ProtocolMismatch):
            list(unpack([packed], offer, "all"))


class _Held:
    """A file that is only in memory."""

    name = "people.jsonl"

    def __init__(self, data: bytes) -> None:
        self._data = data

    def open(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def _people(data: bytes) -> None:
    files = PeopleFiles(source="s", people=cast(Path, _Held(data)), region="DE")
    list(PeopleSource(files, Problems()))


def _some_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        member = tarfile.TarInfo("a" * 64)
        member.size = 5
        archive.addfile(member, io.BytesIO(b"bytes"))
    return buffer.getvalue()


READERS: Final[dict[str, tuple[Reader, tuple[bytes, ...]]]] = {
    "wire": (_wire, (MESSAGE, msgspec.json.encode({"service": "vademecum"}))),
    "markdown": (_text(render), tuple(page.encode("utf-8", "replace") for page in PAGES)),
    "query": (
        _text(lambda text: parse(text, date(2026, 5, 4))),
        tuple(q.encode() for q in QUERIES),
    ),
    "front-matter": (
        _text(split),
        (b"---\ntitle: A\ntags: [a, b]\n---\ntext", b"---\n&a [*a]\n---"),
    ),
    "html": (
        _text(lambda text: to_markdown(text, str, lambda sentence: None)),
        tuple(page.encode() for page in HTML),
    ),
    "tar": (_tar, (_some_tar(),)),
    "snapshot": (_snapshot, (ROWS, zstandard.ZstdCompressor().compress(ROWS))),
    "people": (_people, (PERSON, PERSON + b"\n" + PERSON.replace(b"ada", b"bob"))),
    "certificate": (_certificate, (bytes.fromhex("3082010030820080a003020102020100"),)),
}


def mutated(dice: random.Random, seeds: tuple[bytes, ...]) -> bytes:
    """One of ``seeds``, changed in a few places."""
    data = bytearray(dice.choice(seeds))
    for _ in range(dice.randrange(1, 6)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(5):
            case 0:
                del data[at:]
            case 1:
                data[at:at] = dice.randbytes(dice.randrange(1, 8))
            case 2:
                other = dice.choice(seeds)
                start = dice.randrange(len(other) + 1)
                data[at:at] = other[start : start + dice.randrange(1, 200)]
            case 3:
                data[at:at] = data[at : at + dice.randrange(1, 60)] * dice.randrange(1, 20)
            case _ if at < len(data):
                data[at] ^= 1 << dice.randrange(8)
    return bytes(data[:MOST_CHARACTERS])


def read_for(name: str, seconds: float, seed: int) -> int:
    """Give a reader mutated texts for so many seconds of the processor; return how many.

    What breaks comes out.
    """
    read, seeds = READERS[name]
    dice, count, ends = random.Random(seed), 0, time.process_time() + seconds
    for one in seeds:
        with contextlib.suppress(UnicodeError):
            read(one)  # what it loads when it is first needed
    sys.addaudithook(_end_at_once)
    while time.process_time() < ends:
        data = mutated(dice, seeds)
        try:
            read(data)
        except BaseException:
            sys.stderr.write(f"after {count}: {data!r}\n")
            raise
        count += 1
    return count


def _end_at_once(event: str, arguments: tuple[object, ...]) -> None:
    target = str(arguments[0]) if arguments else ""
    own = event in FINDING or (event == "open" and target.startswith(OWN))
    if event.startswith(REACHING) and not own:
        sys.stderr.write(f"reached for {event} {target[:80]}\n")
        os._exit(3)


def every_reader(runs: int, seed: int) -> Outcome:
    """Each reader for ``runs`` seconds; see ``tests.faults.families``."""
    count, faults = 0, []
    for name in READERS:
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.parsers", name, str(runs), str(seed)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            faults.append(f"{name}: {done.stderr.strip()[-600:]}")
        else:
            count += int(done.stdout)
    return Outcome(runs=count, faults=tuple(faults), note=f"{runs} s for each of {len(READERS)}")


if __name__ == "__main__":
    sys.stdout.write(f"{read_for(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))}\n")
