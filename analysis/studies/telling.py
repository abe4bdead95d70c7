"""How findings are put into words: cells of tables, differences in sentences, and what a figure's foot says."""

from math import isnan
from typing import Final

from analysis.findings import Finding
from analysis.intervals import Interval
from analysis.patterns.pattern import Setting
from analysis.words import DISCLAIMER, UNKNOWN, percent, points, seeds_told
from experiments.provenance import firewood_version
from sim.compiled import source_digest

IN_PERCENT: Final = ("share", "points")
"""Units that are printed as percent."""


LEAST: Final = 0.005
"""A difference below half a point is told as none."""


def cell(finding: Finding | None) -> str:
    """A finding with its interval and no unit: "31 (25–40)" in percent, "+3 (−1 to +7)" in points, else "0.31 (…)"."""
    if finding is None or isnan(finding.found.value):
        return UNKNOWN
    value, low, high = (_number(number, finding.unit) for number in finding.found)
    to = " to " if finding.unit == "points" or finding.found.low < 0 else "–"
    return value if isnan(finding.found.low) else f"{value} ({low}{to}{high})"


def told(finding: Finding) -> str:
    """A finding within a sentence, with its interval and n."""
    if finding.unit == "points":
        return points(finding.found, finding.n).replace(" pairs)", ")").replace(" pair)", ")")
    if finding.unit == "share":
        value, low, high = finding.found
        of = f"95\N{NO-BREAK SPACE}% interval {percent(low)} to {percent(high)}, n = {finding.n}"
        return f"{percent(value)} ({of})"
    return f"{cell(finding)} (n = {finding.n})"


def direction(found: Interval) -> int:
    """1 where the whole interval lies above 0, −1 where it lies below.

    0 where it holds 0, where nothing is known, and where the value itself is told as 0 points.
    """
    if abs(found.value) < LEAST:
        return 0
    return int(found.low > 0) - int(found.high < 0)


def listed(words: list[str]) -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def foot(setting: Setting, what: str) -> list[str]:
    """The small print of a study's figure: n, seeds, staff, intervals, version.

    Args:
        setting: with which it was run.
        what: lines, bands and dots, in words.
    """
    n = len(setting.seeds)
    return [
        f"n = {n} runs an arm, {seeds_told(setting.seeds)}, the same luck in each; {setting.people:,} staff an "
        f"organisation; the edge at seasoning {setting.edge:g}. {what}",
        f"Firewood {firewood_version()}, model {source_digest()}. {DISCLAIMER}",
    ]


def _number(number: float, unit: str) -> str:
    if isnan(number):
        return UNKNOWN
    if unit in IN_PERCENT:
        whole = round(100 * number)
        text = f"{whole:+d}" if unit == "points" and whole else f"{whole}"
    else:
        text = f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"
    return text.replace("-", "−")
