"""Sorting for compiled steps: NumPy's, compiled for each kind of array, takes longer to compile than a step."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inner


@inner
def sort_rising(order: NDArray[np.int64], score: NDArray[np.float64]) -> None:
    """Sort the numbers in `order` by rising `score` of each; equals keep their order. Runs are merged, ever longer."""
    count, run = len(order), 1
    merged = np.empty(count, np.int64)
    while run < count:
        for begin in range(0, count, 2 * run):
            _merge(order, merged, score, begin, min(begin + run, count), min(begin + 2 * run, count))
        for k in range(count):
            order[k] = merged[k]
        run *= 2


@inner
def _merge(
    order: NDArray[np.int64], merged: NDArray[np.int64], score: NDArray[np.float64], begin: int, middle: int, end: int
) -> None:
    """Two sorted runs, begin..middle-1 and middle..end-1, become one."""
    left, right = begin, middle
    for k in range(begin, end):
        if right == end or (left < middle and score[order[left]] <= score[order[right]]):
            merged[k] = order[left]
            left += 1
        else:
            merged[k] = order[right]
            right += 1
