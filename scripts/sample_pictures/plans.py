"""Plans: the premises in Hamburg, a floor, a hall before and after, a network."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.sample_pictures.canvas import (
    AMBER,
    BLUE,
    GREEN,
    INK,
    LINE,
    PALE,
    PALE_AMBER,
    PALE_BLUE,
    PALE_GREEN,
    PALE_RED,
    RED,
    SOFT,
    Box,
    Canvas,
)

GERMAN = {
    "title": "Am Lüfterkai 12, Hamburg",
    "house": "Haus",
    "hall": "Halle",
    "gate": "Tor",
    "canal": "Kanal",
    "street": "Am Lüfterkai",
    "rails": "Gleis",
    "parking": "Parkplatz",
    "assembly": "Sammelplatz",
    "reception": "Empfang",
    "dispatch": "Leitstelle",
    "counter": "Theke",
}
ENGLISH = {
    "title": "Am Lüfterkai 12, Hamburg",
    "house": "House",
    "hall": "Hall",
    "gate": "Gate",
    "canal": "canal",
    "street": "Am Lüfterkai (street)",
    "rails": "railway",
    "parking": "car park",
    "assembly": "assembly point",
    "reception": "reception",
    "dispatch": "dispatch",
    "counter": "spare parts",
}


def premises(words: Mapping[str, str]) -> Canvas:
    """Houses, halls, gates, and where to stand when the alarm goes."""
    sheet = Canvas(960, 560)
    sheet.title(words["title"])
    sheet.box((0, 60, 960, 54), PALE_BLUE, PALE_BLUE, 0, 0)
    sheet.text((480, 87), words["canal"], 14, BLUE)
    sheet.box((0, 490, 960, 50), PALE, PALE, 0, 0)
    sheet.text((480, 515), words["street"], 14, SOFT)
    sheet.dashes((925, 120), (925, 484), SOFT, 3)
    sheet.text((890, 140), words["rails"], 13, SOFT)
    _houses(sheet, words)
    _halls(sheet, words)
    sheet.box((60, 150, 170, 110), PALE_GREEN, GREEN, 2, 8)
    sheet.text((145, 180), words["parking"], 13, SOFT)
    sheet.circle((145, 222), 17, GREEN, GREEN)
    sheet.text((145, 222), "S" if words["house"] == "Haus" else "A", 18, "#ffffff", weight="Bold")
    sheet.text((145, 275), words["assembly"], 13, GREEN, weight="SemiBold")
    return sheet


def _houses(sheet: Canvas, words: Mapping[str, str]) -> None:
    for box, letter, note in (
        ((60, 380, 200, 84), "A", words["reception"]),
        ((60, 294, 130, 68), "B", ""),
        ((250, 150, 120, 110), "C", words["dispatch"]),
    ):
        left, top, across, down = box
        sheet.box((left, top, across, down), PALE_AMBER, INK, 1.5, 3)
        middle = (left + across / 2, top + down / 2 - (9 if note else 0))
        sheet.text(middle, f"{words['house']} {letter}", 16, weight="SemiBold")
        if note:
            sheet.text((middle[0], middle[1] + 22), note, 12, SOFT)


def _halls(sheet: Canvas, words: Mapping[str, str]) -> None:
    for number, box in enumerate(
        ((420, 150, 210, 130), (420, 320, 210, 140), (660, 150, 200, 130), (660, 320, 200, 140)), 1
    ):
        left, top, across, down = box
        sheet.box((left, top, across, down), PALE_BLUE, INK, 1.5, 3)
        sheet.text((left + across / 2, top + down / 2), f"{words['hall']} {number}", 16, INK)
    sheet.text((760, 414), words["counter"], 12, SOFT)
    gates = ((340, INK), (525, INK), (700, INK), (830, RED))  # the last one is closed
    for number, (x, colour) in enumerate(gates, 1):
        sheet.box((x - 26, 472, 52, 24), "#ffffff", colour, 1.5, 4)
        sheet.text((x, 484), f"{words['gate']} {number}", 12, colour)


def ground_floor() -> Canvas:
    """The ground floor of house A with its ways out."""
    sheet = Canvas(960, 480)
    sheet.title("Haus A, Erdgeschoss: Fluchtwege")
    sheet.box((60, 70, 840, 330), "#ffffff", INK, 3, 0)
    sheet.box((60, 205, 840, 60), PALE_GREEN, PALE_GREEN, 0, 0)
    for left, across, name in _ROOMS_ABOVE:
        sheet.box((left, 70, across, 135), PALE, INK, 2, 0)
        sheet.text((left + across / 2, 137), name, 13)
    for left, across, name in _ROOMS_BELOW:
        sheet.box((left, 265, across, 135), PALE, INK, 2, 0)
        sheet.text((left + across / 2, 332), name, 13)
    sheet.arrow([(470, 235), (84, 235)], GREEN, 4)
    sheet.arrow([(500, 235), (880, 235)], GREEN, 4)
    for x, anchor in ((30, "mm"), (930, "mm")):
        sheet.text((x, 235), "Aus-\ngang", 12, GREEN, anchor, "SemiBold")
    for at in ((210, 217), (640, 217), (850, 253)):
        sheet.box((at[0] - 6, at[1] - 9, 12, 18), RED, RED, 0, 3)
    sheet.circle((420, 252), 8, GREEN, GREEN)
    _floor_legend(sheet)
    return sheet


_ROOMS_ABOVE = (
    (60, 200, "Westerhever\n(Besprechung)"),
    (260, 150, "Marketing"),
    (410, 170, "Teeküche"),
    (580, 180, "Einkauf"),
    (760, 140, "Treppe"),
)
_ROOMS_BELOW = (
    (60, 140, "Gebäude"),
    (200, 190, "Buchhaltung"),
    (390, 200, "Empfang"),
    (590, 170, "Lohnbüro"),
    (760, 140, "Controlling"),
)


def _floor_legend(sheet: Canvas) -> None:
    sheet.box((70, 426, 12, 18), RED, RED, 0, 3)
    sheet.text((92, 435), "Feuerlöscher", 13, SOFT, "lm")
    sheet.circle((228, 435), 8, GREEN, GREEN)
    sheet.text((246, 435), "Defibrillator", 13, SOFT, "lm")
    sheet.arrow([(370, 435), (410, 435)], GREEN, 3)
    sheet.text((420, 435), "kürzester Weg ins Freie", 13, SOFT, "lm")


def hall_4() -> Canvas:
    """Hall 4, before the conversion and after it."""
    sheet = Canvas(960, 420)
    sheet.title("Halle 4: vorher und nachher")
    before: tuple[tuple[Box, str, str], ...] = (
        ((60, 100, 90, 70), "Theke", PALE_AMBER),
        ((170, 100, 230, 190), "Regale\n1.100 Plätze", PALE),
        ((60, 190, 90, 100), "Flaschen", PALE_RED),
        ((60, 310, 340, 50), "Wareneingang", PALE_BLUE),
    )
    after: tuple[tuple[Box, str, str], ...] = (
        ((540, 100, 210, 60), "Theke", PALE_AMBER),
        ((540, 180, 340, 110), "Hochregal, 2.400 Plätze", PALE_GREEN),
        ((770, 100, 110, 60), "Flaschen", PALE_RED),
        ((540, 310, 340, 50), "Wareneingang", PALE_BLUE),
    )
    for left, name, rooms in ((40, "heute", before), (520, "ab April 2027", after)):
        sheet.text((left + 190, 68), name, 14, SOFT)
        sheet.box((left, 84, 380, 296), "#ffffff", INK, 3, 0)
        for box, label, fill in rooms:
            sheet.labelled(box, label, fill, 13)
    sheet.arrow([(432, 232), (508, 232)], SOFT, 4)
    sheet.line([(826, 98), (826, 84)], RED, 3)
    sheet.text((826, 398), "Tor 3", 12, SOFT)
    sheet.text((345, 398), "Tor 3", 12, SOFT)
    return sheet


def plant_network() -> Canvas:
    """How remote access reaches a customer's plant, and what it must not touch."""
    sheet = Canvas(960, 460)
    sheet.title("Der Weg zur Anlage")
    for left, across, name in ((30, 260, "Nordlicht"), (330, 200, "Internet"), (570, 360, "Kunde")):
        sheet.box((left, 60, across, 370), "#ffffff", LINE, 1.5, 12)
        sheet.text((left + across / 2, 82), name, 14, SOFT, weight="SemiBold")
    sheet.labelled((60, 120, 200, 60), "Servicenotebook", PALE_BLUE)
    sheet.labelled((60, 230, 200, 60), "Portal", PALE_GREEN)
    sheet.labelled((60, 340, 200, 60), "Leitwarte (nur lesen)", PALE)
    sheet.labelled((600, 230, 100, 60), "Router", PALE_GREEN)
    sheet.labelled((770, 230, 130, 60), "Anlagennetz", PALE_BLUE)
    sheet.labelled((770, 350, 130, 54), "Kundennetz", PALE_RED)
    sheet.labelled((750, 120, 170, 54), "Steuerung", PALE_AMBER)
    sheet.arrow([(160, 180), (160, 224)], INK, 2)
    sheet.arrow([(160, 340), (160, 296)], INK, 2)
    sheet.arrow([(260, 260), (592, 260)], GREEN, 5)
    sheet.text((430, 240), "Tunnel, verschlüsselt", 13, GREEN)
    sheet.arrow([(700, 260), (764, 260)], GREEN, 3)
    sheet.text((732, 246), "X2", 13, weight="SemiBold")
    sheet.arrow([(835, 230), (835, 180)], INK, 2)
    sheet.dashes((835, 292), (835, 348), RED, 2)
    sheet.text((855, 320), "X1", 13, RED, "lm", "SemiBold")
    sheet.line([(824, 310), (846, 330)], RED, 3)
    sheet.line([(846, 310), (824, 330)], RED, 3)
    sheet.text((668, 376), "Firewall des Kunden:\nbis hierher,\nnicht weiter", 12, AMBER)
    return sheet
