"""Charts: curves over time, bars, a project's schedule, who is woken after whom."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from scripts.sample_pictures.canvas import (
    AMBER,
    BLUE,
    GREEN,
    INK,
    LINE,
    PALE,
    PALE_AMBER,
    PALE_BLUE,
    PALE_RED,
    RED,
    SOFT,
    Canvas,
    Point,
)

LEFT, RIGHT, TOP, BOTTOM = 90, 900, 80, 360
MONTHS = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")
SHUT, AGAIN, HOURS = 28.0, 15.0, 6.0  # bar at which the switch opens, and closes again
GERMAN = {
    "title": "Wer wird wann geweckt?",
    "steps": "Störung\ngemeldet|Leitstelle\nprüft Leitwarte|Rufbereitschaft\nder Region|"
    "zweite\nRufnummer|Teamleitung|Martina\nVogelsang",
    "waits": "sofort|bis 10 min|15 min|15 min|15 min",
    "solved": "aus der Ferne gelöst",
}
ENGLISH = {
    "title": "Who is woken, and when?",
    "steps": "fault\nreported|dispatch checks\ncontrol room|engineer\non duty|"
    "second\nnumber|team leader|Martina\nVogelsang",
    "waits": "at once|up to 10 min|15 min|15 min|15 min",
    "solved": "put right remotely",
}


def _axes(sheet: Canvas, labels: Sequence[str], highest: int, step: int, unit: str) -> None:
    for value in range(0, highest + 1, step):
        y = _height(value, highest)
        sheet.line([(LEFT, y), (RIGHT, y)], LINE, 1)
        sheet.text((LEFT - 12, y), f"{value}", 12, SOFT, "rm")
    sheet.text((LEFT - 12, TOP - 24), unit, 12, SOFT, "rm")
    width = (RIGHT - LEFT) / len(labels)
    for number, label in enumerate(labels):
        sheet.text((LEFT + (number + 0.5) * width, BOTTOM + 18), label, 12, SOFT)


def _height(value: float, highest: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / highest


def filter_curve() -> Canvas:
    """The pressure drop of a filter over a year."""
    sheet = Canvas(940, 420)
    sheet.title("Differenzdruck eines Filters, Bürogerät")
    _axes(sheet, MONTHS, 350, 50, "Pa")
    limit = _height(200, 350)
    sheet.dashes((LEFT, limit), (RIGHT, limit), RED, 2)
    sheet.text((LEFT + 8, limit - 14), "hier wechseln", 13, RED, "lm")
    points = [
        (LEFT + share * (RIGHT - LEFT), _height(_drop(share), 350))
        for share in (n / 80 for n in range(81))
    ]
    sheet.line(points, BLUE, 3)
    return sheet


def _drop(share: float) -> float:
    return 70 + 105 * share + 135 * math.pow(max(0.0, (share - 0.72) / 0.28), 1.6)


def high_pressure() -> Canvas:
    """Six hours in July: pressure follows the heat, until the switch opens again and again."""
    sheet = Canvas(940, 420)
    sheet.title("Hochdruck am 6. Juli, Markt in Harburg")
    _axes(sheet, ("9 Uhr", "10", "11", "12", "13", "14"), 32, 4, "bar")
    limit = _height(SHUT, 32)
    sheet.dashes((LEFT, limit), (RIGHT, limit), RED, 2)
    sheet.text((LEFT + 8, limit - 14), "Wächter schaltet ab", 13, RED, "lm")
    sheet.line(_swinging(), BLUE, 2.5)
    return sheet


def _swinging() -> list[Point]:
    points, pressure, hour, running = [], 14.0, 0.0, True
    while hour < HOURS:
        points.append((LEFT + hour / HOURS * (RIGHT - LEFT), _height(pressure, 32)))
        aim = 16 + 3.1 * hour + 0.7 * math.sin(hour * 9)
        pressure += (aim * 1.04 - pressure) * 0.08 if running else (11 - pressure) * 0.16
        if pressure >= SHUT:
            running = False
        elif pressure <= AGAIN:
            running = True
        hour += 1 / 60
    return points


def solar_year() -> Canvas:
    """What the roof gave in each month, and what was used in the house."""
    sheet = Canvas(940, 420)
    sheet.title("Solarstrom 2025, Halle 1")
    _axes(sheet, MONTHS, 70, 10, "MWh")
    made = (7, 15, 32, 46, 58, 63, 61, 53, 38, 22, 11, 6)
    used = (7, 15, 29, 34, 38, 41, 37, 35, 30, 19, 10, 6)
    width = (RIGHT - LEFT) / 12
    for number, (whole, own) in enumerate(zip(made, used, strict=True)):
        left = LEFT + number * width + 12
        for value, colour in ((whole, AMBER), (own, GREEN)):
            top = _height(value, 70)
            sheet.box((left, top, width - 24, BOTTOM - top), colour, colour, 0, 2)
    for x, colour, name in ((590, GREEN, "selbst verbraucht"), (780, AMBER, "eingespeist")):
        sheet.box((x, 24, 12, 12), colour, colour, 0, 2)
        sheet.text((x + 20, 30), name, 13, SOFT, "lm")
    return sheet


def hospital_schedule() -> Canvas:
    """Five phases from September to March, and where we stand."""
    sheet = Canvas(960, 400)
    sheet.title("Klinikum Wedeler Au: Terminplan")
    months = ("Sep", "Okt", "Nov", "Dez", "Jan", "Feb", "Mär")
    left, width = 210, 102
    for number, month in enumerate(months):
        sheet.text((left + (number + 0.5) * width, 70), month, 13, SOFT)
        sheet.line([(left + number * width, 84), (left + number * width, 364)], LINE, 1)
    for number, (name, start, end, colour) in enumerate(_PHASES):
        y = 104 + number * 52
        sheet.text((28, y + 15), name, 14, anchor="lm")
        sheet.box((left + start * width, y, (end - start) * width, 30), colour, colour, 0, 5)
    today = left + 2.55 * width
    sheet.line([(today, 84), (today, 364)], RED, 2)
    sheet.text((today, 380), "heute", 13, RED)
    return sheet


_PHASES = (
    ("Vorfertigung", 0.0, 1.4, GREEN),
    ("Saal 1", 0.7, 2.3, GREEN),
    ("Saal 2", 2.3, 4.4, BLUE),
    ("Saal 3 und 4", 4.0, 6.2, "#9fbad6"),
    ("Sterilgut, Abnahme", 5.2, 6.9, "#9fbad6"),
)


def escalation(words: Mapping[str, str]) -> Canvas:
    """From the call to the head of service, with the minutes in between."""
    sheet = Canvas(1060, 300)
    sheet.title(words["title"])
    steps, waits = words["steps"].split("|"), words["waits"].split("|")
    fills = (PALE_RED, PALE_BLUE, PALE_AMBER, PALE_AMBER, PALE, PALE)
    for number, (step, fill) in enumerate(zip(steps, fills, strict=True)):
        x = 24 + number * 172
        sheet.labelled((x, 100, 132, 70), step, fill, 12)
        if number < len(waits):
            sheet.arrow([(x + 134, 135), (x + 170, 135)], INK, 2)
            sheet.text((x + 152, 84), waits[number], 12, SOFT)
    sheet.arrow([(262, 172), (262, 226)], GREEN, 2)
    sheet.labelled((162, 228, 200, 42), words["solved"], "#dff1e6", 13)
    return sheet
