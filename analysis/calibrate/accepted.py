"""The accepted candidates: how wide they lie, which is in the middle, and whether the patterns hold over them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10
from pathlib import Path
from typing import Final

import numpy as np

from analysis.calibrate.free import HIGH, LOW, NAMES, Values, rules_of
from analysis.calibrate.monte import Generation
from analysis.findings import Finding
from analysis.intervals import Interval
from analysis.patterns.acceptance import measure
from analysis.patterns.every import chosen
from analysis.patterns.pattern import Setting
from sim.scenario import Rules

CALIBRATED: Final = [1, 2, 3, 8]
"""The patterns marked **c**."""

DIGITS: Final = 3
"""Digits to which the rules are rounded: more would claim what the search cannot tell."""


@dataclass(frozen=True)
class Member:
    """One accepted candidate, looked at again with other seeds.

    Attributes:
        rules: its rules.
        edge: the seasoning at which half of the runs burn.
        findings: those of the calibrated patterns, all together.
    """

    rules: Rules
    edge: float
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether all calibrated patterns hold."""
        return all(finding.holds is not False for finding in self.findings)


def widths(generation: Generation) -> dict[str, Interval]:
    """Of each free value the median and the middle 90 % of what was accepted.

    Not weighted: with few candidates in so many dimensions the weights rest on a handful of them. This is the width
    of what fits, not a posterior.
    """
    low, value, high = np.quantile(generation.values, (0.05, 0.5, 0.95), axis=0)
    return {
        name: Interval(float(value[column]), float(low[column]), float(high[column]))
        for column, name in enumerate(NAMES)
    }


def from_the_middle(generation: Generation) -> list[int]:
    """The accepted, the most central first: by the mean distance to all others, in units of the prior."""
    scaled = generation.values / (HIGH - LOW)
    apart = np.sqrt(((scaled[:, None] - scaled[None, :]) ** 2).sum(axis=2))
    return [int(row) for row in np.argsort(apart.mean(axis=1), kind="stable")]


def rounded(values: Values) -> Values:
    """Values to a few digits."""
    return np.array([round(value, DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0 for value in values])


def looked_at_again(
    generation: Generation,
    rows: Sequence[int],
    others: Rules,
    seeds: Sequence[int],
    keep: Path | None,
    *,
    threads: int | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> list[Member]:
    """The calibrated patterns, judged at some of the accepted with seeds that the search did not see.

    Args:
        generation: of the accepted.
        rows: which of them.
        others: the values of the rules that are not free.
        seeds: of each arm.
        keep: a file that keeps finished runs.
        threads: left out, one a core.
        tell: called after each member with how many are done, and of how many.
    """
    members = []
    for number, row in enumerate(rows, start=1):
        rules = rules_of(rounded(generation.values[row]), others)
        setting, measured = measure(chosen(CALIBRATED), Setting(rules=rules, seeds=seeds), keep, threads=threads)
        members.append(Member(rules, setting.edge, tuple(finding for one in measured for finding in one.findings)))
        if tell is not None:
            tell(number, len(rows))
    return members
