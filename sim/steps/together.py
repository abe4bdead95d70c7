"""What talk spaces (step 4) and workshops (step 5) share: who comes first, and what reflecting together does."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.rules import transfer
from sim.world import HEARD, TALKED, Records, Row


@compiled
def lowest(people: Records, unit: Row, stream: np.uint64) -> NDArray[np.int64]:
    """The unit's people, counted from its first, by rising draw of (unit, person)."""
    draws = np.empty(unit.stop - unit.start)
    for k in range(len(draws)):
        draws[k] = luck.draw(stream, luck.pair(unit.identity, people[unit.start + k].identity))
    return np.argsort(draws, kind="mergesort")


@compiled
def share_talk(people: Records, group: NDArray[np.int64], weight: float, rate: float) -> None:
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
