"""Shared partners: the one compiled search that triangles, two-paths and pockets rest on."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.network.structure.arcs import Partners


@compiled
def common(partners: Partners, i: int, j: int, of_i: NDArray[np.int64], of_j: NDArray[np.int64]) -> int:
    """How many partners i and j share; writes where each stands among i's and among j's partners.

    Looks the shorter run up in the longer one, so that over all dyads the cost stays near
    D^1.5 at the very worst, hubs or not.

    Args:
        partners: everyone's partners.
        i: a person.
        j: another.
        of_i: room for as many positions in `partners.row` as the shorter run has; filled with i's.
        of_j: the same for j's.
    """
    start, row = partners.start, partners.row
    swapped = start[i + 1] - start[i] > start[j + 1] - start[j]
    few, many = (j, i) if swapped else (i, j)
    found = 0
    low, end = start[many], start[many + 1]
    for entry in range(start[few], start[few + 1]):
        high = end
        while low < high:
            middle = (low + high) // 2
            if row[middle] < row[entry]:
                low = middle + 1
            else:
                high = middle
        if low == end:
            break
        if row[low] == row[entry]:
            of_i[found], of_j[found] = (low, entry) if swapped else (entry, low)
            found += 1
    return found


@compiled
def longest(partners: Partners) -> int:
    """The most partners that anyone has."""
    most = 0
    for i in range(len(partners.start) - 1):
        most = max(most, partners.start[i + 1] - partners.start[i])
    return most
