"""The manual page, written from what the command line says of itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from desktop.__main__ import build_parser
from wire import __version__

AFTER = r"""
.SH ADDRESSES
.B vademecum://person/ID\fR, \fBvademecum://page/ID\fR and so on, as
.B search
prints them.
.SH ENVIRONMENT
.TP
.B VADEMECUM_HOME
the folder of the replica, where \fB\-\-home\fR names none
.TP
.B VADEMECUM_LANGUAGE
the language of the window, \fBde\fR or \fBen\fR
.SH FILES
.TP
.I /etc/xdg/Vademecum/defaults.json
the server that the first start proposes: \fB{"server": "https://\.\.\."}\fR
.SH EXIT STATUS
0: done. 1: a sentence on standard error says why not. 2: wrong usage.
"""


def manual_page() -> str:
    """The page in troff, for section 1."""
    return "\n".join(_lines(build_parser())) + AFTER


def _lines(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f'.TH VADEMECUM 1 "" "Vademecum {__version__}"'
    yield ".SH NAME"
    yield r"vademecum \- the company's staff directory and wiki, offline"
    yield ".SH SYNOPSIS"
    yield r".B vademecum\fR [\fIoptions\fR] [\fIcommand\fR ...]"
    yield ".SH DESCRIPTION"
    yield _escaped(parser.description or "") + " Without a command the window opens."
    yield ".SH OPTIONS"
    for action in parser._actions:
        if action.option_strings and action.help:
            yield from _entry(_option(action), action.help)
    yield ".SH COMMANDS"
    for name, command, said in _commands(parser):
        yield from _entry(_usage(name, command), said)


def _commands(
    parser: argparse.ArgumentParser,
) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Each command that has help, with what it says of itself; the others are for programs."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield choice.dest, action.choices[choice.dest], choice.help or ""


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    words = [_word(one) for one in command._actions if not _is_global(one)]
    return f"{name} {' '.join(words)}".rstrip()


def _is_global(action: argparse.Action) -> bool:
    return bool({"--home", "--json", "--verbose", "--help"} & set(action.option_strings))


def _word(action: argparse.Action) -> str:
    if not action.option_strings:
        word = str(action.metavar or action.dest)
        return f"[{word}]" if action.nargs == "?" else word
    return f"[{_option(action)}]"


def _option(action: argparse.Action) -> str:
    takes = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
    return ", ".join(action.option_strings) + takes


def _entry(term: str, said: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_escaped(term)}"
    yield _escaped(said.replace("%(prog)s", "vademecum"))


def _escaped(text: str) -> str:
    safe = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{safe}" if safe[:1] in (".", "'") else safe
