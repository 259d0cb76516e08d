"""Which parts a home is opened with: the composition root of everything without a window.

It wires and decides nothing else.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import (
    AppError,
    BeingRebuilt,
    NotConnected,
    ReplicaDamaged,
    StorageReadOnly,
    public_name,
)
from desktop.health import examine
from desktop.opening import require_connected
from desktop.passes import KEPT, MENDED, WELL
from desktop.paths import Home
from desktop.program import is_frozen, own_command, program_files
from desktop.records import ChangeSet, Finding, SyncProgress, SyncReport
from desktop.search.contents import indexed_keys
from desktop.search.index import SearchIndex
from desktop.security.keys import load_key, obtain_key
from desktop.settings import MEGABYTE, SettingsFile
from desktop.store.current import read_current, remove_all
from desktop.store.files import Store, open_outbox, open_store, start_replica
from desktop.store.journal import Journal
from desktop.store.mending import open_or_renew_outbox, replace_damaged
from desktop.store.network import NetworkSettings
from desktop.store.outbox import Outbox, ServerConnection
from desktop.store.pins import Pins
from desktop.store.placement import refuse_network_folder
from desktop.store.preparer import Preparer, beside
from desktop.store.shelf import Shelf, ranks_kept
from desktop.sync.budget import Budget, Line
from desktop.sync.engine import Listener, SyncEngine
from desktop.sync.lock import sync_lock
from desktop.sync.patience import Patience
from desktop.sync.remote import Remote
from wire import __version__
from wire.messages import Enrolment, EnrolRequest, StreamSize

if TYPE_CHECKING:
    from desktop.sync.hops import Machine

log = logging.getLogger(__name__)

SYNC_CACHE_MB = 64
REBUILDING, UPDATING = "rebuilding", "updating"

Reach = Callable[[str, str, NetworkSettings], Remote]  # an address, a token, how to get there


def over_http(
    server: str, token: str, network: NetworkSettings, *, patience: Patience | None = None
) -> Remote:
    """The server at an address. What speaks HTTP is loaded here: a window never does."""
    from desktop.sync.http import HttpRemote  # noqa: PLC0415  (see above)

    return HttpRemote(server, token, network, patience=patience)


# Somebody waits for the doctor's word.
HURRIED: Reach = partial(over_http, patience=Patience(connect=5.0, total=15.0, tries=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """What a home belongs to after ``connect``, and what waits for it there."""

    server: str
    viewer: str
    replica: str
    streams: tuple[StreamSize, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a pass must keep to: what its line may carry, ``quota``, the bytes of pictures, and
    ``ranks``, the sorts of them to fetch."""

    line: Line
    quota: int
    ranks: tuple[int, ...]


def rebuild(home: Home, listener: Listener) -> None:
    """Make again what an older version of this program derived from the rows, without a network."""
    _require_writable(home)
    with sync_lock(home.sync_lock):
        _open_mended(home, load_key(home), listener).close()


def doctor(
    home: Home, *, reach: Reach = HURRIED, machine: Machine | None = None
) -> tuple[Finding, ...]:
    """Look at everything about a home, the way to its server last."""
    from desktop.sync.hops import Destination, hops  # noqa: PLC0415  heavy, and only for this

    def way(held: ServerConnection, network: NetworkSettings) -> Iterator[Finding]:
        to = Destination(
            server=held.server, replica=held.replica, epoch=held.epoch, network=network
        )
        with contextlib.closing(reach(held.server, held.token, network)) as remote:
            yield from hops(to, remote, machine)

    return examine(home, SearchIndex(), indexed_keys, way)


def connect(
    home: Home,
    address: str,
    token: str,
    *,
    key_file: Path | None = None,
    name: str = "desktop",
    reach: Reach = over_http,
) -> Connected:
    """Enrol this home with the server at ``address``; ``name`` is what the server calls it.

    What the home holds stays if it is of the same viewer and epoch, whatever the address;
    otherwise it begins anew, unless changes wait here to be sent (``AlreadyConnected``).
    """
    with contextlib.closing(reach(address, token, network_settings(home))) as remote:
        remote.service()
        enrolment = remote.enrol(EnrolRequest(name=name, client=__version__))
    _make_home(home)
    with sync_lock(home.sync_lock):
        key = obtain_key(home, key_file=key_file)
        engine, outbox = open_or_renew_outbox(home, key)
        try:
            replica = _take_over(home, key, outbox, address, token, enrolment)
        finally:
            engine.dispose()
    return Connected(
        server=address, viewer=enrolment.viewer, replica=replica, streams=enrolment.streams
    )


