"""How sure the mean of a cell of a phase diagram is, where its points, and the seeds they share, are both a sample.

The variance of the mean is that between points' means, and what seeds do to all points alike besides, as in a layout of
points by seeds [R] Searle, Casella & McCulloch 1992; degrees of freedom are Satterthwaite's. A bootstrap over points
takes luck that they share for luck of their own, and any bootstrap of two or three of a kind is too narrow.
"""

import numpy as np
from scipy.stats import t

from analysis.intervals import Interval, wilson
from analysis.sweeps.luck import Codes, Numbers, mean_squares


def mean_of_cell(place: Codes, seed: Codes | None, value: Numbers, *, share: bool) -> Interval:
    """The mean over points of their means over runs, with its 95 % interval.

    Numbers have Student's t. A yes or no has Wilson's interval: of its runs where there is one point; else of as many
    runs as would have the same variance, had each luck of its own, with Student's t for the normal. Where all runs
    agree there is no variance to go by, and it is Wilson's of as many runs as there are points, or seeds if these are
    fewer: no more than that is independent. Of a single point, or a single seed, the interval holds for it alone.

    Args:
        place: shape (runs,), the point of each.
        seed: shape (runs,), the seed of each; None where points have seeds of their own.
        value: shape (runs,).
        share: whether each value is 0 or 1.

    Returns:
        Ends are NaN where a number has one run.
    """
    place = np.unique(place, return_inverse=True)[1]
    seed = None if seed is None else np.unique(seed, return_inverse=True)[1]
    means = np.bincount(place, value) / np.bincount(place)
    mean = float(means.mean())
    if share and len(means) == 1:
        return wilson(int(value.sum()), len(value))
    if share and np.ptp(value) == 0:
        independent = len(means) if seed is None or not seed.any() else min(len(means), int(seed.max()) + 1)
        return wilson(int(value[0]) * independent, independent)
    if len(value) == 1:
        return Interval(mean, float("nan"), float("nan"))
    variance, freedom = _variance(means, place, seed, value)
    quantile = float(t.ppf(0.975, freedom))
    if share:
        spread = mean * (1 - mean)
        return _score(mean, min(len(value), spread / variance) if variance else len(value), quantile)
    return Interval(mean, mean - quantile * variance**0.5, mean + quantile * variance**0.5)


def _variance(means: Numbers, place: Codes, seed: Codes | None, value: Numbers) -> tuple[float, float]:
    """The variance of the mean of points' means, or of the runs of one, and its degrees of freedom."""
    sample = value if len(means) == 1 else means
    points = len(sample)
    own = float(sample.var(ddof=1)) / points
    within, left = mean_squares(place, seed, value)
    if len(means) == 1 or seed is None or not seed.any() or np.isnan(within):
        return own, points - 1
    counts = np.bincount(place)
    weights = np.bincount(seed, 1 / (points * counts[place]))
    alike = max(0.0, within - left) * float(weights @ weights)
    both = left * float((1 / counts).sum()) / points**2
    variance = max(own, both) + alike
    rest = len(weights) - 1
    unsure = own**2 / (points - 1) + (alike + both) ** 2 / rest + both**2 / ((points - 1) * rest)
    least = min(points - 1, rest)
    return variance, max(least, variance**2 / unsure) if unsure else least


def _score(share: float, runs: float, quantile: float) -> Interval:
    """Wilson's interval of a share of runs that need not be a whole number, with another quantile than the normal."""
    weight = quantile**2 / runs
    middle = (share + weight / 2) / (1 + weight)
    half = quantile * (share * (1 - share) / runs + weight / (4 * runs)) ** 0.5 / (1 + weight)
    return Interval(share, middle - half, middle + half)
