"""Components: who can be reached from whom when arcs are walked in either direction."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.network.structure.arcs import Arcs


@dataclass(frozen=True, eq=False)
class Parts:
    """People split into parts, the largest first; equal ones by their lowest row.

    Attributes:
        label: shape (N,), the part of each person, from 0; −1 for people in none.
        sizes: shape (parts,), how many people each has.
    """

    label: NDArray[np.int64]
    sizes: NDArray[np.int64]

    def __len__(self) -> int:
        """How many parts there are."""
        return len(self.sizes)


def components(arcs: Arcs) -> Parts:
    """The weak components: people joined by any chain of arcs, whatever their direction.

    Everyone belongs to one; an isolate is a component of its own.
    """
    return joined(arcs.source, arcs.target, np.ones(arcs.people, dtype=np.bool_))


def largest_component(arcs: Arcs) -> float:
    """The share of people in the largest component. From 1/N to 1."""
    return float(components(arcs).sizes[0] / arcs.people)


def joined(first: NDArray[np.int32], second: NDArray[np.int32], within: NDArray[np.bool_]) -> Parts:
    """The parts of the people `within` that the pairs (first, second) join."""
    root = _roots(first, second, len(within))
    sizes = np.bincount(root[within], minlength=len(within))  # of each part, at its lowest row
    lowest = np.flatnonzero(sizes)
    lowest = lowest[np.argsort(-sizes[lowest], kind="stable")]
    place = np.empty(len(within), dtype=np.int64)
    place[lowest] = np.arange(len(lowest))
    label = np.full(len(within), -1, dtype=np.int64)
    label[within] = place[root[within]]
    return Parts(label, sizes[lowest])


@compiled
def _roots(first: NDArray[np.int32], second: NDArray[np.int32], people: int) -> NDArray[np.int64]:
    """The lowest row of everyone's part (disjoint sets, with path halving)."""
    parent = np.arange(people)
    for pair in range(len(first)):
        low, high = _root(parent, first[pair]), _root(parent, second[pair])
        if low > high:
            low, high = high, low
        parent[high] = low
    for person in range(people):
        parent[person] = _root(parent, person)
    return parent


@compiled
def _root(parent: NDArray[np.int64], person: int) -> int:
    """The root of a person's tree, halving the way to it."""
    while parent[person] != person:
        parent[person] = parent[parent[person]]
        person = parent[person]
    return person
