"""A command of this same program, run as a child. Knows no command's meaning."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from desktop.program import is_frozen, own_command, program_files

LONGEST_LINE = 1 << 20
LONGEST_COMPLAINT = 4096
PATIENCE_MS = 3_000


class ChildProcess(QObject):
    """One child at a time; starting while one runs does nothing.

    Signals:
        line: One line of its standard output, as bytes.
        ended: Its exit status (-1: crashed, ended or never started), and what it said on
            standard error.
    """

    line = Signal(bytes)
    ended = Signal(int, str)

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._process = QProcess(self)
        if not is_frozen():
            self._process.setWorkingDirectory(str(program_files()))
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail_to_start)
        self._last_resort = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._last_resort.timeout.connect(self._process.kill)

    @property
    def running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, arguments: list[str], said: bytes = b"") -> bool:
        """Run a command with ``said`` on its standard input; false if one runs already."""
        if self.running:
            return False
        program, *own = own_command()
        self._process.start(program, [*own, "--home", str(self._home.absolute()), *arguments])
        if said:
            self._process.write(said)
        self._process.closeWriteChannel()
        return True

    def cancel(self) -> None:
        """Ask it to end, and end it after three seconds. Nothing is lost by that."""
        if self.running:
            self._process.terminate()
            self._last_resort.start()

    def end(self) -> None:
        """End it now and wait for that, on the way out."""
        if self.running:
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)

    @Slot()
    def _read(self) -> None:
        while self._process.canReadLine():
            self.line.emit(bytes(self._process.readLine().data()))
        if self._process.bytesAvailable() > LONGEST_LINE:
            self._process.readAll()

    @Slot(int, QProcess.ExitStatus)
    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._last_resort.stop()
        self._read()
        rest = bytes(self._process.readAllStandardOutput().data())
        if rest:
            self.line.emit(rest)
        said = bytes(self._process.readAllStandardError().data())[-LONGEST_COMPLAINT:]
        crashed = status == QProcess.ExitStatus.CrashExit
        self.ended.emit(-1 if crashed else code, said.decode("utf-8", "replace").strip())

    @Slot(QProcess.ProcessError)
    def _fail_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.ended.emit(-1, "")
