"""What the doctor found, in plain words: what is well, what is not, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records import Finding
from desktop.ui.answers import Failure
from desktop.ui.content.column_screen import ColumnScreen
from desktop.ui.failures import sentence
from desktop.ui.flow_layout import FlowLayout
from desktop.ui.home.blocks import Block
from desktop.ui.plain_label import PlainLabel, plain
from desktop.ui.settings import complaints
from desktop.ui.style.icons import pixmap
from desktop.ui.style.tokens import SPACE_2, SPACE_3, Theme

WIDEST = 640
SIGN = 18


class DoctorView(ColumnScreen):
    """A verdict, then what was found, what is wrong first. The technical words can be copied.

    Signals:
        again_requested: Look once more.
        left: *Done*.
    """

    again_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(WIDEST, parent)
        self._theme = theme
        self._findings: tuple[Finding, ...] = ()
        self._verdict = PlainLabel(role="strong")
        self._verdict.setWordWrap(True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self.tr("Checking"))
        self._list = QVBoxLayout()
        self._block: QWidget | None = None
        self._again = QPushButton(self.tr("Check again"))
        self._copy = QPushButton(self.tr("Copy the details"))
        self._copy.setToolTip(self.tr("For whoever helps you; no token is in them"))
        self._done = QPushButton(self.tr("Done"))
        self._again.clicked.connect(self.again_requested)
        self._copy.clicked.connect(self._copy_details)
        self._done.clicked.connect(self.left)
        self._lay_out()
        self.set_theme(theme)

    def show_running(self) -> None:
        self._say(self.tr("Looking at everything here, and at the way to the server …"), busy=True)
        self._show(())
        self._done.setFocus()

    def show_failure(self, failure: Failure) -> None:
        self._say(sentence(failure), busy=False)

    def show_findings(self, answer: Mapping[str, Any]) -> None:
        """Show what ``doctor --json`` answered."""
        found = read_findings(answer)
        wrong = [one for one in found if not one.ok]
        if wrong:
            self._say(complaints.verdict(len(wrong)), busy=False)
        else:
            self._say(self.tr("All is well."), busy=False)
        self._show((*wrong, *(one for one in found if one.ok)))

    def words(self) -> str:
        """The verdict and all that is said below it."""
        said = [complaints.words(one) for one in self._findings]
        return "\n".join([self._verdict.text(), *said])

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.restyle(theme)
        self._show(self._findings)

    def _say(self, verdict: str, *, busy: bool) -> None:
        self._verdict.setText(verdict)
        self._busy.setVisible(busy)
        self._again.setEnabled(not busy)

    def _show(self, findings: Sequence[Finding]) -> None:
        self._findings = tuple(findings)
        if self._block is not None:
            self._list.removeWidget(self._block)
            self._block.hide()
            self._block.deleteLater()
        self._copy.setVisible(bool(findings))
        self._block = self._made() if findings else QWidget()
        self._list.addWidget(self._block)

    def _made(self) -> QWidget:
        block, inner = Block(self.tr("What was found")), QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, SPACE_2, 0, SPACE_2)
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_3)
        grid.setColumnStretch(1, 1)
        for row, one in enumerate(self._findings):
            sign, colour = (
                ("check", self._theme.success)
                if one.ok
                else (
                    "triangle-alert",
                    self._theme.danger,
                )
            )
            mark = PlainLabel()
            mark.setPixmap(pixmap(sign, colour, SIGN, self.devicePixelRatioF()))
            text = PlainLabel(complaints.words(one))
            text.setWordWrap(True)
            text.setToolTip(plain(one.detail))
            grid.addWidget(mark, row, 0)
            grid.addWidget(text, row, 1)
        block.add(inner)
        return block

    @Slot()
    def _copy_details(self) -> None:
        lines = (
            f"{'ok' if one.ok else 'WRONG'}\t{one.name}\t{one.detail} {one.advice}".rstrip()
            for one in self._findings
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(PlainLabel(self.tr("Is all well here?"), "heading"))
        for part in (self._verdict, self._busy):
            column.addWidget(part)
        column.addLayout(self._list)
        row = FlowLayout()
        for button in (self._done, self._again, self._copy):
            row.addWidget(button)
        column.addLayout(row)


def read_findings(answer: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings in an answer; what is none is left out."""
    listed = answer.get("checks")
    return tuple(
        Finding(
            name=str(one.get("name", "")),
            ok=one.get("ok") is True,
            detail=str(one.get("detail", "")),
            advice=str(one.get("advice") or ""),
        )
        for one in (listed if isinstance(listed, list) else ())
        if isinstance(one, Mapping)
    )
