"""Phone numbers: as they were written, and as E.164 where that can be told. No files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

import phonenumbers

from server.connectors import plain_text
from wire.bodies import Phone

_NORTH_AMERICAN = re.compile(r"\(?[2-9]\d{2}\)?[-. ]{0,2}[2-9]\d{2}[-. ]\d{4}\b")
# Anything shorter is an extension within a house, whatever country it might be possible in.
_FEWEST_DIGITS: Final = 6
_REGION_OF_LANGUAGE: Final = {"de": "DE", "en": "US"}


def phone(said: Any, region: str | None) -> Phone | None:
    """Return a number said as text or as ``{number, type, note}``; ``None`` if there is none.

    ``region`` (``DE``, ``US``) is where a number without a country's prefix belongs.
    """
    fields = said if isinstance(said, dict) else {"number": said}
    shown = plain_text.line(fields.get("number") or fields.get("text"))
    if shown is None:
        return None
    number, extension = _international(shown, region)
    note = plain_text.line(fields.get("note")) or (f"ext. {extension}" if extension else None)
    kind = plain_text.line(fields.get("type") or fields.get("kind"))
    return Phone(text=shown, number=number, kind=kind, note=note)


def guess_region(numbers: Iterable[str], language: str | None) -> str | None:
    """Return the country to which most of these numbers seem to belong."""
    votes: Counter[str] = Counter()
    for number in numbers:
        if number.lstrip().startswith("+"):
            votes[_region_of(number)] += 1
        elif _NORTH_AMERICAN.match(number.strip()):
            votes["US"] += 1
    votes.pop("", None)
    if votes:
        return votes.most_common(1)[0][0]
    return _REGION_OF_LANGUAGE.get(language or "")


def _international(shown: str, region: str | None) -> tuple[str | None, str | None]:
    """Return E.164 and the extension; a number that cannot exist gets neither."""
    try:
        parsed = phonenumbers.parse(shown, region)
    except phonenumbers.NumberParseException:
        return None, None
    how_possible = phonenumbers.is_possible_number_with_reason(parsed)
    digits = sum(letter.isdigit() for letter in shown)
    if how_possible != phonenumbers.ValidationResult.IS_POSSIBLE or digits < _FEWEST_DIGITS:
        return None, None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return number, parsed.extension or None


def _region_of(number: str) -> str:
    try:
        code = phonenumbers.parse(number, None).country_code
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_country_code(code or 0)
