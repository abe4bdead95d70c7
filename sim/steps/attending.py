"""Who comes to a unit's talk space (step 4): those of its own whom luck names, and guests from other units."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.steps.together import lowest
from sim.world import Row


@inner
def who_comes(
    identity: NDArray[np.uint64],
    unit: Row,
    organisation: Row,
    picking: np.uint64,
    inviting: np.uint64,
    draws: NDArray[np.float64],
    who: NDArray[np.int64],
) -> int:
    """Note in `who` the people of the unit with the lowest draws, then guests from other units; returns how many."""
    from_here = int(np.floor(organisation.session_size * (1.0 - organisation.mix) + 0.5))
    roster, staff = unit.stop - unit.start, organisation.stop - organisation.start
    home = min(from_here, roster)
    count = home + min(organisation.session_size - from_here, staff - roster)
    lowest(identity, unit, picking, home, draws, who)
    for k in range(home):
        who[k] += unit.start
    invited, attempt = home, 0
    while invited < count:
        this, next_ = luck.numbered(unit.identity, attempt), luck.numbered(unit.identity, attempt + 1)
        attempt += 2
        for guest in luck.pick_two(inviting, this, next_, staff):
            row = organisation.start + guest
            here = unit.start <= row < unit.stop
            if invited < count and not here and not _among(who, home, invited, row):
                who[invited] = row
                invited += 1
    return int(count)


@inner
def _among(came: NDArray[np.int64], begin: int, end: int, row: int) -> bool:
    """Whether `row` stands in came[begin:end]."""
    found = False
    for k in range(begin, end):
        found |= came[k] == row
    return found