def disconnect(home: Home) -> None:
    """Forget the server and remove all that came from it; the key stays for the next one.

    Raises ``AlreadyConnected`` while changes wait here to be sent, ``SyncRunning`` during a pass.
    """
    _require_writable(home)
    with sync_lock(home.sync_lock):
        engine, outbox = open_or_renew_outbox(home, load_key(home))
        try:
            outbox.disconnect()
        finally:
            engine.dispose()
        remove_all(home)


def network_settings(home: Home) -> NetworkSettings:
    """How the server is reached from this home; as the system has it where nothing was set.

    Nor where what was set cannot be read: to connect sets a damaged outbox aside.
    """
    if not home.outbox.exists():
        return NetworkSettings()
    with contextlib.suppress(ReplicaDamaged):
        engine, outbox = open_outbox(home, load_key(home))
        with contextlib.ExitStack() as opened:
            opened.callback(engine.dispose)
            return outbox.network()
    return NetworkSettings()


def set_network(home: Home, settings: NetworkSettings, *, key_file: Path | None = None) -> None:
    """Remember how the server is to be reached, also before the home belongs to one."""
    _make_home(home)
    with sync_lock(home.sync_lock):
        engine, outbox = open_or_renew_outbox(home, obtain_key(home, key_file=key_file))
        try:
            outbox.set_network(settings)
        finally:
            engine.dispose()


def sync(
    home: Home,
    listener: Listener,
    *,
    reach: Reach = over_http,
    metered: bool = False,
    budget: int | None = None,
) -> SyncReport:
    """Run one pass; ``SyncRunning`` if another process does.

    On a ``metered`` line it keeps to a ``budget`` in bytes a day, the one that is set unless
    told. Damage that a pass comes upon is noted beside the file, and mended by a second one.
    """
    settings = SettingsFile(home.root).load()
    limit = settings.metered_budget * MEGABYTE if budget is None else budget
    terms = Terms(
        line=Line(metered=metered, budget=limit),
        quota=settings.blob_quota * MEGABYTE,
        ranks=ranks_kept(settings),
    )
    try:
        return _sync_once(home, listener, reach, terms)
    except ReplicaDamaged:
        log.info("a file is damaged; once more with a new one")
        return _sync_once(home, listener, reach, terms)


def _sync_once(home: Home, listener: Listener, reach: Reach, terms: Terms) -> SyncReport:
    _require_syncable(home)
    with sync_lock(home.sync_lock):
        key = load_key(home)
        with (
            # The line first: on a bad one that takes as long as all the rest of the beginning.
            contextlib.closing(_begun(home, key, reach)) as remote,
            contextlib.closing(_open_mended(home, key, listener)) as store,
        ):
            engine = _engine(home, store, remote, listener, terms)
            report = _noted(engine, Journal(store.outbox_engine))
            _note_epoch(store)
            store.replica.complete()
            store.settle()
            return report


def _open_mended(home: Home, key: bytes, listener: Listener) -> Store:
    """The files of ``home``, under its lock.

    Damaged files are set aside for new ones first, and what is derived is made again where this
    program derives it differently.
    """
    index = SearchIndex()
    if replace_damaged(home, key, index):
        listener.progress(SyncProgress(phase=REBUILDING))
    store = open_store(home, key, index, cache_mb=SYNC_CACHE_MB)
    with contextlib.ExitStack() as opened:
        opened.callback(store.close)
        _derive_as_ours(home, store, listener)
        store.replica.complete()  # what a pass that was cut short has left
        opened.pop_all()
    return store


def _derive_as_ours(home: Home, store: Store, listener: Listener) -> None:
    try:
        store.replica.require_ours()
    except BeingRebuilt:
        listener.progress(SyncProgress(phase=UPDATING))
        with second_process(home) as preparer:
            store.replica.derive_anew(preparer)
        listener.changed(ChangeSet(everything=True))


