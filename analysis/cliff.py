"""Cliff's δ: how far one set of values lies above another, by order alone."""

import numpy as np
from numpy.typing import ArrayLike


def cliffs_delta(one: ArrayLike, other: ArrayLike) -> float:
    """The share of pairs in which a value of `one` is larger than one of `other`, less that in which it is smaller.

    Args:
        one, other: shapes (n,) and (m,); NaNs are left out.

    Returns:
        From −1 (all of `one` below) to 1 (all above); NaN when either has no values.

    Source: Cliff 1993, "Dominance statistics: ordinal analyses to answer ordinal questions" [R].
    """
    left, right = (np.asarray(values, dtype=np.float64) for values in (one, other))
    left, right = left[~np.isnan(left)], np.sort(right[~np.isnan(right)])
    if not len(left) or not len(right):
        return float("nan")
    below = np.searchsorted(right, left, side="left")
    above = len(right) - np.searchsorted(right, left, side="right")
    return float((below - above).sum() / (len(left) * len(right)))
