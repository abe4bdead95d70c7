"""What talk spaces (step 4) and workshops (step 5) share: who comes first, and what reflecting together does."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.rules import transfer
from sim.steps.order import sort_rising
from sim.world import HEARD, TALKED, Records, Row

FEW: Final = 64
"""Up to how many are kept by insertion; of more, sorting all draws takes fewer steps."""


@inner
def lowest(
    people: Records, unit: Row, stream: np.uint64, count: int, draws: NDArray[np.float64], order: NDArray[np.int64]
) -> None:
    """Note in `order` the `count` people of the unit, counted from its first, with the lowest draws; rising.

    `draws` is room for as many draws.
    """
    people_here = unit.stop - unit.start
    if count > FEW:
        _lowest_of_many(people, unit, stream, count, order)
        return
    kept = 0
    for k in range(people_here):
        drawn = _drawn(people, unit, stream, k)
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
def _lowest_of_many(people: Records, unit: Row, stream: np.uint64, count: int, order: NDArray[np.int64]) -> None:
    """The same by sorting the draws of all."""
    people_here = unit.stop - unit.start
    every, draws = np.empty(people_here, np.int64), np.empty(people_here)
    for k in range(people_here):
        every[k], draws[k] = k, _drawn(people, unit, stream, k)
    sort_rising(every, draws)
    for k in range(count):
        order[k] = every[k]


@inner
def _drawn(people: Records, unit: Row, stream: np.uint64, k: int) -> float:
    """The draw of the unit and its person `k`."""
    return luck.draw(stream, luck.pair(unit.identity, people[unit.start + k].identity))


@inner
def together(people: Records, group: NDArray[np.uint32]) -> tuple[int, float]:
    """How many of a group practise, and what the best of them knows."""
    practising, best = 0, 0.0
    for row in group:
        practising += people[row].practising
        best = max(best, people[row].knowledge)
    return practising, best


@inner
def share_talk(
    people: Records,
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
            person = people[row]
            person.exposure += weight * (practising - person.practising) / (len(group) - 1)
            person.talk |= TALKED | HEARD
            if person.knowledge < best:
                person.gains += transfer(rate, 1.0, best - person.knowledge)
                person.best = max(person.best, best)
