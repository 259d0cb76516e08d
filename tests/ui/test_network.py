"""What the system says of the network, and where it says nothing."""

from __future__ import annotations

import pytest
from PySide6.QtNetwork import QNetworkInformation
from pytestqt.qtbot import QtBot

from desktop.ui.network import NetworkWatch, reachable
from desktop.ui.sync.state import Network

Said = QNetworkInformation.Reachability


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (Said.Unknown, None),
        (Said.Disconnected, False),
        (Said.Local, True),  # the company's server may be just there
        (Said.Site, True),
        (Said.Online, True),
    ],
)
def test_only_a_network_that_is_gone_is_gone(
    said: QNetworkInformation.Reachability, known: bool | None
) -> None:
    assert reachable(said) is known


def test_whatever_this_machine_has_to_say_it_is_told_once_or_never(qtbot: QtBot) -> None:
    told: list[Network] = []
    watch = NetworkWatch()
    watch.changed.connect(told.append)
    watch.start()
    watch.start()
    assert len(told) == (1 if QNetworkInformation.instance() is not None else 0)
    assert all(isinstance(one, Network) for one in told)
