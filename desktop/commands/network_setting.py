"""What the options about the network set, and what is set.

A proxy's password is asked for or read from a file: on a command line others could see it.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import replace
from pathlib import Path

from desktop.commands.terminal import Terminal
from desktop.compose import network_settings, set_network
from desktop.errors import UsageError
from desktop.store.network import NetworkSettings, ProxyLogin
from desktop.sync.certificate import read_certificate
from desktop.sync.proxies import read_proxy, read_setting
from desktop.sync.trust import certificates_in, read_authorities

LONGEST_PASSWORD = 1024


def show_or_set(given: argparse.Namespace, terminal: Terminal) -> int:
    settings = apply_network_options(given, terminal)
    trusted = [read_certificate(one) for one in certificates_in(settings.authorities)]
    login = settings.login
    if terminal.as_json:
        names = [
            {"subject": one.subject, "until": one.not_after.date().isoformat()} for one in trusted
        ]
        signed = {"user": login.user, "proxy": login.proxy} if login else None
        terminal.emit({"proxy": settings.proxy, "login": signed, "authorities": names})
        return 0
    terminal.say(f"Proxy: {settings.proxy}")
    terminal.say(f"Signs in: {f'{login.user} at {login.proxy}' if login else 'nowhere'}")
    for one in trusted:
        terminal.say(f"Trusted beside the system's: {one.subject}, until {one.not_after:%Y-%m-%d}")
    return 0


def apply_network_options(given: argparse.Namespace, terminal: Terminal) -> NetworkSettings:
    """Remember what the options say, if they say anything; return what holds now."""
    before = network_settings(terminal.home)
    settings = _with_login(_with_authorities(_with_proxy(before, given), given), given)
    if settings != before:
        set_network(terminal.home, settings, key_file=given.key_file)
    return settings


def _with_proxy(settings: NetworkSettings, given: argparse.Namespace) -> NetworkSettings:
    if given.proxy is None:
        return settings
    proxy, user = read_setting(given.proxy)
    if user and given.proxy_login is None:
        given.proxy_login = f"{user}@{read_proxy(proxy).place}"
    return replace(settings, proxy=proxy)


def _with_authorities(settings: NetworkSettings, given: argparse.Namespace) -> NetworkSettings:
    if given.ca_file is None:
        return settings
    pem = "" if given.ca_file == "-" else read_authorities(Path(given.ca_file).expanduser())
    return replace(settings, authorities=pem)


def _with_login(settings: NetworkSettings, given: argparse.Namespace) -> NetworkSettings:
    if given.proxy_login is None:
        return settings
    if given.proxy_login == "-":
        return replace(settings, login=None)
    proxy = read_proxy(given.proxy_login)
    if proxy.login is None or proxy.login.password:
        raise UsageError("Write the login as USER@HOST:PORT; the password is asked for.")
    password = _password(given.proxy_password_file, proxy.place)
    login = ProxyLogin(proxy=proxy.place, user=proxy.login.user, password=password)
    return replace(settings, login=login)


def _password(path: str | None, place: str) -> str:
    """The password, wherever it comes from; nothing about it is ever repeated."""
    if path is None and not sys.stdin.isatty():
        raise UsageError("Name a file that holds the proxy's password: --proxy-password-file.")
    if path is None:
        password = getpass.getpass(f"Password at {place}: ")
    elif path == "-":
        password = sys.stdin.readline(LONGEST_PASSWORD + 2)
    else:
        password = _first_line(path)
    password = password.rstrip("\r\n")
    if not password or len(password) > LONGEST_PASSWORD or not password.isprintable():
        raise UsageError("This is no password: one line that is not empty.")
    return password


def _first_line(path: str) -> str:
    try:
        with Path(path).open(encoding="utf-8", errors="replace") as file:
            return file.readline(LONGEST_PASSWORD + 2)
    except OSError as error:
        raise UsageError(f"The password file {path} cannot be read.") from error
