"""A test for a trend over ordered groups."""

from collections.abc import Sequence
from itertools import combinations
from math import erfc, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Trend(NamedTuple):
    """What the test of Jonckheere and Terpstra finds.

    Attributes:
        statistic: J, pairs from two groups in which the later group's value is the larger; ties count a half.
        expected: of J, where all groups are alike.
        variance: of J, where all groups are alike, given the ties.
        p: one-sided, against a rise from the first group to the last.
    """

    statistic: float
    expected: float
    variance: float
    p: float


def jonckheere(groups: Sequence[ArrayLike]) -> Trend:
    """The trend test of Jonckheere and Terpstra, by its normal approximation with ties.

    Args:
        groups: the values of each, in the order in which they are said to rise; at least three values together.

    Returns:
        A p of 1 where all values are equal.

    Source: Jonckheere 1954; Terpstra 1952; variance with ties as in Hollander & Wolfe, "Nonparametric Statistical
    Methods" [R].
    """
    columns = [np.asarray(group, dtype=np.float64) for group in groups]
    statistic = sum(_above(one, other) for one, other in combinations(columns, 2))
    sizes = np.array([len(column) for column in columns], dtype=np.float64)
    ties = np.unique(np.concatenate(columns), return_counts=True)[1].astype(np.float64)
    n = float(sizes.sum())
    expected = (n**2 - float((sizes**2).sum())) / 4
    variance = (_cubic(np.array([n])) - _cubic(sizes) - _cubic(ties)) / 72
    variance += _three(sizes) * _three(ties) / (36 * n * (n - 1) * (n - 2))
    variance += _two(sizes) * _two(ties) / (8 * n * (n - 1))
    z = (statistic - expected) / sqrt(variance) if variance > 1e-9 else -np.inf
    return Trend(statistic, expected, variance, erfc(z / sqrt(2)) / 2)


def _above(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Pairs in which `other` is the larger, ties as halves."""
    ordered = np.sort(one)
    below, up_to = (np.searchsorted(ordered, other, side).sum() for side in ("left", "right"))
    return float(below + up_to) / 2


def _two(count: NDArray[np.float64]) -> float:
    return float((count * (count - 1)).sum())


def _three(count: NDArray[np.float64]) -> float:
    return float((count * (count - 1) * (count - 2)).sum())


def _cubic(count: NDArray[np.float64]) -> float:
    return float((count * (count - 1) * (2 * count + 5)).sum())
