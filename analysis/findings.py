"""What was found, beside what was wanted: one number with its interval and n, and whether it holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.intervals import RESAMPLES, Interval, paired_difference, paired_shares, wilson

Judge = Callable[[Interval], bool]
"""Whether what was found is what was wanted."""


@dataclass(frozen=True)
class Finding:
    """One number that was found, beside what is wanted of it.

    Attributes:
        what: in words.
        found: with its 95 % interval.
        n: runs (or pairs, panels) it rests on.
        wanted: in words; empty where it is only reported.
        holds: None where it is only reported.
        unit: how it is printed: "share" (as a percentage), "points" (a difference of shares), "number", "p" or "weeks".
    """

    what: str
    found: Interval
    n: int
    wanted: str = ""
    holds: bool | None = None
    unit: str = "number"


def verdict(findings: Sequence[Finding]) -> bool | None:
    """Whether all that was judged holds; None where all is only reported."""
    judged = [finding.holds for finding in findings if finding.holds is not None]
    return all(judged) if judged else None


def judged(what: str, found: Interval, n: int, wanted: str, holds: Judge | None, unit: str = "number") -> Finding:
    """A finding judged by `holds`; only reported without it."""
    return Finding(what, found, n, wanted, None if holds is None else bool(holds(found)), unit)


def share(what: str, of: ArrayLike, wanted: str = "", holds: Judge | None = None) -> Finding:
    """The share of runs in which something is so, with Wilson's interval."""
    known = np.asarray(of, dtype=bool)
    return judged(what, wilson(int(known.sum()), len(known)), len(known), wanted, holds, "share")


def difference(
    what: str, one: ArrayLike, other: ArrayLike, wanted: str = "", holds: Judge | None = None, unit: str = "points"
) -> Finding:
    """The mean of one − other over runs paired by their luck, with a bootstrap interval."""
    pairs = np.asarray(one, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    found = paired_difference(one, other)
    return judged(what, found, int((~np.isnan(pairs)).sum()), wanted, holds, unit)


def shares_apart(what: str, one: ArrayLike, other: ArrayLike, wanted: str = "", holds: Judge | None = None) -> Finding:
    """The share of runs in which something is so in one arm, less that in another, paired; with Newcombe's interval.

    Args:
        what, wanted, holds: as of all findings.
        one, other: yes or no, shape (n,), in the same order of seeds.
    """
    return judged(what, paired_shares(one, other), len(np.asarray(one)), wanted, holds, "points")


def mean(what: str, values: ArrayLike, wanted: str = "", holds: Judge | None = None, unit: str = "number") -> Finding:
    """The mean over runs, NaNs left out, with a bootstrap interval."""
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    return judged(what, paired_difference(known, np.zeros(len(known))), len(known), wanted, holds, unit)


def bootstrapped(
    what: str,
    statistic: Callable[[np.ndarray], float],
    n: int,
    wanted: str = "",
    holds: Judge | None = None,
    unit: str = "number",
    seed: int = 0,
) -> Finding:
    """A statistic of n runs, given the rows of a resample, shape (n,); a 95 % percentile interval over resamples.

    Resamples in which the statistic is not defined (NaN) are left out; where it is not defined of the runs
    themselves, nothing is known, and of a single run no interval is.
    """
    value = float(statistic(np.arange(n)))
    if np.isnan(value) or n < 2:
        return judged(what, Interval(value, float("nan"), float("nan")), n, wanted, holds, unit)
    random = np.random.default_rng(seed)
    drawn = [statistic(random.integers(0, n, n)) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return judged(what, Interval(value, float(low), float(high)), n, wanted, holds, unit)
