"""Clustering: whether a person's partners are partners of each other, direction left aside."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.network.structure.arcs import Arcs, Partners, ratio
from sim.network.structure.degree import degrees
from sim.network.structure.shared import common, longest


def triangles(arcs: Arcs) -> NDArray[np.int64]:
    """Shape (N,): how many pairs of each person's partners are partners of each other."""
    return _triangles(arcs.partners)


def local_clustering(arcs: Arcs) -> NDArray[np.float64]:
    """Shape (N,): the share of pairs of each person's partners that are partners; 0 with fewer than two partners."""
    degree = degrees(arcs)
    share: NDArray[np.float64] = 2 * triangles(arcs) / np.maximum(degree * (degree - 1), 1)
    return share


def clustering(arcs: Arcs) -> float:
    """The mean of `local_clustering` over everyone. From 0 to 1.

    People with fewer than two partners count as 0, as in networkx: an isolate has no talk around it.

    Source: Watts & Strogatz 1998, "Collective dynamics of 'small-world' networks", Nature 393 [R].
    """
    return float(local_clustering(arcs).mean())


def transitivity(arcs: Arcs) -> float:
    """Triangles · 3 / pairs of partners, over the whole network. From 0 to 1; NaN when nobody has two partners.

    Weighs people with many partners more than `clustering` does.
    """
    degree = degrees(arcs)
    return ratio(int(triangles(arcs).sum()), int((degree * (degree - 1)).sum()) // 2)


@compiled
def _triangles(partners: Partners) -> NDArray[np.int64]:
    people, room = len(partners.start) - 1, longest(partners)
    of_i, of_j = np.empty(room, np.int64), np.empty(room, np.int64)
    twice = np.zeros(people, np.int64)
    for i in range(people):
        for entry in range(partners.start[i], partners.start[i + 1]):
            j = partners.row[entry]
            if i < j:
                found = common(partners, i, j, of_i, of_j)
                twice[i] += found
                twice[j] += found
    return twice // 2
