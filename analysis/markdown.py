"""Findings as text for a page in Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import Final

from analysis.findings import Finding
from analysis.intervals import Interval

VERDICTS: Final = {True: "holds", False: "**fails**", None: "–"}
"""What is written for a verdict; a dash where there is none."""

_BOUNDED: Final = 100
_PLAIN: Final = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def came_from(source: Mapping[str, str]) -> str:
    """A small table that says where a page came from; its first line says that it is not written by hand."""
    return "Made by a command; do not edit.\n\n" + table(("", ""), source.items())


def value(found: Interval, unit: str) -> str:
    """A number with its 95 % interval: "31 % (25 to 40)", "+8 points (+2 to +14)", "0.41 (0.38 to 0.44)"."""
    if isnan(found.value):
        return _PLAIN
    numbers = [_number(number, unit) for number in found]
    of = {"share": " %", "points": " points", "weeks": " weeks"}.get(unit, "")
    if isnan(found.low) or isnan(found.high):
        return numbers[0] + of
    return f"{numbers[0]}{of} ({numbers[1]} to {numbers[2]})"


def findings(found: Iterable[Finding]) -> str:
    """A table of findings: what, found (n), wanted, verdict."""
    return table(
        ("what", "found, 95 % interval", "n", "wanted", "verdict"),
        [
            (one.what, value(one.found, one.unit), str(one.n), one.wanted or _PLAIN, VERDICTS[one.holds])
            for one in found
        ],
    )


def _number(number: float, unit: str) -> str:
    if isnan(number):
        return _PLAIN
    text = {
        "share": f"{_BOUNDED * number:.0f}",
        "points": f"{_BOUNDED * number:+.0f}",
        "weeks": f"{number:.1f}",
        "p": f"{number:.2g}",
    }.get(unit, f"{number:.3g}")
    text = text if float(text) != 0.0 else text.lstrip("+-")
    return text.replace("-", "−")
