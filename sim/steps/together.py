"""What talk spaces (step 4) and workshops (step 5) share: who comes first, and what reflecting together does."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.rules import transfer
from sim.world import HEARD, TALKED, Records, Row

FEW: Final = 64
"""Up to how many are kept by insertion; of more, sorting all draws takes fewer steps."""


@compiled
def lowest(people: Records, unit: Row, stream: np.uint64, count: int) -> NDArray[np.int64]:
    """The `count` people of the unit, counted from its first, whose draws of (unit, person) are lowest; rising."""
    people_here = unit.stop - unit.start
    if count > FEW:
        every = np.empty(people_here)
        for k in range(people_here):
            every[k] = _drawn(people, unit, stream, k)
        return np.argsort(every, kind="mergesort")[:count]
    draws, order = np.empty(count), np.empty(count, np.int64)
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
    return order


@compiled
def _drawn(people: Records, unit: Row, stream: np.uint64, k: int) -> float:
    """The draw of the unit and its person `k`."""
    return luck.draw(stream, luck.pair(unit.identity, people[unit.start + k].identity))


@compiled
def share_talk(people: Records, group: NDArray[np.uint32], weight: float, rate: float) -> None:
    """Each of a group of two or more: heat by the share of the others who practise, knowledge toward the best."""
    practising, best = 0, 0.0
    for row in group:
        practising += people[row].practising
        best = max(best, people[row].knowledge)
    for row in group:
        person = people[row]
        person.exposure += weight * (practising - person.practising) / (len(group) - 1)
        person.talk |= TALKED | HEARD
        if person.knowledge < best:
            person.gains += transfer(rate, 1.0, best - person.knowledge)
            person.best = max(person.best, best)
