"""The people of a null model's week, compiled: who takes up practice, who lapses, who leaves."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled

Whole = NDArray[np.int64]


@compiled
def move(
    lit: NDArray[np.bool_],
    trained: NDArray[np.bool_],
    committed: Whole,
    chances: NDArray[np.float64],
    draws: NDArray[np.float32],
    where: Whole,
    count: Whole,
) -> None:
    """One week of practice and turnover, in place.

    Args:
        lit, trained: shape (K, staff).
        committed: shape (K,): the first rows of each, who neither lapse nor leave.
        chances: shape (5, K): of taking up for improvers and for collaborators, of lapsing, of leaving for improvers
            and for collaborators.
        draws: shape (L, 2, staff), of practice and of leaving.
        where: shape (K,): which of the L draws are an organisation's.
        count: shape (K, 2): filled with how many practise and how many are trained afterwards.
    """
    for k in range(lit.shape[0]):
        taken_up, left, luck = chances[:2, k], chances[3:, k], draws[where[k]]
        lapse = chances[2, k]
        lights = improvers = 0
        for i in range(lit.shape[1]):
            kept = i < committed[k]
            group = 0 if trained[k, i] else 1
            if not kept:
                drawn = luck[0, i]
                if lit[k, i]:
                    lit[k, i] = drawn >= lapse
                else:
                    lit[k, i] = drawn < taken_up[group]
                if luck[1, i] < left[group]:
                    lit[k, i] = False
                    trained[k, i] = False
            lights += lit[k, i]
            improvers += trained[k, i]
        count[k, 0], count[k, 1] = lights, improvers


def train(lit: Any, trained: Any, places: Whole, effect: NDArray[np.float64], draws: Any) -> Whole:
    """Fill the places of one week, in place, with untrained people of the lowest draws; some of them start to practise.

    Args:
        lit, trained: shape (K, staff).
        places: shape (K,).
        effect: shape (K,), chance that training starts practice.
        draws: shape (K, 2, staff), of being chosen and of starting.

    Returns:
        Shape (K,): how many places found someone.
    """
    staff = lit.shape[1]
    order = np.where(trained, np.float32(2.0), draws[:, 0])
    last = np.take_along_axis(np.sort(order, axis=1), np.clip(places, 1, staff)[:, None] - 1, axis=1)
    chosen = (order <= last) & ~trained & (places > 0)[:, None]
    trained |= chosen
    lit |= chosen & (draws[:, 1] < effect[:, None])
    filled: Whole = chosen.sum(axis=1)
    return filled
