"""``network``: how the server is reached from here, and what ``connect`` may be told about it.

Only the options; what they set, and what that needs, is in ``network_setting``.
"""

from __future__ import annotations

import argparse

from desktop.commands.terminal import Subparsers, Terminal


def add_parser(subparsers: Subparsers) -> None:
    parser = subparsers.add_parser("network", help="see or set how the server is reached")
    add_network_options(parser)
    parser.set_defaults(command=show_or_set, key_file=None)
    # Without help, it is in no list: what a PAC file is run by where there is no Python.
    engine = subparsers.add_parser("pac-engine")
    engine.set_defaults(command=run_pac)


def add_network_options(parser: argparse.ArgumentParser) -> None:
    """What may be set about the network; remembered in the home, encrypted."""
    options = parser.add_argument_group("network, remembered from now on")
    options.add_argument(
        "--proxy", metavar="P", help="system, none, http://[USER@]HOST:PORT, or pac:URL"
    )
    options.add_argument(
        "--proxy-login", metavar="USER@HOST:PORT", help="who signs in at that proxy; - forgets it"
    )
    options.add_argument(
        "--proxy-password-file", metavar="F", help="holds the password; - reads standard input"
    )
    options.add_argument(
        "--ca-file", metavar="F", help="certificates to trust beside the system's; - forgets them"
    )


def run_pac(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.sync.pac_engine import main

    return main()


def show_or_set(given: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.commands import network_setting

    return network_setting.show_or_set(given, terminal)
