"""Refrigeration and ventilation plants, as schematics."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.sample_pictures.canvas import (
    AMBER,
    BLUE,
    GREEN,
    INK,
    PALE_AMBER,
    PALE_BLUE,
    PALE_GREEN,
    PALE_RED,
    RED,
    SOFT,
    Canvas,
    Point,
)

GERMAN = {
    "title": "Kältekreislauf, R513A, Sommertag",
    "evaporator": "Verdampfer",
    "compressor": "Verdichter",
    "condenser": "Verflüssiger",
    "valve": "Expansionsventil",
    "cold": "Wärme aus\ndem Raum",
    "warm": "Wärme\nins Freie",
    "high": "hoher Druck",
    "low": "niedriger Druck",
    "point": ",",
}
ENGLISH = {
    "title": "Refrigeration circuit, R513A, a summer day",
    "evaporator": "Evaporator",
    "compressor": "Compressor",
    "condenser": "Condenser",
    "valve": "Expansion valve",
    "cold": "heat from\nthe room",
    "warm": "heat to\nthe outside",
    "high": "high pressure",
    "low": "low pressure",
    "point": ".",
}


def refrigeration_circuit(words: Mapping[str, str]) -> Canvas:
    """The four stations of every refrigeration plant, with pressures and temperatures."""
    sheet = Canvas(900, 500)
    sheet.title(words["title"])
    _pipes(sheet)
    sheet.labelled((140, 200, 140, 130), words["evaporator"], PALE_BLUE, 15)
    sheet.labelled((620, 200, 140, 130), words["condenser"], PALE_RED, 15)
    _compressor(sheet, (450, 120), 38)
    sheet.text((450, 66), words["compressor"], 15)
    _valve(sheet, (450, 410), AMBER)
    sheet.text((450, 460), words["valve"], 15)
    sheet.arrow([(50, 265), (132, 265)], BLUE, 4)
    sheet.text((76, 222), words["cold"], 13, SOFT)
    sheet.arrow([(768, 265), (850, 265)], RED, 4)
    sheet.text((812, 222), words["warm"], 13, SOFT)
    _states(sheet, words["point"])
    sheet.dashes((450, 190), (450, 370))
    sheet.text((350, 265), words["low"], 13, BLUE)
    sheet.text((550, 265), words["high"], 13, RED)
    return sheet


def _pipes(sheet: Canvas) -> None:
    sheet.arrow([(210, 200), (210, 120), (404, 120)], BLUE, 3)
    sheet.arrow([(496, 120), (690, 120), (690, 192)], RED, 3)
    sheet.arrow([(690, 330), (690, 410), (482, 410)], AMBER, 3)
    sheet.arrow([(418, 410), (210, 410), (210, 338)], BLUE, 3)


def _states(sheet: Canvas, point: str) -> None:
    for at, text in (
        ((300, 100), "2,2 bar · −3 °C"),
        ((600, 100), "10,1 bar · 70 °C"),
        ((600, 432), "10,1 bar · 34 °C"),
        ((300, 432), "2,2 bar · −10 °C"),
    ):
        sheet.text(at, text.replace(",", point), 13, SOFT)


def _compressor(sheet: Canvas, centre: Point, radius: float) -> None:
    x, y = centre
    sheet.circle(centre, radius, PALE_AMBER, INK, 2)
    sheet.line([(x - radius * 0.7, y - radius * 0.7), (x + radius * 0.95, y - radius * 0.3)])
    sheet.line([(x - radius * 0.7, y + radius * 0.7), (x + radius * 0.95, y + radius * 0.3)])


def _valve(sheet: Canvas, centre: Point, colour: str) -> None:
    x, y = centre
    sheet.shape([(x - 24, y - 15), (x - 24, y + 15), (x, y)], colour)
    sheet.shape([(x + 24, y - 15), (x + 24, y + 15), (x, y)], colour)


def ventilation_unit() -> Canvas:
    """A section through an air handling unit, outside air on the left."""
    sheet = Canvas(960, 440)
    sheet.title("Lüftungsgerät im Schnitt")
    for top, left, right in ((90, "Außenluft", "Zuluft"), (230, "Fortluft", "Abluft")):
        sheet.box((110, top, 740, 120), "#ffffff")
        sheet.text((58, top + 36), left, 14, SOFT)
        sheet.text((905, top + 36), right, 14, SOFT)
    sheet.arrow([(20, 150), (104, 150)], BLUE, 4)
    sheet.arrow([(856, 150), (940, 150)], RED, 4)
    sheet.arrow([(940, 290), (856, 290)], AMBER, 4)
    sheet.arrow([(104, 290), (20, 290)], BLUE, 4)
    _flaps(sheet, (150, 90), 66)
    _flaps(sheet, (150, 230), 390)
    _parts(sheet)
    sheet.box((372, 80, 46, 280), PALE_GREEN, GREEN, 2, 10)
    sheet.line([(395, 92), (395, 348)], GREEN, 1)
    sheet.text((395, 390), "Rotor", 14)
    return sheet


def _parts(sheet: Canvas) -> None:
    for left, top, label, name, fill in (
        (225, 90, 66, "Filter", PALE_AMBER),
        (500, 90, 66, "Erhitzer", PALE_RED),
        (600, 90, 66, "Kühler", PALE_BLUE),
        (700, 230, 390, "Filter", PALE_AMBER),
    ):
        sheet.box((left, top + 4, 60, 112), fill)
        sheet.line([(left + 4, top + 112), (left + 56, top + 8)], SOFT, 1)
        sheet.text((left + 30, label), name, 14)
    for centre in ((760, 150), (240, 290)):
        sheet.circle(centre, 36, "#ffffff", INK, 2)
        x, y = centre
        for dx, dy in ((0, -26), (23, 13), (-23, 13)):
            sheet.line([(x, y), (x + dx, y + dy)], INK, 4)
    sheet.text((760, 66), "Ventilator", 14)
    sheet.text((240, 390), "Ventilator", 14)


def _flaps(sheet: Canvas, at: Point, label: float) -> None:
    x, y = at
    for number in range(4):
        sheet.line([(x - 9, y + 26 + number * 28), (x + 9, y + 10 + number * 28)], INK, 3)
    sheet.text((x, label), "Klappe", 14)


def co2_booster() -> Canvas:
    """A booster plant: two temperatures from one loop of carbon dioxide."""
    sheet = Canvas(960, 560)
    sheet.title("CO₂-Booster mit Mitteldrucksammler")
    sheet.labelled((700, 70, 180, 56), "Gaskühler (Dach)", PALE_RED)
    _compressor(sheet, (500, 150), 30)
    sheet.text((500, 100), "Normalkühlung, 3 ×", 13)
    _compressor(sheet, (240, 380), 30)
    sheet.text((240, 332), "Tiefkühlung, 2 ×", 13)
    sheet.box((640, 250, 220, 70), PALE_AMBER, INK, 1.5, 34)
    sheet.text((750, 285), "Sammler, 35 bar", 14)
    _valve(sheet, (790, 190), RED)
    sheet.text((872, 190), "Hochdruck-\nventil", 12, SOFT)
    sheet.labelled((430, 440, 130, 60), "Verdampfer\n−6 °C", PALE_BLUE)
    sheet.labelled((60, 440, 120, 60), "Verdampfer\n−28 °C", PALE_BLUE)
    sheet.arrow([(530, 150), (620, 150), (620, 98), (694, 98)], RED, 3)
    sheet.arrow([(790, 126), (790, 172)], RED, 3)
    sheet.arrow([(790, 206), (790, 246)], AMBER, 3)
    sheet.line([(750, 320), (750, 520), (495, 520)], AMBER, 3)
    sheet.arrow([(495, 520), (495, 504)], AMBER, 3)
    sheet.line([(495, 520), (120, 520)], AMBER, 3)
    sheet.arrow([(120, 520), (120, 504)], AMBER, 3)
    sheet.arrow([(120, 436), (120, 380), (206, 380)], BLUE, 3)
    sheet.arrow([(270, 380), (380, 380), (380, 150), (464, 150)], BLUE, 3)
    sheet.line([(495, 436), (495, 400), (380, 400), (380, 378)], BLUE, 3)
    sheet.arrow([(636, 285), (460, 285), (460, 250), (384, 250)], GREEN, 2)
    sheet.text((545, 268), "Flashgas", 13, GREEN)
    sheet.text((672, 142), "75–95 bar", 13, SOFT)
    sheet.text((330, 215), "29 bar", 13, SOFT)
    sheet.text((82, 365), "14 bar", 13, SOFT)
    return sheet


def fire_damper() -> Canvas:
    """A section through a fire damper in its wall; few words, so that it serves both languages."""
    sheet = Canvas(900, 460)
    sheet.title("Brandschutzklappe · Fire damper")
    for top in (50, 330):
        sheet.box((400, top, 90, 110), "#d9d2c7", "#8b7f6d", 1.5, 0)
        for number in range(5):
            y = top + 14 + number * 20
            sheet.line([(406, y + 10), (484, y)], "#b3a794", 1)
    sheet.text((445, 448), "Wand · wall", 13, SOFT)
    for duct, mortar in ((160, 150), (322, 330)):
        sheet.box((120, duct, 660, 8), SOFT, SOFT, 0, 2)
        sheet.box((396, mortar, 98, 10), "#efe6d5", "#b8a98a", 1, 0)
    sheet.line([(300, 245), (445, 245), (590, 245)], INK, 7)
    sheet.circle((445, 245), 8, AMBER)
    sheet.dashes((445, 172), (445, 318), RED, 3)
    sheet.arrow([(545, 238), (520, 196), (462, 180)], RED, 2)
    _damper_labels(sheet)
    return sheet


def _damper_labels(sheet: Canvas) -> None:
    for at, text, target in (
        ((180, 110), "Kanal · duct", (200, 158)),
        ((640, 110), "Mörtelfuge · mortar", (492, 155)),
        ((230, 285), "Klappenblatt · blade", (330, 249)),
        ((700, 245), "Schmelzlot 72 °C · link", (592, 245)),
        ((640, 300), "zu · closed", (448, 300)),
        ((690, 200), "Feder · spring", (530, 208)),
    ):
        sheet.line([(at[0], at[1] + (9 if target[1] > at[1] + 12 else 0)), target], SOFT, 1)
        width = 7.4 * len(text)
        sheet.box((at[0] - width / 2, at[1] - 12, width, 24), "#ffffff", "#ffffff", 0, 4)
        sheet.text(at, text, 13)
