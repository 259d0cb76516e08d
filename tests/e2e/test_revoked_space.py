"""Who loses a space loses every word of it, also from the disk."""

from __future__ import annotations

from pathlib import Path

from desktop.__main__ import main
from desktop.paths import Home
from desktop.security.keys import load_key
from server.streams import Entity
from tests import servers
from tests.desktop.dump import dump, raw_files
from tests.entities import page, person, space
from wire.bodies import Attachment

SECRETS = tuple(f"zyx{number}wvutsr" for number in range(40))
TITLE, TAG, FILE_TEXT = "Qpwoeiruty", "tyruieowpq", "mznxbcvlaks"


def secret_pages() -> list[Entity]:
    attached = Attachment(
        hash="ab" * 32, name="plan.txt", type="text/plain", size=3, text=FILE_TEXT
    )
    first = page("plan", TITLE, space="vault", tags=(TAG,), attachments=(attached,))
    texts = [f"# On {word}\n\nAbout {word} and the like." for word in SECRETS]
    return [first, *(page(f"s{n}", text=text, space="vault") for n, text in enumerate(texts))]


def planted(home: Home) -> set[str]:
    """The secret words that are anywhere in the home: in a table, or in the bytes of a file."""
    words = {*SECRETS, TITLE, TAG, FILE_TEXT}
    tables = dump(home, load_key(home))
    raw = b"\n".join(raw_files(home).values()).lower()
    return {word for word in words if word.lower() in tables or word.lower().encode() in raw}


def test_no_word_of_a_revoked_space_is_left_anywhere(tmp_path: Path) -> None:
    settings = servers.sqlite_settings(tmp_path)
    servers.write_entities(settings, space("handbook"), person("bob"), page("travel", text="Go."))
    servers.write_entities(settings, space("vault"), *secret_pages())
    token = tmp_path / "token"
    token.write_text(servers.token_for(settings, "ada"), encoding="ascii")
    home = Home(tmp_path / "home")
    words = ["--home", str(home.root)]
    with servers.running(settings) as url:
        key = ["--key-file", str(tmp_path / "key")]
        assert main([*words, "connect", url, "--token-file", str(token), *key]) == 0
        assert main([*words, "sync"]) == 0
        assert planted(home) == {*SECRETS, TITLE, TAG, FILE_TEXT}
        servers.set_right(settings, "ada", "space:vault", allowed=False)
        assert main([*words, "sync"]) == 0
    assert planted(home) == set()
    assert main([*words, "search", "travel"]) == 0
