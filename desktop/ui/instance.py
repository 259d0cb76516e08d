"""One window a home: a second start hands its address to the first one, and ends.

Who is first is decided by a lock (``claim.py``). The socket only carries messages, and one that was
left behind is taken away by whoever has the lock.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LONGEST_MESSAGE = 8_192
LONGEST_PATH = 100  # of a socket, on every system
PATIENCE_MS = 5_000  # the first one may just be starting
ROUND_MS = 200
RECEIVED = b"ok\n"
ACTIVATION = "XDG_ACTIVATION_TOKEN"

log = logging.getLogger(__name__)


class Instance(QObject):
    """The way from one start of a home's window to another.

    Signals:
        called: Another start wants the window in front; an address as text, or empty.
    """

    called = Signal(str)

    def __init__(self, root: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = socket_name(root)
        self._server: QLocalServer | None = None

    def listen(self) -> None:
        """Hear other starts from now on."""
        QLocalServer.removeServer(self._name)  # left behind by one that was killed
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        if not self._server.listen(self._name):
            log.info("other starts cannot be heard: %s", self._server.serverError().name)

    @property
    def is_listening(self) -> bool:
        """Whether other starts are heard."""
        return self._server is not None and self._server.isListening()

    def call(self, address: str, patience_ms: int = PATIENCE_MS) -> bool:
        """Hand an address to the first; whether it took it."""
        waited = QElapsedTimer()
        waited.start()
        while waited.elapsed() < patience_ms:
            if self._call_once(address):
                return True
            QThread.msleep(ROUND_MS)
        return False

    def close(self) -> None:
        """Hear nobody any more."""
        if self._server is not None:
            self._server.close()

    def _call_once(self, address: str) -> bool:
        _let_come_to_front()
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ROUND_MS):
            return False
        message = {"address": address, "activation": os.environ.get(ACTIVATION, "")}
        socket.write(json.dumps(message).encode() + b"\n")
        socket.flush()
        answered = socket.waitForReadyRead(PATIENCE_MS) and bytes(socket.readAll().data())
        socket.disconnectFromServer()
        return answered == RECEIVED

    @Slot()
    def _welcome(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)

    @Slot()
    def _hear(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if socket.bytesAvailable() > LONGEST_MESSAGE:
            socket.abort()
        elif socket.canReadLine():
            told = _message(bytes(socket.readLine().data()))
            if told.get("activation"):
                os.environ[ACTIVATION] = told["activation"]  # Wayland lets nobody else come up
            socket.write(RECEIVED)
            socket.flush()
            self.called.emit(told.get("address", ""))


def socket_name(root: Path) -> str:
    """Where the first listens: private to the user, and one a home."""
    digest = hashlib.sha256(str(root.absolute()).encode("utf-8", "replace")).hexdigest()[:16]
    name = f"vademecum-{digest}"
    if sys.platform == "win32":
        return name
    folder = Path(os.environ.get("XDG_RUNTIME_DIR") or root.absolute())
    path = str(folder / f"{name}.sock")
    if len(path.encode("utf-8", "replace")) <= LONGEST_PATH:
        return path
    return str(Path(tempfile.gettempdir()) / f"{name}-{os.getuid()}.sock")


def _message(line: bytes) -> dict[str, str]:
    """The texts in a message; whatever is none is left out."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    known = told.items() if isinstance(told, dict) else ()
    return {str(name): text for name, text in known if isinstance(text, str)}


def _let_come_to_front() -> None:
    """Windows lets a window come up only where the process in front has allowed it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  there is none elsewhere that has this

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
