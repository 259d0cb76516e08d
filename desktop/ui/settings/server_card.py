"""Which server this home belongs to, and as whom; and the way out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.records import Address, Status
from desktop.ui.answers import Failure
from desktop.ui.content.link_button import LinkButton
from desktop.ui.failures import detail, sentence
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.plain_label import PlainLabel
from desktop.ui.settings.fields import form
from desktop.ui.style.tokens import SPACE_2, SPACE_3
from desktop.ui.sync.sentences import size


class ServerCard(QWidget):
    """Facts, and two ways to change them. To leave, one is asked once more, in place.

    Signals:
        open_requested: The Address of one's own card.
        connect_requested: A new token for the same server, or another server.
        disconnect_requested: Remove what came from the server, and forget it.
    """

    open_requested = Signal(object)
    connect_requested = Signal()
    disconnect_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named = ""
        self._server, self._held, self._key = PlainLabel(), PlainLabel(), PlainLabel()
        self._me = QHBoxLayout()
        self._again = QPushButton(self.tr("Connect again …"))
        self._again.setToolTip(self.tr("Give a new access token; what is here stays"))
        self._leave = QPushButton(self.tr("Disconnect …"))
        self._sure = QFrame()
        self._yes = QPushButton(self.tr("Remove and disconnect"))
        self._no = QPushButton(self.tr("Keep everything"))
        self._trouble = PlainLabel(role="danger")
        for label in (self._server, self._held, self._key, self._trouble):
            label.setWordWrap(True)
        self._lay_out()
        self._again.clicked.connect(self.connect_requested)
        self._leave.clicked.connect(self._ask)
        self._no.clicked.connect(self._stay)
        self._yes.clicked.connect(self.disconnect_requested)
        self._stay()

    def show_status(self, status: Status) -> None:
        self._server.setText(status.server or "")
        self._held.setText(self.tr("{size} on this disk").format(size=size(status.bytes_on_disk)))
        self._key.setText(self._protection(status.key_storage or ""))
        # Before the first sync nobody has a name here, not even the one who signed in.
        name = status.viewer_name or status.viewer or ""
        if status.viewer and name != self._named:
            self._named = name
            self._show_me(name, Address.parse(status.viewer))

    def show_failure(self, failure: Failure) -> None:
        """It could not be left: say why."""
        more = detail(failure) or (failure.message if failure.error == "AlreadyConnected" else "")
        self._trouble.setText(more or sentence(failure))
        self._trouble.show()
        self._set_busy(False)

    def show_leaving(self) -> None:
        self._set_busy(True)

    @Slot()
    def _ask(self) -> None:
        self._leave.hide()
        self._sure.show()
        self._no.setFocus()

    @Slot()
    def _stay(self) -> None:
        self._sure.hide()
        self._trouble.hide()
        self._leave.show()
        self._set_busy(False)

    def _set_busy(self, busy: bool) -> None:
        for button in (self._yes, self._no, self._again):
            button.setEnabled(not busy)

    def _protection(self, key_storage: str) -> str:
        if not key_storage:
            return self.tr("Encrypted")
        if "/" in key_storage or "\\" in key_storage:  # a path, and not a keyring's name
            return self.tr("Encrypted; the key lies in a file of its own")
        return self.tr("Encrypted; the key lies in the keyring of your system")

    def _show_me(self, name: str, address: Address) -> None:
        while (item := self._me.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        me = LinkButton(name, address)
        me.opened.connect(self.open_requested)
        self._me.addWidget(me)
        self._me.addStretch(1)

    def _lay_out(self) -> None:
        facts = QWidget()
        rows = form(facts)
        for label, shown in (
            (self.tr("Address of the server"), self._server),
            (self.tr("Signed in as"), self._me),
            (self.tr("Kept here"), self._held),
            (self.tr("Protection"), self._key),
        ):
            rows.addRow(PlainLabel(label, "muted"), shown)
        buttons = FlowLayout()
        buttons.addWidget(self._again)
        buttons.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        column.addWidget(facts)
        column.addLayout(buttons)
        column.addWidget(self._sure)
        column.addWidget(self._trouble)
        self._lay_out_question()

    def _lay_out_question(self) -> None:
        self._sure.setProperty("role", "note")
        question = PlainLabel(
            self.tr(
                "Everything that came from the server is removed from this computer, stars and "
                "pins with it. On the server nothing changes; you can connect again at any time."
            )
        )
        question.setWordWrap(True)
        row = FlowLayout()
        row.addWidget(self._no)
        row.addWidget(self._yes)
        column = QVBoxLayout(self._sure)
        column.setSpacing(SPACE_2)
        column.addWidget(question)
        column.addLayout(row)
