"""What lies right below a thing in a tree: the pages of a space, the units of the organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.records import Address, Branch, Reference
from desktop.store.facts import PARENT
from desktop.store.lookup import Lookup, in_order
from wire.bodies import SpaceBody

ROOTS = {"page": "space", "unit": "unit"}


def branches(lookup: Lookup, kind: str, above: Address | None) -> tuple[Branch, ...]:
    """What lies right below ``above``, or at the top of the tree that has this kind of thing."""
    below: Sequence[Reference]
    if above is None:
        below = lookup.topmost(ROOTS[kind])
    elif above.kind == "space":
        below = _home_first(lookup, above, lookup.top_pages(above.key))
    else:
        below = [one.source for one in lookup.in_place(above.key)]
    branching = lookup.targeted((one.address.key for one in below), PARENT)
    return tuple(
        Branch(
            reference=replace(one, thumbnail=None),
            branches=one.address.kind == "space" or one.address.key in branching,
        )
        for one in below
    )


def _home_first(lookup: Lookup, space: Address, pages: Iterable[Reference]) -> Sequence[Reference]:
    body = lookup.bodies(space.key).get("")
    home = body.home if isinstance(body, SpaceBody) else None
    return sorted(pages, key=lambda one: (one.address.id != home, in_order(one.title)))
