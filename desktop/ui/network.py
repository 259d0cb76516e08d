"""What the system says of the network: is there one, and does it cost money. Never asks it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QNetworkInformation

from desktop.ui.sync.state import Network

Reachability = QNetworkInformation.Reachability
Feature = QNetworkInformation.Feature


class NetworkWatch(QObject):
    """Tells what the system says. Where it says nothing, nothing is ever told.

    Signals:
        changed: The Network as it is now.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QNetworkInformation | None = None

    @Slot()
    def start(self) -> None:
        """Find whom to ask; the second time nothing more."""
        if self._source is None and QNetworkInformation.loadDefaultBackend():
            self._source = QNetworkInformation.instance()
            self._source.reachabilityChanged.connect(self._tell)
            self._source.isMeteredChanged.connect(self._tell)
            self._tell()

    @Slot()
    def _tell(self) -> None:
        source = self._source
        if source is not None:
            metered = source.isMetered() if source.supports(Feature.Metered) else None
            self.changed.emit(Network(reachable(source.reachability()), metered))


def reachable(said: QNetworkInformation.Reachability) -> bool | None:
    """Whether anything can be reached; a company's server may be on the local network alone."""
    if said == Reachability.Unknown:
        return None
    return said != Reachability.Disconnected
