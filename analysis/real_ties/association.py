"""Do people adopt when those they name do? A correlation beside what the same ties give when times are shuffled.

Times are shuffled among people of one group, so that towns which differ, and who is named often, explain nothing.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Arcs = NDArray[np.int64]


class Tested(NamedTuple):
    """A statistic beside its null.

    Attributes:
        value: as observed.
        low, high: the middle 95 % of it when people are shuffled within their groups.
        p: share of shuffles at least as large, (1 + count)/(1 + shuffles).
        n: people (or person-periods) it rests on.
    """

    value: float
    low: float
    high: float
    p: float
    n: int

    @property
    def above(self) -> bool:
        """Whether it lies above the null's middle 95 %."""
        return self.value > self.high


def with_those_named(time: Column, arcs: Arcs) -> float:
    """The correlation of people's times with the mean time of those they name; NaN where it is not defined."""
    named = np.bincount(arcs[:, 0], minlength=len(time))
    some = named > 0
    total = np.bincount(arcs[:, 0], weights=time[arcs[:, 1]], minlength=len(time))
    return correlation(time[some], total[some] / named[some])


def named_beside_null(time: Column, arcs: Arcs, group: NDArray[np.int64], times: int, seed: int = 0) -> Tested:
    """That correlation beside its null."""

    def of(order: NDArray[np.int64]) -> float:
        return with_those_named(time[order], arcs)

    return permuted(of, group, times, len(np.unique(arcs[:, 0])), seed)


def permuted(
    statistic: Callable[[NDArray[np.int64]], float], group: NDArray[np.int64], times: int, n: int, seed: int = 0
) -> Tested:
    """A statistic of an order of people, as they stand and shuffled within groups `times` times."""
    luck = np.random.default_rng(seed)
    value = statistic(np.arange(len(group)))
    null = np.array([statistic(shuffled(group, luck)) for _ in range(times)])
    low, high = np.nanpercentile(null, (2.5, 97.5))
    return Tested(value, float(low), float(high), (1 + int(np.sum(null >= value))) / (1 + times), n)


def shuffled(group: NDArray[np.int64], luck: np.random.Generator) -> NDArray[np.int64]:
    """An order in which everyone's place is taken by someone of their group."""
    order = np.arange(len(group))
    for each in np.unique(group):
        rows = np.flatnonzero(group == each)
        order[rows] = luck.permutation(rows)
    return order


def ranks(values: Column) -> Column:
    """Mean ranks; ties share theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(count)
    middle: Column = ends - (count - 1) / 2.0
    return middle[place]


def within(values: Column, group: NDArray[np.int64]) -> Column:
    """Each value less the mean of its group."""
    means = np.bincount(group, weights=values) / np.maximum(1, np.bincount(group))
    less: Column = values - means[group]
    return less


def correlation(one: Column, other: Column) -> float:
    """Pearson's; NaN where either does not vary."""
    one, other = one - one.mean(), other - other.mean()
    scale = float(np.sqrt((one @ one) * (other @ other)))
    return float(one @ other) / scale if scale > 1e-12 else float("nan")
