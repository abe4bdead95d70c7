"""What every sampler is: a function from options and a number of dimensions to points of the unit cube."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.asked import Range
from experiments.options import DesignOptions

Unit = NDArray[np.float64]
"""Points of the unit cube, shape (points, dimensions), each value in [0, 1]."""

Sampler = Callable[[DesignOptions, int], Unit]

GROWS: Final = ("grid", "table", "sobol", "saltelli", "morris")
"""Designs of which a larger one holds all points of a smaller."""


def scaled(unit: Unit, ranges: Sequence[Range]) -> list[NDArray[np.float64]]:
    """The sample in the units of the parameters.

    Whole numbers are made by cutting the range into equal parts, one a number, so that the two at the ends are
    as likely as the others.

    Args:
        unit: shape (points, dimensions).
        ranges: one a dimension.

    Returns:
        One column a dimension, shape (points,).
    """
    return [_scaled(unit[:, number], each) for number, each in enumerate(ranges)]


def _scaled(unit: NDArray[np.float64], each: Range) -> NDArray[np.float64]:
    low, high = each.low, each.high
    if each.whole:
        low, high = np.ceil(low) - 0.5, np.floor(high) + 0.5
        if low < 0.5 and each.log:
            low = max(low, 0.5)
    values = np.exp(np.log(low) + unit * (np.log(high) - np.log(low))) if each.log else low + unit * (high - low)
    if each.whole:
        return np.clip(np.floor(values + 0.5), np.ceil(each.low), np.floor(each.high))
    return np.clip(values, each.low, each.high)
