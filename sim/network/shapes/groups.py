"""Groups of people (units, clusters, hubs with their spokes) and how numbers are shared over them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


class Groups(NamedTuple):
    """Groups of people, one after another.

    Attributes:
        member: shape (M,), people, group by group.
        offset: shape (G + 1,), where each group begins in `member`; the last entry is M.
    """

    member: Whole
    offset: Whole

    @property
    def sizes(self) -> Whole:
        """Shape (G,): how many people each group has."""
        return self.offset[1:] - self.offset[:-1]

    @property
    def pairs(self) -> Whole:
        """Shape (G,): how many pairs each group holds."""
        sizes = self.sizes
        return sizes * (sizes - 1) // 2

    @property
    def label(self) -> Whole:
        """Shape (M,): the group of each entry of `member`."""
        sizes = self.sizes
        return np.repeat(np.arange(len(sizes)), sizes)


def runs(start: int, end: int, count: int) -> Groups:
    """The people start..end-1 in `count` unbroken runs whose sizes differ by at most one."""
    places = np.arange(count + 1, dtype=np.int64) * (end - start) // count
    return Groups(np.arange(start, end, dtype=np.int64), places)


def chunks(member: Whole, size: int) -> Groups:
    """People in the order given, in groups of about `size` whose sizes differ by at most one."""
    return Groups(member, runs(0, len(member), count_of(len(member), size)).offset)


def split(groups: Groups, count: Whole) -> Whole:
    """Shape (M,): each group in `count` runs whose sizes differ by at most one; numbered from 0, group after group."""
    sizes, group = groups.sizes, groups.label
    position = np.arange(len(group)) - groups.offset[group]
    return (np.cumsum(count) - count)[group] + position * count[group] // sizes[group]


def count_of(people: int, size: int) -> int:
    """How many groups of about `size` so many people make; at least one."""
    return max(1, round(people / size))


def shared(total: int, shares: Whole | Sequence[float]) -> Whole:
    """`total` in whole parts, as near to `shares` as can be (largest remainder, earlier first when equal).

    With whole shares that add up to at least `total`, no part is larger than its share.
    """
    weight = np.asarray(shares, dtype=np.float64)
    exact = total * weight / max(float(weight.sum()), 1e-300)
    parts = np.floor(exact + 1e-9).astype(np.int64)
    first = np.argsort(parts - exact, kind="stable")[: total - int(parts.sum())]
    parts[first] += 1
    return parts
