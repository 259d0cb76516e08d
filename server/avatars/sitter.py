"""Who is drawn, and how: everything that is decided before the first line. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from server.avatars import palette
from server.connectors.json_lines import Record
from server.staffing.naming import Name

# What somebody wears at work, by their role; the first that fits.
_OUTFITS: Final = (
    ("helmet", r"onteur|Bauleit|Kanalbau|Isolier|Fitter|Installation|Montageleit|Bereitschaft"),
    ("chef", r"K[oö]ch"),
    ("headset", r"Dispo|Dispatch|Ferndiagnose|Leitstelle"),
    ("vest", r"Lager|Versand|Stapler|kraftfahrer|Fuhrpark"),
    (
        "overall",
        r"Schweiß|Metall|CNC|Stanz|Elektron|Schaltschrank|Prüf|Oberfläche|Schicht|Betriebsel",
    ),
    (
        "overall",
        r"Betriebsel|Servicetechnik|Mechatronik|Service Eng|Haustechnik|Hygienetech|Apprentice",
    ),
    ("overall", r"Auszubildende\w* (?:Mech|Anl|Elek|Lag)"),
    ("coat", r"Labor|Versuch"),
    ("suit", r"Geschäftsführ|Managing|Jurist|anwält|Bereichsleit"),
)
_EVERYDAY: Final = (
    "shirt", "shirt", "sweater", "crew", "crew", "turtleneck", "hoodie", "blazer",
)  # fmt: skip
# Of a hundred: wear what their trade wears, hard hats and the like; glasses; and so on.
_AT_WORK: Final = 72
_GLASSES: Final = 27
_BEARDED: Final = 38
_EARRINGS: Final = 30
_SCARVES: Final = 14
_GREY_FROM: Final = 2006
_SHORT: Final = ("crop", "side", "quiff", "curls", "buzz", "receding", "bald", "fringe", "waves")
_LONG: Final = ("bob", "long", "bun", "ponytail", "wavy", "pixie", "curly", "parted", "long", "bob")
_TIGHT_SHORT: Final = ("buzz", "afro", "buzz", "curls", "bald")
_TIGHT_LONG: Final = ("afro", "curly", "braids", "bun", "puffs")
# By whether it is a woman, and whether the hair is tight.
_STYLES: Final[dict[tuple[bool, bool], tuple[str, ...]]] = {
    (False, False): _SHORT,
    (False, True): _TIGHT_SHORT,
    (True, False): _LONG,
    (True, True): _TIGHT_LONG,
}
_BEARDS: Final = ("stubble", "full", "full", "moustache", "goatee")
_TIGHT_FROM: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """One person as the drawing needs them; colours are ``#rrggbb``."""

    ground: str
    tone: int
    hair: str
    style: str
    outfit: str
    clothes: str
    beard: str | None = None
    glasses: str | None = None
    scarf: str | None = None
    smile: str = "closed"
    width: float = 1.0
    lashes: bool = False
    earrings: bool = False

    @property
    def skin(self) -> str:
        return palette.SKIN[self.tone]


def sitter(chance: Random, record: Record, name: Name) -> Sitter:
    """Decide how somebody looks, from their name, their work and the dice."""
    woman, origin = name.woman, name.origin
    tone = chance.choice(origin.tones)
    styles = _STYLES[woman, tone >= _TIGHT_FROM]
    style = chance.choice(styles)
    bearded = not woman and chance.randrange(100) < _BEARDED
    outfit = _outfit(chance, record)
    return Sitter(
        ground=chance.choice(palette.GROUNDS),
        tone=tone,
        hair=_hair(chance, record, origin.hair),
        style=style,
        outfit=outfit,
        clothes=chance.choice(
            palette.WORKWEAR if outfit in ("helmet", "overall", "vest") else palette.CLOTHES
        ),
        beard=chance.choice(_BEARDS) if bearded else None,
        glasses=_glasses(chance, record),
        scarf=_scarf(chance, record, name),
        smile=chance.choice(("closed", "closed", "open", "wide")),
        width=chance.choice((0.94, 1.0, 1.0, 1.06)),
        lashes=woman,
        earrings=woman and chance.randrange(100) < _EARRINGS,
    )


def _outfit(chance: Random, record: Record) -> str:
    role = str(record.get("job_title", ""))
    if chance.randrange(100) < _AT_WORK:
        for outfit, words in _OUTFITS:
            if re.search(words, role):
                return outfit
    return chance.choice(
        ("shirt", "shirt", "sweater", "crew", "crew", "turtleneck", "hoodie", "blazer")
    )


def _hair(chance: Random, record: Record, kinds: tuple[str, ...]) -> str:
    """Whoever came long ago is grey more often."""
    joined = str(record.get("joined", ""))[:4]
    years = max(0, _GREY_FROM - int(joined)) if joined.isdigit() else 0
    kind = "grey" if chance.randrange(20) < years else chance.choice(kinds)
    return chance.choice(palette.HAIR[kind])


def _glasses(chance: Random, record: Record) -> str | None:
    if chance.randrange(100) >= _GLASSES:
        return None
    return chance.choice(("round", "square", "square"))


def _scarf(chance: Random, record: dict[str, Any], name: Name) -> str | None:
    """A headscarf for who says so, and for some of the places where it is worn."""
    said = "Hijab" in str(record.get("bio", ""))
    dice = chance.randrange(100)
    worn = name.woman and name.origin.id in ("arabic", "tr", "persia") and dice < _SCARVES
    return chance.choice(palette.CLOTHS) if said or worn else None
