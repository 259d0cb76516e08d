"""Failures in words: what happened, what it means, what one can do. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.ui.answers import Failure

_SENTENCES = {
    "ServerUnreachable": QT_TRANSLATE_NOOP(
        "Failures", "The server cannot be reached. Everything here stays readable."
    ),
    "NotAuthorised": QT_TRANSLATE_NOOP(
        "Failures", "The server does not accept the access token. Ask for a new one."
    ),
    "ServerRejected": QT_TRANSLATE_NOOP("Failures", "The server refused."),
    "UpgradeRequired": QT_TRANSLATE_NOOP(
        "Failures", "This version of Vademecum is too old for the server. Please update."
    ),
    "NotOurServer": QT_TRANSLATE_NOOP(
        "Failures", "What answers there is not a Vademecum server. Nothing was changed."
    ),
    "ProtocolMismatch": QT_TRANSLATE_NOOP(
        "Failures", "The server's answer could not be understood. Please update Vademecum."
    ),
    "ReplicaDamaged": QT_TRANSLATE_NOOP(
        "Failures", "The local data is damaged. It is fetched again at the next sync."
    ),
    "BeingRebuilt": QT_TRANSLATE_NOOP(
        "Failures", "After an update the local data is made ready again. It takes a minute or two."
    ),
    "HomeTooNew": QT_TRANSLATE_NOOP(
        "Failures", "A newer version of Vademecum has used this data. Please update this one."
    ),
    "KeyUnavailable": QT_TRANSLATE_NOOP(
        "Failures", "The key of the local data cannot be read. Unlock the system's keyring."
    ),
    "StorageFull": QT_TRANSLATE_NOOP(
        "Failures", "There is no room left on the disk. Free some space; reading goes on."
    ),
    "StorageReadOnly": QT_TRANSLATE_NOOP(
        "Failures", "The data folder cannot be written. Reading goes on."
    ),
    "NotConnected": QT_TRANSLATE_NOOP("Failures", "Not connected to a server yet."),
    "AlreadyConnected": QT_TRANSLATE_NOOP(
        "Failures", "This data folder belongs to another server or another person."
    ),
    "SyncRunning": QT_TRANSLATE_NOOP("Failures", "Another sync is running. It is enough to wait."),
    "UsageError": QT_TRANSLATE_NOOP(
        "Failures", "That is no address of a server, or no access token. Please check both."
    ),
    "NotHere": QT_TRANSLATE_NOOP(
        "Failures", "This is not here: it was removed, or you may not see it."
    ),
}
# Whose own words say more than the sentence: what the server said, or where something lies.
TELLING = ("ServerRejected", "KeyUnavailable", "StorageReadOnly")
# While connecting there is nothing here yet, and the token is a new one.
_CONNECTING = {
    "ServerUnreachable": QT_TRANSLATE_NOOP(
        "Failures", "No server answers at this address. Check the address and the network."
    ),
    "NotAuthorised": QT_TRANSLATE_NOOP(
        "Failures", "The server does not know this access token. Is it complete?"
    ),
    "NotOurServer": QT_TRANSLATE_NOOP(
        "Failures",
        "What answers at this address is not a Vademecum server. Enter the address exactly as "
        "your IT gave it, https:// included.",
    ),
}
_BUG = QT_TRANSLATE_NOOP(
    "Failures", "Something went wrong in Vademecum itself. What is stored is unharmed."
)


def sentence(failure: Failure) -> str:
    """One sentence in the language of the window; the error's own where we have none."""
    known = _SENTENCES.get(failure.error)
    if known is not None:
        return QCoreApplication.translate("Failures", str(known))
    return failure.message or QCoreApplication.translate("Failures", str(_BUG))


def connecting_sentence(failure: Failure) -> str:
    """The same for an attempt to connect, where nothing is here yet."""
    known = _CONNECTING.get(failure.error)
    if known is not None:
        return QCoreApplication.translate("Failures", str(known))
    return sentence(failure)


def detail(failure: Failure) -> str:
    """The error's own words where they say more than the sentence; else empty."""
    return failure.message if failure.error in TELLING else ""
