"""Pages that are drawn from their front matter alone: home pages of site generators, redirects.

Knows nothing of files or links.
"""

from __future__ import annotations

from typing import Any

from server.connectors.front_matter import Page


def drawn_text(page: Page) -> str:
    """Return as Markdown what a site would draw around the body; mostly nothing."""
    parts = []
    if subtitle := page.text("subtitle"):
        parts.append(f"*{subtitle}*")
    if target := page.text("redirect_to"):
        parts.append(f"[{page.text('title') or target}]({_address(target)})")
    if isinstance(hero := page.fields.get("hero"), dict):
        parts += _hero(hero)
    if isinstance(features := page.fields.get("features"), list):
        parts += [_feature(one) for one in features if isinstance(one, dict)]
    return "\n\n".join(part for part in parts if part)


def _hero(hero: dict[str, Any]) -> list[str]:
    lines = [f"**{hero['text']}**" if hero.get("text") else "", str(hero.get("tagline") or "")]
    actions = hero.get("actions")
    links = [
        f"[{action.get('text') or action['link']}]({_address(str(action['link']))})"
        for action in (actions if isinstance(actions, list) else [])
        if isinstance(action, dict) and action.get("link")
    ]
    return [*lines, " · ".join(links)]


def _feature(feature: dict[str, Any]) -> str:
    title = str(feature.get("title") or "").strip()
    if link := feature.get("link"):
        title = f"[{title or link}]({_address(str(link))})"
    details = str(feature.get("details") or "").strip()
    return "\n\n".join(part for part in (f"## {title}" if title else "", details) if part)


def _address(address: str) -> str:
    return f"<{address}>" if any(letter in address for letter in " ()") else address
