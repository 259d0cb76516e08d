"""``prepare``: what a sync has done in a second process. Nobody types it, so no help names it."""

from __future__ import annotations

import argparse

from desktop.commands.terminal import Subparsers, Terminal


def add_parser(subparsers: Subparsers) -> None:
    subparsers.add_parser("prepare").set_defaults(command=prepare)


def prepare(_: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.store.preparer import serve

    # By number: a program without a console has no standard streams of Python's own.
    with open(0, "rb", closefd=False) as inbox, open(1, "wb", closefd=False) as outbox:
        serve(inbox, outbox)
    return 0
