"""Draws all pictures into the sample's wiki."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from scripts.sample_pictures import charts, plans, plants
from scripts.sample_pictures.canvas import Canvas

WIKI: Final = Path(__file__).resolve().parents[2] / "resources" / "sample" / "wiki"
PICTURES: Final[dict[str, Callable[[], Canvas]]] = {
    "technik/bilder/kaeltekreis.png": partial(plants.refrigeration_circuit, plants.GERMAN),
    "technik/bilder/refrigeration-circuit.png": partial(
        plants.refrigeration_circuit, plants.ENGLISH
    ),
    "technik/bilder/lueftungsgeraet.png": plants.ventilation_unit,
    "technik/bilder/co2-booster.png": plants.co2_booster,
    "technik/bilder/brandschutzklappe.png": plants.fire_damper,
    "technik/bilder/filterkurve.png": charts.filter_curve,
    "technik/bilder/hochdruck-verlauf.png": charts.high_pressure,
    "technik/bilder/netz-anlage.png": plans.plant_network,
    "technik/bilder/eskalation.png": partial(charts.escalation, charts.GERMAN),
    "handbook/pictures/escalation.png": partial(charts.escalation, charts.ENGLISH),
    "handbook/pictures/site-plan.png": partial(plans.premises, plans.ENGLISH),
    "handbuch/bilder/lageplan-hamburg.png": partial(plans.premises, plans.GERMAN),
    "handbuch/bilder/haus-a-erdgeschoss.png": plans.ground_floor,
    "projekte/bilder/halle-4.png": plans.hall_4,
    "projekte/bilder/zeitplan-klinikum.png": charts.hospital_schedule,
    "neues/bilder/solarstrom.png": charts.solar_year,
}


def main(folder: Path = WIKI) -> None:
    """Draw every picture below ``folder``."""
    for path, draw in PICTURES.items():
        draw().save(folder / path)


if __name__ == "__main__":
    main()
