"""What the system says about proxies: the environment, then each desktop's own settings.

Only asked for, never changed; where a system does not say, it says nothing.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.request import getproxies, proxy_bypass

PATIENCE: Final = 2.0  # seconds for a program of the system's
_INTERNET_SETTINGS: Final = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
_GNOME: Final = "org.gnome.system.proxy"


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemProxy:
    """``proxy`` is an address, ``pac`` where a PAC file is; both empty: directly."""

    proxy: str = ""
    pac: str = ""
    why: str


def desktop_pac() -> str:
    """Where the desktop's settings say a PAC file is, or empty."""
    match platform.system():
        case "Windows":
            return _windows_pac()
        case "Darwin":
            return _macos_pac()
        case _:
            return _gnome("autoconfig-url") if _gnome("mode") == "auto" else ""


def gnome_proxy() -> str:
    """The proxy that GNOME's settings name by hand, or empty; elsewhere Python itself asks."""
    if platform.system() != "Linux" or _gnome("mode") != "manual":
        return ""
    host, port = _gnome("host", "https"), _gnome("port", "https")
    return f"http://{host}:{port}" if host and port.isdigit() and int(port) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemSettings:
    """Where to ask: what tests replace."""

    environment: Callable[[], Mapping[str, str]]
    static: Callable[[], Mapping[str, str]] = getproxies
    bypassed: Callable[[str], bool] = lambda host: bool(proxy_bypass(host))
    desktop_pac: Callable[[], str] = desktop_pac
    desktop_static: Callable[[], str] = gnome_proxy


def system_proxy(host: str, settings: SystemSettings) -> SystemProxy:
    """What the system would have a request to ``host`` over TLS go through."""
    environment = settings.environment()
    static = settings.static()
    proxy = static.get("https") or static.get("all") or ""
    named = any(environment.get(name) for name in _spellings("https_proxy", "all_proxy"))
    if proxy and named:
        if settings.bypassed(host):
            return SystemProxy(why="no_proxy in the environment")
        return SystemProxy(proxy=proxy, why="https_proxy in the environment")
    for name in _spellings("auto_proxy"):
        if environment.get(name):
            return SystemProxy(pac=environment[name], why="auto_proxy in the environment")
    return _desktop_proxy(host, proxy, settings)


def _desktop_proxy(host: str, proxy: str, settings: SystemSettings) -> SystemProxy:
    if pac := settings.desktop_pac():
        return SystemProxy(pac=pac, why="the system's settings")
    proxy = proxy or settings.desktop_static()
    if not proxy:
        return SystemProxy(why="no proxy is set")
    if settings.bypassed(host):
        return SystemProxy(why="the system's settings leave this server out")
    return SystemProxy(proxy=proxy, why="the system's settings")


def _spellings(*names: str) -> list[str]:
    return [spelled for name in names for spelled in (name, name.upper())]


def _windows_pac() -> str:
    try:
        import winreg  # noqa: PLC0415 - only where there is one

        key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, _INTERNET_SETTINGS)  # type: ignore[attr-defined,unused-ignore]
        with key:
            return str(winreg.QueryValueEx(key, "AutoConfigURL")[0])  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, OSError):
        return ""


def _macos_pac() -> str:
    said = _output("scutil", "--proxy")
    if not re.search(r"ProxyAutoConfigEnable\s*:\s*1", said):
        return ""
    found = re.search(r"ProxyAutoConfigURLString\s*:\s*(\S+)", said)
    return found[1] if found else ""


def _gnome(key: str, part: str = "") -> str:
    if not os.environ.get("XDG_CURRENT_DESKTOP"):
        return ""  # no desktop has settings here
    schema = f"{_GNOME}.{part}" if part else _GNOME
    return _output("gsettings", "get", schema, key).strip().strip("'")


def _output(program: str, *arguments: str) -> str:
    """What a program of the system's says; nothing where there is none, or it does not answer."""
    path = shutil.which(program)
    if path is None:
        return ""
    try:
        done = subprocess.run(
            [path, *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout if done.returncode == 0 else ""
