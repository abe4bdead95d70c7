"""Which dyads are mutual, and the way of the others.

With reciprocity r in arc form (share of arcs that are returned), the share of dyads that are mutual is r / (2 - r).
Each dyad has one draw of build.arcs, keyed by its pair: those with the lowest draws are mutual, exactly as many as
wanted; the last of the draw's 32 bits says the way of a dyad that is not, so that both ways are equally likely.
"""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.luck import BUILD_ARCS, base, draw, pair, person_identity
from sim.network.shapes.draws import Luck

People = NDArray[np.int32]


def mutual_share(reciprocity: float) -> float:
    """Share of dyads that are mutual, from the share of arcs that are returned."""
    return reciprocity / (2.0 - reciprocity)


def present(first: People, second: People, reciprocity: float, luck: Luck) -> NDArray[np.bool_]:
    """Shape (2, D): which arcs there are, first→second and second→first.

    Args:
        first: shape (D,), of each dyad, the smaller row; dyads in rising order.
        second: shape (D,), the larger.
        reciprocity: share of arcs that are returned, met as nearly as whole dyads allow.
        luck: of the organisation.
    """
    bits = _bits(first, second, luck.seed, luck.organisation)
    mutual = round(mutual_share(reciprocity) * len(first))
    returned = _lowest(bits, mutual)
    forth = (bits & 1) == 0
    return np.vstack((returned | forth, returned | ~forth))


def _lowest(bits: NDArray[np.uint32], count: int) -> NDArray[np.bool_]:
    """Shape (D,): the `count` lowest, earlier ones first where draws are equal."""
    if count == 0:
        return np.zeros(len(bits), dtype=np.bool_)
    last = np.partition(bits, count - 1)[count - 1]
    equal = np.flatnonzero(bits == last)
    lowest: NDArray[np.bool_] = bits < last
    lowest[equal[: count - int(lowest.sum())]] = True
    return lowest


@compiled
def _bits(first: People, second: People, seed: int, organisation: int) -> NDArray[np.uint32]:
    """The 32 bits of each dyad's draw."""
    start = base(seed, BUILD_ARCS, 0)
    bits = np.empty(len(first), dtype=np.uint32)
    for dyad in range(len(first)):
        one = person_identity(organisation, 0, first[dyad])
        other = person_identity(organisation, 0, second[dyad])
        bits[dyad] = np.uint32(draw(start, pair(one, other)) * 4294967296.0)
    return bits
