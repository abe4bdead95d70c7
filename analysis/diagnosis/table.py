"""The table of a diagnosis: each measure as read and as estimated, beside Trust A and Trust D."""

from math import isnan
from typing import Final

from analysis.diagnosis.diagnosis import Diagnosis
from analysis.diagnosis.saved import AS_READ
from analysis.intervals import Interval
from analysis.words import UNKNOWN, seeds_told
from sim.network.reading.problems import counted

HEADINGS: Final = ("", "as\nread", "estimate", "if all\nanswered", "staff\nlike these", "Trust A", "Trust D")

LABEL: Final = 19
"""Width of the column of labels."""

LABELS: Final = {
    "partners": "Partners a person",
    "names": "Names they give",
    "returned": "Arcs returned, %",
    "returned_dyads": "Dyads returned, %",
    "messengers": "Messenger share, %",
    "closed": "Partners tied, %",
    "ei_unit": "E-I by unit",
    "ei_profession": "E-I by profession",
}

_SHARES: Final = ("returned", "returned_dyads", "messengers", "closed")


def rows(found: Diagnosis) -> list[tuple[str, ...]]:
    """A label and six cells a measure."""
    table = []
    for name, value in found.measured.alike.items():
        as_read = found.as_read[AS_READ.get(name, name)]
        listed = (
            found.measured.listed[name] if found.measured.listed else Interval(value.value, float("nan"), float("nan"))
        )
        sides = [found.beside.values.get(kind, {}).get(name) for kind in ("trust_a", "trust_d")]
        table.append(
            (
                LABELS[name],
                _one(name, as_read),
                _one(name, value.value),
                _ends(name, listed),
                _ends(name, value),
                *(_ends(name, side) if side else UNKNOWN for side in sides),
            )
        )
    outside = 1 - found.as_read["largest_component"]
    sides = [found.beside.values.get(kind, {}).get("outside") for kind in ("trust_a", "trust_d")]
    cells = [_ends("returned", side) if side else UNKNOWN for side in sides]
    table.append(("Outside, %", _one("returned", outside), UNKNOWN, UNKNOWN, UNKNOWN, *cells))
    return table


def notes(found: Diagnosis) -> list[str]:
    """What the columns mean, and how they were found."""
    measured, side = found.measured, found.beside
    what = "random groups of respondents" if measured.grouped else "each respondent in turn"
    seed = f", seed {found.seed}" if measured.grouped else ""
    how = f"{counted(measured.resamples, 'resample')}{seed}"
    lines = [
        "As read: all arcs of the file, the silent as naming nobody. Estimate: from people who answered only. "
        f"Intervals: 95 %, by a jackknife that leaves out {what} ({how}); if all of those "
        "listed had answered, and for staff like these. They hold if who answers is luck.",
        "Dyads are pairs with a tie; outside is outside the largest component.",
    ]
    if side.values:
        cap = "no cap on names" if side.cap is None else f"names capped at {side.cap}"
        lines.append(
            f"Trust A and D: stylised, built with as many people and read through the same form "
            f"({100 * side.rate:.0f} % answer, {cap}); middle 95 % of n = {side.builds} each, "
            f"{seeds_told(range(side.seed, side.seed + side.builds))}."
        )
    return lines


def _one(name: str, value: float) -> str:
    if isnan(value):
        return UNKNOWN
    text = f"{100 * value:.0f}" if name in _SHARES else f"{value:.2f}" if name.startswith("ei") else f"{value:.1f}"
    return text.replace("0.", ".", 1).replace("-", "−") if name.startswith("ei") else text


def _ends(name: str, value: Interval) -> str:
    if isnan(value.low):
        return UNKNOWN
    low, high = _one(name, value.low), _one(name, value.high)
    return low if low == high else f"{low} to {high}" if name.startswith("ei") else f"{low}–{high}"
