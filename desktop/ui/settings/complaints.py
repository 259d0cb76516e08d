"""The doctor's findings as a person would say them: one sentence each, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.records import Finding
from desktop.ui.counted import Counted

translate = QCoreApplication.translate

# name of the check → (it is well, it is not and what to do)
_SAID = {
    "disk": (
        QT_TRANSLATE_NOOP("Doctor", "There is room on the disk."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The folder of the data is full, cannot be written, or lies on a network. Free some "
            "space, or ask your IT for the right to write there.",
        ),
    ),
    "key": (
        QT_TRANSLATE_NOOP("Doctor", "The key of the data can be read."),
        QT_TRANSLATE_NOOP(
            "Doctor", "The key of the data cannot be read. Unlock the keyring of your system."
        ),
    ),
    "replica": (
        QT_TRANSLATE_NOOP("Doctor", "The file with people and pages is whole."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The file with people and pages cannot be used. Sync: it is made anew. If that does "
            "not help, connect again.",
        ),
    ),
    "blobs": (
        QT_TRANSLATE_NOOP("Doctor", "The file with the pictures is whole."),
        QT_TRANSLATE_NOOP(
            "Doctor", "The file with the pictures is damaged. Sync: they are fetched again."
        ),
    ),
    "outbox": (
        QT_TRANSLATE_NOOP("Doctor", "The file with what is yours is whole."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The file with what is yours is damaged. Connect again: it is set aside, nothing is "
            "thrown away.",
        ),
    ),
    "rows": (
        QT_TRANSLATE_NOOP("Doctor", "What is here is what the server sent."),
        QT_TRANSLATE_NOOP(
            "Doctor", "What is here is not quite what the server sent. Sync: it is put right."
        ),
    ),
    "index": (
        QT_TRANSLATE_NOOP("Doctor", "The search finds everything that is here."),
        QT_TRANSLATE_NOOP("Doctor", "The search may miss something. Sync: it is made ready again."),
    ),
    "unreadable rows": (
        QT_TRANSLATE_NOOP("Doctor", "Everything that came can be read."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Some entries cannot be read by this version. Update Vademecum; if it stays, tell "
            "your IT.",
        ),
    ),
    "pictures": (
        QT_TRANSLATE_NOOP("Doctor", "All pictures are here."),
        QT_TRANSLATE_NOOP(
            "Doctor", "Some pictures are not here yet. They come with the next sync."
        ),
    ),
    "contents": (
        QT_TRANSLATE_NOOP("Doctor", "The contents can be read."),
        QT_TRANSLATE_NOOP(
            "Doctor", "Part of the contents cannot be read. Sync: it is fetched again."
        ),
    ),
    "network: route": (
        QT_TRANSLATE_NOOP("Doctor", "This computer is on a network."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "This computer is on no network. Switch Wi-Fi on or plug the cable in; what is here "
            "stays readable.",
        ),
    ),
    "network: proxy": (
        QT_TRANSLATE_NOOP("Doctor", "The way through the company's network is known."),
        QT_TRANSLATE_NOOP(
            "Doctor", "The company's proxy does not let Vademecum through. Ask your IT."
        ),
    ),
    "network: name": (
        QT_TRANSLATE_NOOP("Doctor", "The name of the server is known."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The name of the server is not known here. Is the address right, and the company's "
            "network or VPN connected?",
        ),
    ),
    "network: port": (
        QT_TRANSLATE_NOOP("Doctor", "The server can be reached."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "Nobody answers at the server's address. It may be down, or a firewall lies between; "
            "it is tried again by itself.",
        ),
    ),
    "network: TLS": (
        QT_TRANSLATE_NOOP("Doctor", "The line to the server is encrypted and trusted."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The server cannot prove who it is. Do not go on; show the details to your IT.",
        ),
    ),
    "network: server": (
        QT_TRANSLATE_NOOP("Doctor", "The server is a Vademecum server."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "What answers there is no Vademecum server that this version understands. A hotel's "
            "or guest network may want you to sign in first.",
        ),
    ),
    "network: clock": (
        QT_TRANSLATE_NOOP("Doctor", "The clock is right."),
        QT_TRANSLATE_NOOP(
            "Doctor", "The clock of this computer is wrong. Have it set from the network."
        ),
    ),
    "network: token": (
        QT_TRANSLATE_NOOP("Doctor", "The server knows you."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The server does not accept the access token any more. Ask for a new one and connect "
            "again in the settings.",
        ),
    ),
    "network: epoch": (
        QT_TRANSLATE_NOOP("Doctor", "The server's history fits to what is here."),
        QT_TRANSLATE_NOOP(
            "Doctor",
            "The server was set up anew or brought back from a copy. The next sync fetches "
            "everything again.",
        ),
    ),
}


def words(finding: Finding) -> str:
    """A finding in the language of the window; in its own words where we have none."""
    said = _SAID.get(finding.name)
    if said is None:
        return f"{finding.detail} {finding.advice}".strip()
    return translate("Doctor", str(said[0] if finding.ok else said[1]))


def verdict(wrong: int) -> str:
    """How many things are wrong."""
    return Counted().complaints(wrong)
