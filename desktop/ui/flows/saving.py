"""From an attached file to a copy of it: where it goes is asked for, and that it lies open there
is said."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.records import AttachedFile
from desktop.ui.answers import Answer, Failure
from desktop.ui.failures import sentence
from desktop.ui.inquiry import Copy
from desktop.ui.library_desk import LibraryDesk
from desktop.ui.main_window import MainWindow
from desktop.ui.saving import file_name

Place = QStandardPaths.StandardLocation


class Saving(QObject):
    """Nothing is written before the place was confirmed."""

    def __init__(self, window: MainWindow, desk: LibraryDesk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._folder = QStandardPaths.writableLocation(Place.DownloadLocation)
        window.detail.save_requested.connect(self.ask)
        window.detail.notice.acted.connect(self._show_folder)
        desk.inquiry.answered.connect(self._say)

    @Slot(object)
    def ask(self, attached: AttachedFile) -> None:
        """Ask where a copy of the file is to go."""
        title = self.tr("Save a copy that is not encrypted")
        dialog = QFileDialog(self._window, title, self._folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(attached.name))
        dialog.fileSelected.connect(partial(self._save, attached.hash))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, hash_: str, path: str) -> None:
        self._folder = str(Path(path).parent)
        self._desk.inquiry.ask(Copy(hash_, Path(path)))

    @Slot(object)
    def _say(self, answer: Answer[Path]) -> None:
        if not isinstance(answer.request, Copy):
            return
        if answer.value is None:
            self._window.detail.notice.say(sentence(answer.failure or Failure()), "")
            return
        words = self.tr("Saved as {name}. This copy is not encrypted; delete it after use.")
        name = answer.value.name
        self._window.detail.notice.say(words.format(name=name), self.tr("Show the folder"))

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder))
