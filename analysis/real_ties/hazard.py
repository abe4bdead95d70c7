"""Does exposure hasten adoption? The hazard of adopting in a period, given how many of those named have adopted before.

A discrete-time logistic hazard (Allison 1982 [R]): over everyone and each period until they adopt, logit of the
chance of adopting = exposure·coefficient + a constant for each group + one for each period. Exposure is the share of
those named who adopted in an earlier period, 0 for who names nobody. Beside it, the coefficient when the same
people's ties are shuffled within groups. A tiny ridge (1e-3) on all but the exposure keeps periods in which nobody
or all adopt from running away.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.real_ties.association import Arcs, Column, Tested, permuted

RIDGE: Final = 1e-3
ROUNDS: Final = 40


def exposure(time: NDArray[np.int64], adopted: NDArray[np.bool_], arcs: Arcs, periods: int) -> Column:
    """Shape (periods, N): the share of those each person names who adopted before that period."""
    people = len(time)
    named = np.maximum(1, np.bincount(arcs[:, 0], minlength=people))
    before = adopted & (time < np.arange(1, periods + 1)[:, None])
    counts = np.zeros((periods, people))
    np.add.at(counts.T, arcs[:, 0], before.T[arcs[:, 1]])
    shares: Column = counts / named
    return shares


def coefficient(
    time: NDArray[np.int64], adopted: NDArray[np.bool_], group: NDArray[np.int64], arcs: Arcs, periods: int
) -> float:
    """The coefficient of exposure: log odds of adopting in a period, all named having adopted against none."""
    at_risk = time >= np.arange(1, periods + 1)[:, None]
    period, person = np.nonzero(at_risk)
    adopts = (adopted & (time == np.arange(1, periods + 1)[:, None]))[period, person]
    columns = [exposure(time, adopted, arcs, periods)[period, person]]
    columns += [(group[person] == each).astype(np.float64) for each in np.unique(group)]
    columns += [(period == each).astype(np.float64) for each in range(1, periods)]
    return float(logistic(np.stack(columns, axis=1), adopts.astype(np.float64))[0])


def exposure_beside_null(
    time: NDArray[np.int64],
    adopted: NDArray[np.bool_],
    group: NDArray[np.int64],
    arcs: Arcs,
    periods: int,
    times: int,
    seed: int = 0,
) -> Tested:
    """The coefficient beside that of ties shuffled within groups."""

    def of(order: NDArray[np.int64]) -> float:
        return coefficient(time, adopted, group, order[arcs], periods)

    return permuted(of, group, times, int(np.minimum(time, periods).sum()), seed)


def logistic(columns: NDArray[np.float64], answer: Column, ridge: float = RIDGE) -> Column:
    """Coefficients of a logistic regression by Newton's method; the first column has no ridge.

    Args:
        columns: shape (rows, K); with its own constant among them.
        answer: shape (rows,), 0 or 1.
        ridge: penalty on the square of all others.
    """
    found = np.zeros(columns.shape[1])
    hold = np.full(columns.shape[1], ridge)
    hold[0] = 1e-9
    for _ in range(ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(columns @ found, -30.0, 30.0)))
        slope = columns.T @ (answer - chance) - hold * found
        curve = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.diag(hold)
        move = np.clip(np.linalg.solve(curve, slope), -4.0, 4.0)
        found = found + move
        if float(np.abs(move).max()) < 1e-6:
            break
    return found
