"""Draws for what is built: many at once, keyed by the organisation, what is decided, and a counter.

The key (kind, counter) of the streams build.ties and build.staff is

    numbered(mix(organisation ^ (kind * 2**32 + group)), counter)

with the identity of the organisation (`sim.luck`) and a group (a unit, a cluster; else 0), so that
organisations differ and one group's luck does not hang on that of the groups before it.
"""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.luck import BUILD_STAFF, BUILD_TIES, base, draw, mix, numbered, organisation_identity


class Kind(IntEnum):
    """What a draw of build.ties or build.staff decides."""

    WITHIN = 1
    ACROSS = 2
    ANYONE = 3
    SECOND_CLUSTER = 4
    SECOND_TIES = 5
    LINK_PIECE = 6
    LINK_PERSON = 7
    SPOKES = 8
    ISLAND_SIZES = 9
    ISLAND_TIES = 10
    DENSE_TIES = 11
    CLUSTER_TIES = 12
    REWIRED = 13
    MOVED = 14
    UNIT_SWAPS = 15
    PROFESSION = 16
    PROFESSION_SWAPS = 17
    SENIORITY = 18
    REST = 19
    AROUND_TIES = 20
    AROUND_UNITS = 21


@compiled
def word(organisation: int, kind: int, group: int) -> np.uint64:
    """What the draws of one kind and group share in their keys."""
    place = (np.uint64(kind) << np.uint64(32)) + np.uint64(group)
    return mix(organisation_identity(organisation) ^ place)


@compiled
def draws(seed: int, stream: int, organisation: int, kind: int, count: int) -> NDArray[np.float64]:
    """The draws of one kind for the counters 0..count-1: shape (count,), in [0, 1)."""
    start, shared = base(seed, stream, 0), word(organisation, kind, 0)
    result = np.empty(count)
    for counter in range(count):
        result[counter] = draw(start, numbered(shared, counter))
    return result


class Luck(NamedTuple):
    """The luck of one organisation while it is built.

    Attributes:
        seed: of the ties; the run's seed unless the network has its own.
        organisation: its index in the scenario.
    """

    seed: int
    organisation: int

    def of_ties(self, kind: Kind, count: int) -> NDArray[np.float64]:
        """Shape (count,): draws of the stream build.ties."""
        return draws(self.seed, BUILD_TIES, self.organisation, int(kind), count)

    def of_staff(self, kind: Kind, count: int) -> NDArray[np.float64]:
        """Shape (count,): draws of the stream build.staff."""
        return draws(self.seed, BUILD_STAFF, self.organisation, int(kind), count)
