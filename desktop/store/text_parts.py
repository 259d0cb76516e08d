"""Parts that pages and remarks have alike: attached files, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from desktop.records import AttachedFile
from desktop.store.links import key_of, leads_nowhere, link_targets
from desktop.store.lookup import Lookup
from wire.bodies import Attachment

Missing = Callable[[Collection[str]], Collection[str]]


def attached(attachments: Sequence[Attachment], missing: Missing) -> tuple[AttachedFile, ...]:
    """The files of a text; ``missing`` says which hashes are not here."""
    gone = missing([one.hash for one in attachments]) if attachments else ()
    return tuple(
        AttachedFile(
            hash=one.hash,
            name=one.name,
            type=one.type,
            size=one.size,
            here=one.hash not in gone,
        )
        for one in attachments
    )


def dead_links(lookup: Lookup, text: str) -> frozenset[str]:
    """The link targets of a text that lead to nothing that is here."""
    targets = frozenset(link_targets(text))
    here = lookup.here(_keys(targets))
    gone = (target for target in targets if (key := key_of(target)) is not None and key not in here)
    return frozenset(gone) | frozenset(target for target in targets if leads_nowhere(target))


def _keys(targets: Iterable[str]) -> list[str]:
    return [key for target in targets if (key := key_of(target)) is not None]
