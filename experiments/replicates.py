"""How many replicates are enough: the confidence-interval algorithm of Hoad, Robinson and Davies.

Replicates are added until the half-width of the confidence interval of the cumulative mean, d_n, is no larger
than wanted, and stays so over a look-ahead of f(k, n) further replicates: k of them up to 100 replicates, in
proportion beyond [R] Hoad, Robinson & Davies 2010, J. Oper. Res. Soc. 61, 1632-1644.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted of the mean over replicates.

    Attributes:
        precision: the largest half-width.
        relative: whether it is a share of the mean; else it is in the units of the measure.
        confidence: of the interval.
        least: replicates to begin with, at least 3.
        ahead: the look-ahead k.
        most: replicates at which it is given up.
    """

    precision: float
    relative: bool = False
    confidence: float = 0.95
    least: int = 3
    ahead: int = 5
    most: int = 200


def half_widths(values: Sequence[float] | Values, confidence: float, *, relative: bool) -> Values:
    """d_n of the first n values, for every n.

    Args:
        values: shape (n,), in the order of the replicates.
        confidence: of the interval, by Student's t.
        relative: as shares of the cumulative mean.

    Returns:
        Shape (n,); infinite for n = 1, and where a share of a mean of 0 is asked for, unless nothing varies.
    """
    from scipy.stats import t

    given = np.asarray(values, dtype=np.float64)
    n = np.arange(1, len(given) + 1)
    mean = np.cumsum(given) / n
    spread = np.array([given[:k].std(ddof=1) if k > 1 else np.inf for k in n])
    half = np.full(len(given), np.inf)
    half[1:] = t.ppf(0.5 + confidence / 2, n[1:] - 1) * spread[1:] / np.sqrt(n[1:])
    if relative:
        with np.errstate(divide="ignore", invalid="ignore"):
            half = np.where(half == 0, 0.0, half / np.abs(mean))
    return half


def look_ahead(ahead: int, n: int) -> int:
    """f(k, n): how many further replicates must keep the precision."""
    return ahead if n <= 100 else ahead * n // 100


def enough(values: Sequence[float] | Values, wanted: Wanted) -> int | None:
    """The number of replicates that is enough; None where these are not, or the look-ahead is not run yet."""
    good = half_widths(values, wanted.confidence, relative=wanted.relative) <= wanted.precision
    for n in range(wanted.least, len(good) + 1):
        last = n + look_ahead(wanted.ahead, n)
        if last > len(good):
            return None
        if good[n - 1 : last].all():
            return n
    return None


def due(values: Sequence[float] | Values, wanted: Wanted) -> int:
    """How many replicates a point should have by now; as many as it has when they are enough.

    Where they are not, it is as many as the spread so far would need with its look-ahead, but not more than twice
    as many as there are: the number depends on results alone, so that every engine asks for the same.
    """
    have = len(values)
    start = wanted.least + wanted.ahead
    if have < start:
        return start
    if have >= wanted.most or enough(values, wanted) is not None:
        return have
    now = float(half_widths(values, wanted.confidence, relative=wanted.relative)[-1])
    if now <= wanted.precision:
        guess = have + wanted.ahead
    else:
        ratio = min((now / wanted.precision) ** 2, 4.0) if wanted.precision > 0 else 4.0
        guess = int(np.ceil(have * ratio)) + wanted.ahead
    return min(wanted.most, max(have + 1, min(guess, 2 * have)))