def _engine(
    home: Home, store: Store, remote: Remote, listener: Listener, terms: Terms
) -> SyncEngine:
    pins = Pins(store.outbox_engine).keys()
    return SyncEngine(
        remote,
        store.replica,
        store.blobs,
        listener,
        shelf=Shelf(lambda: store.engine, store.blobs_engine, pins, terms.quota, terms.ranks),
        budget=Budget(Journal(store.outbox_engine), terms.line, lambda: remote.received),
        second=partial(second_process, home),
    )


def second_process(home: Home) -> AbstractContextManager[Preparer]:
    """What prepares beside a sync of ``home``, and logs there; none where none can be started."""
    command = [*own_command(), "--home", str(home.root), "prepare"]
    return beside(command, None if is_frozen() else program_files())


def _noted(engine: SyncEngine, journal: Journal) -> SyncReport:
    """Run a pass, and note what became of it; one that is killed stays noted as cut."""
    number = journal.begin()
    try:
        report = engine.run()
    except AppError as error:
        journal.end(number, public_name(error), SyncReport(bytes=engine.received))
        raise
    journal.end(number, _became(report), report)
    return report


def _became(report: SyncReport) -> str:
    if report.refused:
        return KEPT
    return MENDED if report.mended else WELL


def _require_syncable(home: Home) -> None:
    refuse_network_folder(home.root)
    with contextlib.suppress(ReplicaDamaged):  # mended later
        require_connected(home)
    _require_writable(home)


def _note_epoch(store: Store) -> None:
    epoch = store.replica.state().epoch
    if epoch is not None:
        store.outbox.set_epoch(epoch)


def _begun(home: Home, key: bytes, reach: Reach) -> Remote:
    """The server of ``home``, with the line to it being opened."""
    engine, outbox = open_outbox(home, key)
    with contextlib.ExitStack() as opened:
        opened.callback(engine.dispose)
        held, network = outbox.connection(), outbox.network()
    if held is None:
        raise NotConnected("This home folder belongs to no server yet. Connect to one first.")
    remote = reach(held.server, held.token, network)
    remote.begin()
    return remote


def _take_over(
    home: Home, key: bytes, outbox: Outbox, address: str, token: str, enrolment: Enrolment
) -> str:
    """Make the home belong to what was enrolled; return the id of its replica."""
    new = ServerConnection(
        server=address,
        viewer=enrolment.viewer,
        replica=enrolment.replica,
        token=token,
        epoch=enrolment.epoch,
    )
    outbox.check_connectable(new)
    kept = _replica_to_keep(home, key, outbox.connection(), new)
    if kept is None:
        # First, so that nobody's token ever stands beside what another viewer was sent.
        start_replica(home, key, SearchIndex(), enrolment.replica)
    return _remember(outbox, new, kept or enrolment.replica)


def _remember(outbox: Outbox, new: ServerConnection, replica: str) -> str:
    outbox.connect(
        ServerConnection(
            server=new.server,
            viewer=new.viewer,
            replica=replica,
            token=new.token,
            epoch=new.epoch,
        )
    )
    return replica


def _replica_to_keep(
    home: Home, key: bytes, held: ServerConnection | None, new: ServerConnection
) -> str | None:
    """The id of the replica here, if it is whole and of the same server, viewer and history."""
    if held is None or not held.same_owner(new) or held.epoch != new.epoch:
        return None
    try:
        open_store(home, key, SearchIndex()).close()
    except (NotConnected, ReplicaDamaged):
        return None
    current = read_current(home)
    return current.id if current is not None and current.id == held.replica else None


def _make_home(home: Home) -> None:
    refuse_network_folder(home.root)
    try:
        home.root.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StorageReadOnly(f"The home folder {home.root} cannot be made.") from error
    _require_writable(home)


def _require_writable(home: Home) -> None:
    if not os.access(home.root, os.W_OK):
        raise StorageReadOnly(
            f"The home folder {home.root} cannot be written, so nothing new comes in. "
            "What is here stays readable."
        )
