"""The first minute: which server, and as whom. Asks, and says why it did not work."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.answers import Failure
from desktop.ui.centred import in_the_middle
from desktop.ui.connect.connect_process import Enrolment
from desktop.ui.failures import connecting_sentence, detail
from desktop.ui.plain_label import PlainLabel
from desktop.ui.style.fonts import text_scale
from desktop.ui.style.icons import icon, program_sign
from desktop.ui.style.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_6, Theme

WIDTH = 460
SIGN = 44


class ConnectScreen(QWidget):
    """Server, token, one button.

    Signals:
        connect_requested: An Enrolment.
        cancel_requested: The running attempt should end.
    """

    connect_requested = Signal(object)
    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = ""
        self._sign = PlainLabel()
        self._server = QLineEdit()
        self._token = QLineEdit()
        self._choose = QPushButton(" " + self.tr("From a file …"))
        self._trouble = PlainLabel(role="danger")
        self._more = PlainLabel(role="small")
        self._busy = QProgressBar()
        self._connect = QPushButton(self.tr("Connect"))
        self._cancel = QPushButton(self.tr("Cancel"))
        for button in (self._choose, self._connect, self._cancel):
            button.setAutoDefault(True)  # Enter presses it, as the space bar does
        self._name_parts()
        self._lay_out()
        self._server.textChanged.connect(self._check)
        self._token.textChanged.connect(self._check)
        self._token.textEdited.connect(self._forget_file)
        for field in (self._server, self._token):
            field.returnPressed.connect(self._ask)
        self._choose.clicked.connect(self._choose_file)
        self._connect.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.cancel_requested)
        self.set_theme(theme)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Ready for an attempt."""
        self._set_busy(False)
        self._say("", "")
        self._check()
        self._server.setFocus()

    def propose(self, server: str) -> None:
        """An address that IT decided; whoever knows a better one types over it."""
        if server and not self._server.text():
            self._server.setText(server)
            self._token.setFocus()

    def show_connecting(self) -> None:
        self._set_busy(True)
        self._say("", "")

    @Slot(object)
    def show_failure(self, failure: Failure) -> None:
        """Say why; what was typed stays."""
        self._set_busy(False)
        self._say(connecting_sentence(failure), detail(failure))
        asked_again = self._token if failure.error == "NotAuthorised" else self._server
        asked_again.setFocus()

    def set_theme(self, theme: Theme) -> None:
        self._card.setMaximumWidth(round(WIDTH * text_scale()))
        self._sign.setPixmap(program_sign(SIGN, self.devicePixelRatioF()))
        self._choose.setIcon(icon("key-round", theme.text_muted, 16))

    @Slot()
    def _ask(self) -> None:
        if not self._connect.isEnabled():
            return
        token = "" if self._file else self._token.text().strip()
        server = self._server.text().strip()
        if "://" not in server:
            server = f"https://{server}"
        self.connect_requested.emit(Enrolment(server=server, token=token, token_file=self._file))

    @Slot()
    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("File with the access token"))
        if chosen:
            self.use_file(chosen)

    def use_file(self, path: str) -> None:
        """Take the token from a file, which is read when connecting and not before."""
        self._file = path
        self._token.setText(path.replace("\\", "/").rsplit("/", 1)[-1])
        self._token.setEchoMode(QLineEdit.EchoMode.Normal)

    @Slot()
    def _forget_file(self) -> None:
        if self._file:
            self._file = ""
            self._token.clear()
        self._token.setEchoMode(QLineEdit.EchoMode.Password)

    @Slot()
    def _check(self) -> None:
        given = bool(self._server.text().strip() and self._token.text().strip())
        self._connect.setEnabled(given and not self._busy.isVisibleTo(self))

    def _say(self, trouble: str, more: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._more.setText(more)
        self._more.setVisible(bool(more))

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._cancel.setVisible(busy)
        for part in (self._server, self._token, self._choose):
            part.setEnabled(not busy)
        self._check()

    def _name_parts(self) -> None:
        self._server.setObjectName("server")
        self._server.setPlaceholderText("https://vademecum.example.org")
        self._server.setAccessibleName(self.tr("Address of the server"))
        self._token.setObjectName("token")
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        self._token.setAccessibleName(self.tr("Access token"))
        self._token.setPlaceholderText(self.tr("Paste the access token"))
        self._choose.setAccessibleName(self.tr("Access token from a file"))
        self._choose.setToolTip(self.tr("Read the access token from a file"))
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Connecting"))
        self._connect.setProperty("role", "primary")
        self._connect.setToolTip(self.tr("Connect (Enter)"))
        self._trouble.setObjectName("trouble")

    def _lay_out(self) -> None:
        self._card = QFrame()
        self._card.setProperty("role", "card")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(SPACE_6, SPACE_6, SPACE_6, SPACE_6)
        column.setSpacing(SPACE_2)
        column.addWidget(self._sign)
        column.addSpacing(SPACE_2)
        column.addWidget(PlainLabel(self.tr("Welcome to Vademecum"), "title"))
        column.addWidget(self._explanation())
        column.addSpacing(SPACE_3)
        column.addWidget(PlainLabel(self.tr("Address of the server"), "strong"))
        column.addWidget(self._server)
        column.addSpacing(SPACE_1)
        column.addWidget(PlainLabel(self.tr("Access token"), "strong"))
        token = QHBoxLayout()
        token.addWidget(self._token, 1)
        token.addWidget(self._choose)
        column.addLayout(token)
        for part in (self._trouble, self._more):
            part.setWordWrap(True)
            column.addWidget(part)
        column.addSpacing(SPACE_2)
        column.addWidget(self._busy)
        column.addLayout(self._buttons())
        in_the_middle(self._card, self, WIDTH)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._connect)
        return buttons

    def _explanation(self) -> PlainLabel:
        text = self.tr(
            "Your company's directory and wiki are fetched once and then kept current, "
            "encrypted on this computer: people first, then pages, then photos. "
            "You can search while the rest still loads, and without a network ever after."
        )
        label = PlainLabel(text, "muted")
        label.setWordWrap(True)
        return label
