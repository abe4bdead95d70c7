"""Intervals and summaries of runs: how sure a number is, and what stands in the middle of many."""

from math import sqrt
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95: Final = 1.959963984540054
"""The normal quantile of a two-sided 95 % interval."""

RESAMPLES: Final = 2000
"""Resamples of a bootstrap."""


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


def paired_difference(one: ArrayLike, other: ArrayLike, seed: int = 0) -> Interval:
    """The mean of one − other over pairs of runs that share their luck, with its 95 % bootstrap interval.

    Args:
        one, other: shape (n,), in the same order of seeds; pairs with a NaN are left out.
        seed: of the resampling.
    """
    difference = np.asarray(one, dtype=np.float64) - np.asarray(other, dtype=np.float64)
    difference = difference[~np.isnan(difference)]
    if not len(difference):
        return Interval(float("nan"), float("nan"), float("nan"))
    rows = np.random.default_rng(seed).integers(0, len(difference), (RESAMPLES, len(difference)))
    low, high = np.percentile(difference[rows].mean(axis=1), (2.5, 97.5))
    return Interval(float(difference.mean()), float(low), float(high))


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
