"""Intervals and summaries of runs: how sure a number is, and what stands in the middle of many."""

from math import sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95: Final = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""

RESAMPLES: Final = 2000
"""Resamples of a bootstrap."""


_NOTHING: Final = 1e-24
"""A variance below this is rounding."""


class Interval(NamedTuple):
    """A value with the ends of an interval about it."""

    value: float
    low: float
    high: float


def apart(one: Interval, other: Interval) -> bool:
    """Whether two intervals do not overlap; false where an end is not known."""
    return one.low > other.high or other.low > one.high


def wilson(count: int, of: int) -> Interval:
    """The 95 % interval of a share, `count` of `of`; from 0 to 1, and nothing is known where `of` is 0.

    Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference" [R].
    """
    if of == 0:
        return Interval(float("nan"), 0.0, 1.0)
    share, weight = count / of, Z95**2 / of
    middle = (share + weight / 2) / (1 + weight)
    half = Z95 * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return Interval(share, low, high)


def paired_difference(one: ArrayLike, other: ArrayLike, seed: int = 0, among: int = 1) -> Interval:
    """The mean of one − other over pairs of runs that share their luck, with its 95 % bootstrap interval.

    A single pair tells nothing of how pairs differ: its ends are NaN.

    Args:
        one, other: shape (n,), in the same order of seeds; pairs with a NaN are left out.
        seed: of the resampling.
        among: how many such differences are looked at together, all of whose intervals are to hold in 95 of 100 cases
            (Bonferroni).
    """
    difference = np.asarray(one, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    difference = difference[~np.isnan(difference)]
    if len(difference) < 2:
        return Interval(float(difference[0]) if len(difference) else float("nan"), float("nan"), float("nan"))
    rows = np.random.default_rng(seed).integers(0, len(difference), (RESAMPLES, len(difference)))
    tail = 2.5 / among
    low, high = np.percentile(difference[rows].mean(axis=1), (tail, 100 - tail))
    return Interval(float(difference.mean()), float(low), float(high))


def paired_shares(one: ArrayLike, other: ArrayLike) -> Interval:
    """The share of `one` less that of `other` over pairs of runs, with its 95 % score interval.

    Unlike a bootstrap it has a width where no pair differs, and where all do.

    Args:
        one, other: yes or no, shape (n,), in the same order of seeds.

    Source: Newcombe 1998, "Improved confidence intervals for the difference between binomial proportions based on
    paired data", method 10 [R].
    """
    yes, too = np.asarray(one, dtype=bool), np.asarray(other, dtype=bool)
    n = len(yes)
    if not n:
        return Interval(float("nan"), -1.0, 1.0)
    p, q = wilson(int(yes.sum()), n), wilson(int(too.sum()), n)
    both, neither = int((yes & too).sum()), int((~yes & ~too).sum())
    cross = both * neither - int((yes & ~too).sum()) * int((~yes & too).sum())
    spread = n * n * sqrt(p.value * (1 - p.value) * q.value * (1 - q.value))
    alike = (max(cross - n / 2, 0.0) if cross > 0 else cross) / spread if spread else 0.0
    down, up = (_squares(p.value - p.low, q.high - q.value, alike), _squares(p.high - p.value, q.value - q.low, alike))
    difference = (int(yes.sum()) - int(too.sum())) / n
    return Interval(difference, difference - down, difference + up)


def difference_of(one: Interval, other: Interval) -> Interval:
    """One value less another, from the intervals of both: distances to their ends are added as squares.

    The two are taken as independent; where they share their luck and it moves both alike, the interval is too wide.

    Source: Zou & Donner 2008, "Construction of confidence limits about effect measures: a general approach" [R].
    """
    down = _squares(one.value - one.low, other.high - other.value, 0.0)
    up = _squares(one.high - one.value, other.value - other.low, 0.0)
    difference = one.value - other.value
    return Interval(difference, difference - down, difference + up)


def unpaired_runs(one: ArrayLike, other: ArrayLike, seed: int = 0) -> Interval:
    """How many runs each of two arms would need, had each luck of its own, for an interval as narrow as that of pairs.

    That is n·(var one + var other)/var(one − other), with its 95 % bootstrap interval; infinite where all pairs differ
    alike though runs do not, n where nothing varies at all, and NaN for fewer than two pairs.

    Args:
        one, other: shape (n,), in the same order of seeds; pairs with a NaN are left out.
        seed: of the resampling.
    """
    pairs = np.column_stack([np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)])
    pairs = pairs[~np.isnan(pairs).any(axis=1)]
    n = len(pairs)
    if n < 2:
        return Interval(float("nan"), float("nan"), float("nan"))
    rows = np.random.default_rng(seed).integers(0, n, (RESAMPLES, n))
    low, high = np.percentile(_unpaired(pairs[rows]), (2.5, 97.5), method="nearest")
    return Interval(float(_unpaired(pairs)), float(low), float(high))


def middle(values: ArrayLike, share: float = 0.9) -> Interval:
    """The median, and the ends of the middle `share` of the values; NaNs are left out."""
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    if not len(known):
        return Interval(float("nan"), float("nan"), float("nan"))
    low, value, high = np.quantile(known, ((1 - share) / 2, 0.5, (1 + share) / 2))
    return Interval(float(value), float(low), float(high))


def bands(series: NDArray[np.float64], share: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of the middle `share` of runs in each week; `series` has shape (n, weeks)."""
    low, high = np.quantile(series, ((1 - share) / 2, (1 + share) / 2), axis=0)
    return low, high


def _squares(one: float, other: float, alike: float) -> float:
    """Two distances added as squares, less what correlation takes away."""
    return sqrt(max(0.0, one * one - 2 * alike * one * other + other * other))


def _unpaired(pairs: NDArray[np.float64]) -> NDArray[np.float64]:
    """`unpaired_runs` of pairs, shape (..., n, 2)."""
    apart = pairs.var(axis=-2).sum(axis=-1)
    together = (pairs[..., 0] - pairs[..., 1]).var(axis=-1)
    nothing, alike = apart < _NOTHING, together < _NOTHING
    ratio = np.where(alike, np.inf, apart / np.where(alike, 1.0, together))
    return np.asarray(pairs.shape[-2] * np.where(nothing, 1.0, ratio))
