"""What one can do with a colleague: call, write, copy how to reach them."""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.records import Person
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.plain_label import plain
from desktop.ui.style.icons import icon
from desktop.ui.style.tokens import ICON, Theme

SAID_MS = 2_000  # so long a button says that it was done


class PersonActions(QWidget):
    """Buttons for the channels that are known.

    Signals:
        link_requested: A ``tel:`` or ``mailto:`` link.
        copied: The text that is now in the clipboard.
    """

    link_requested = Signal(str)
    copied = Signal(str)

    def __init__(self, person: Person, theme: Theme) -> None:
        super().__init__()
        self._person = person
        self._theme = theme
        row = FlowLayout(self)
        if person.phones:
            call = self._button(self.tr("Call"), "phone", primary=True)
            call.setAccessibleDescription(plain(person.phones[0].text))
            call.clicked.connect(self._call)
            row.addWidget(call)
        if person.mails:
            write = self._button(self.tr("E-mail"), "mail", primary=not person.phones)
            write.setAccessibleDescription(plain(person.mails[0]))
            write.clicked.connect(self._write)
            row.addWidget(write)
        self._copies = self._button(self.tr("Copy"), "copy")
        what = self.tr("Copy name and contact to the clipboard")
        self._copies.setAccessibleDescription(what)
        self._copies.setToolTip(what)
        self._copies.clicked.connect(self._copy)
        row.addWidget(self._copies)
        self._thanks = QTimer(self, singleShot=True, interval=SAID_MS)
        self._thanks.timeout.connect(self._show_copy)

    def _button(self, words: str, sign: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(f" {words}")  # some room between sign and words
        button.setAccessibleName(words)
        colour = self._theme.on_accent if primary else self._theme.text
        button.setIcon(icon(sign, colour))
        button.setIconSize(QSize(ICON, ICON))
        if primary:
            button.setProperty("role", "primary")
        return button

    @Slot()
    def _call(self) -> None:
        self.link_requested.emit(phone_link(self._person.phones[0].dial))

    @Slot()
    def _write(self) -> None:
        self.link_requested.emit(mail_link(self._person.mails[0]))

    @Slot()
    def _copy(self) -> None:
        text = contact_text(self._person)
        QApplication.clipboard().setText(text)
        self._copies.setText(" " + self.tr("Copied"))
        self._copies.setIcon(icon("check", self._theme.success))
        self._thanks.start()
        self.copied.emit(text)

    @Slot()
    def _show_copy(self) -> None:
        self._copies.setText(" " + self.tr("Copy"))
        self._copies.setIcon(icon("copy", self._theme.text))


def phone_link(dial: str) -> str:
    """A ``tel:`` link that holds nothing but what can be dialled."""
    return "tel:" + "".join(sign for sign in dial if sign in "+0123456789*#,;").replace("#", "%23")


def mail_link(address: str) -> str:
    """A ``mailto:`` link to one address, without room for headers."""
    return "mailto:" + quote(address, safe="@+._-")


def contact_text(person: Person) -> str:
    """Name, role and channels, one to a line, as one pastes them into a message."""
    units = [part.name for part in person.memberships[:1]]
    role = ", ".join(filter(None, (person.role, *units)))
    phones = [phone.text for phone in person.phones]
    return "\n".join(filter(None, (person.name, role, *phones, *person.mails)))
