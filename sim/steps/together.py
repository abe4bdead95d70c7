"""What talk spaces (step 4) and workshops (step 5) share: who comes first, and what reflecting together does."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.rules import transfer
from sim.steps.order import sort_rising
from sim.world import HEARD, TALKED, Records, Row

SMALL: Final = 16
"""People in a small unit, at most; as many draws are compared at once."""

BELOW: Final = 2.0**-40
"""Less than the last bit of a draw, however often a small unit adds it."""

FEW: Final = 64
"""Up to how many are kept by insertion; of more, sorting all draws takes fewer steps."""


@inner
def lowest(
    identity: NDArray[np.uint64],
    unit: Row,
    stream: np.uint64,
    count: int,
    draws: NDArray[np.float64],
    order: NDArray[np.int64],
) -> None:
    """Note in `order` the `count` people of the unit, counted from its first, with the lowest draws; rising.

    `draws` is room for as many draws, and `order` for as many people, but both for `SMALL` at least.
    """
    people_here = unit.stop - unit.start
    if people_here <= SMALL:
        _rank(identity, unit, stream, draws, order)
        return
    if count > FEW:
        _lowest_of_many(identity, unit, stream, count, order)
        return
    kept = 0
    for k in range(people_here):
        drawn = _drawn(identity, unit, stream, k)
        if kept < count:
            kept += 1
        elif kept == 0 or drawn >= draws[kept - 1]:
            continue
        place = kept - 1
        while place > 0 and draws[place - 1] > drawn:
            draws[place], order[place] = draws[place - 1], order[place - 1]
            place -= 1
        draws[place], order[place] = drawn, k


@inner
def _rank(
    identity: NDArray[np.uint64], unit: Row, stream: np.uint64, draws: NDArray[np.float64], order: NDArray[np.int64]
) -> None:
    """All people of a small unit, by how many have lower draws: a processor compares them all at once.

    A draw has 32 bits; a person's number, far below its last, tells equal draws apart.
    """
    people_here = unit.stop - unit.start
    lanes = (people_here + SMALL - 1) // SMALL * SMALL  # were it a constant, they would be compared one by one
    for k in range(people_here):
        draws[k] = _drawn(identity, unit, stream, k) + k * BELOW
    for k in range(people_here, lanes):
        draws[k] = 1.0
    for k in range(people_here):
        rank = 0
        for other in range(lanes):
            rank += int(draws[other] < draws[k])
        order[rank] = k


@inner
def _lowest_of_many(
    identity: NDArray[np.uint64], unit: Row, stream: np.uint64, count: int, order: NDArray[np.int64]
) -> None:
    """The same by sorting the draws of all."""
    people_here = unit.stop - unit.start
    every, draws = np.empty(people_here, np.int64), np.empty(people_here)
    for k in range(people_here):
        every[k], draws[k] = k, _drawn(identity, unit, stream, k)
    sort_rising(every, draws)
    for k in range(count):
        order[k] = every[k]


@inner
def _drawn(identity: NDArray[np.uint64], unit: Row, stream: np.uint64, k: int) -> float:
    """The draw of the unit and its person `k`."""
    return luck.draw(stream, luck.pair(unit.identity, identity[unit.start + k]))


@inner
def together(practises: NDArray[np.uint8], heard: Records, group: NDArray[np.uint32]) -> tuple[int, float]:
    """How many of a group practise, and what the best of them knows."""
    practising, best = 0, 0.0
    for row in group:
        practising += practises[row]
        best = max(best, heard[row].knowledge)
    return practising, best


@inner
def share_talk(
    practises: NDArray[np.uint8],
    heard: Records,
    talk: NDArray[np.uint8],
    group: NDArray[np.uint32],
    practising: int,
    best: float,
    low: int,
    high: int,
    weight: float,
    rate: float,
) -> None:
    """Each of a group of two or more: heat by the share of the others who practise, knowledge toward the best.

    Of the group, `practising` practise, and the best knows `best` (`together`). Only those of rows low..high-1
    are changed; threads that take other rows do the rest.
    """
    for row in group:
        if low <= row < high:
            person = heard[row]
            person.exposure += weight * (practising - practises[row]) / (len(group) - 1)
            talk[row] |= TALKED | HEARD
            if person.knowledge < best:
                person.gains += transfer(rate, 1.0, best - person.knowledge)
                person.best = max(person.best, best)
