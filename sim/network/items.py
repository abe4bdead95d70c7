"""The five items of arcs as they are at the start (docs/odd.md, 7.15)."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.luck import (
    ITEM_ADVICE,
    ITEM_AWARENESS,
    ITEM_COMFORT,
    ITEM_INFLUENCE,
    ITEM_TRUST,
    base,
    draw,
    pair,
    person_identity,
)
from sim.network.ties import ITEMS
from sim.rules import about
from sim.scenario import Items

STREAMS: Final = (ITEM_TRUST, ITEM_AWARENESS, ITEM_COMFORT, ITEM_INFLUENCE, ITEM_ADVICE)
"""The stream of each of `ITEMS`."""


def at_start(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    present: NDArray[np.bool_],
    items: Items,
    index: int,
    seed: int,
) -> Mapping[str, NDArray[np.float64]]:
    """The items of each arc that is present: mean + spread · (2u − 1), clipped to [0, 1]; 0 where there is none.

    Draws are those of week 0 and of the first people of their rows (generation 0).

    Args:
        first: shape (D,), of each dyad, the smaller row within the organisation.
        second: shape (D,), the larger.
        present: shape (2, D), which arcs there are, first→second and second→first.
        items: means and spread.
        index: of the organisation.
        seed: of the draws.

    Returns:
        By name of the item, shape (2, D).
    """
    means = [getattr(items, name) for name in ITEMS]
    return {
        name: _drawn(first, second, present, mean, items.spread, stream, index, seed)
        for name, mean, stream in zip(ITEMS, means, STREAMS, strict=True)
    }


@compiled
def _drawn(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    present: NDArray[np.bool_],
    mean: float,
    spread: float,
    stream: int,
    organisation: int,
    seed: int,
) -> NDArray[np.float64]:
    """One item of all arcs."""
    start = base(seed, stream, 0)
    values = np.zeros(present.shape)
    for dyad in range(len(first)):
        one = person_identity(organisation, 0, first[dyad])
        other = person_identity(organisation, 0, second[dyad])
        for way in range(2):
            if present[way, dyad]:
                key = pair(one, other) if way == 0 else pair(other, one)
                values[way, dyad] = about(mean, spread, draw(start, key))
    return values
