"""A download as the framework sees it: what goes out, and what is said of it when it is cut."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from server.downloads import PART, Download, StoredFile, download

PARTS = 5


@pytest.fixture
def stored(tmp_path: Path) -> StoredFile:
    path = tmp_path / "file"
    path.write_bytes(bytes(PARTS * PART))
    return StoredFile("snapshot", "ab" * 32, path, "application/zstd")


def sent_until(answer: Download, parts: int) -> list[int]:
    """Let a client take so many parts, then hang up; the sizes of what it was sent."""
    sizes: list[int] = []

    async def work() -> None:
        hung_up = asyncio.Event()

        async def receive() -> Any:
            await hung_up.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message.get("body"):
                sizes.append(len(message["body"]))
                if len(sizes) == parts:
                    hung_up.set()
                    await asyncio.sleep(0)

        await answer({"type": "http", "method": "GET"}, receive, send)  # type: ignore[arg-type] # all that is looked at

    asyncio.run(work())
    return sizes


def test_a_file_goes_out_part_by_part(stored: StoredFile, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        assert sent_until(download(stored, None, None), PARTS + 1) == [PART] * PARTS
    assert caplog.messages == [f"snapshot abababababab: {span(0)}, {PARTS * PART} sent"]


def test_what_is_cut_goes_no_further_and_says_how_far_it_came(
    stored: StoredFile, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert len(sent_until(download(stored, "bytes=7-", None), 2)) <= 3
    [line] = caplog.messages
    assert line.startswith(f"snapshot abababababab: {span(7)}, ")
    assert int(line.split()[-2]) < PARTS * PART - 7


def span(start: int) -> str:
    return f"bytes {start}-{PARTS * PART - 1}/{PARTS * PART}"
