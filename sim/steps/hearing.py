"""What talk brings to those who talk (step 3), of what is laid out in columns (`sim.steps.talkers`).

What is heard is summed person by person in the order of the dyads, whichever thread does it.
"""

import numpy as np
from numpy.typing import NDArray

from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.people import Floats
from sim.rules import transfer, unnamed
from sim.steps.speakers import practises
from sim.steps.talkers import lay_out
from sim.world import ANSWERED, BLOCK, GO, HEARD, RAISED, TALKED, World


@inner
def listen(world: World, block: int, low: int, high: int, part: int) -> None:
    """Bring home the talk of the block of dyads from row `block` on, as far as people low..high-1 have part in it."""
    notes, found, codes = world.notes, world.desks.found[part], world.desks.codes[part]
    last = block + notes.event_count[block // BLOCK]
    for begin in range(block, last, GO):
        end, done = min(begin + GO, last), 0
        mine = _of_these(world, notes.event_dyad[begin:end], notes.event_code[begin:end], low, high, part)
        while done < mine:
            some = lay_out(world, found[done:mine], False, part)
            bring(world, codes[done : done + some], low, high, part)
            done += some


@inner
def bring(world: World, codes: NDArray[np.uint8], low: int, high: int, part: int) -> None:
    """Bring the talk that is laid out to the people low..high-1."""
    desks, rules = world.desks, world.rules[0]
    for side in range(2):
        _weigh(
            codes,
            2 * side,
            2 - 2 * side,
            desks.knows[part, side, : len(codes)],
            desks.knows[part, 1 - side, : len(codes)],
            desks.word[part, 1 - side, : len(codes)],
            desks.influence[part, side, : len(codes)],
            desks.present[part, side, : len(codes)],
            desks.exposure[part, side, : len(codes)],
            desks.gains[part, side, : len(codes)],
            desks.best[part, side, : len(codes)],
            desks.flags[part, side, : len(codes)],
            rules.influence_unnamed,
            rules.told_weight,
            rules.reflective_transfer,
            rules.told_transfer,
        )
    _add(world, len(codes), low, high, part)


@inner
def _of_these(world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8], low: int, high: int, part: int) -> int:
    """Keep the talk in which one of the people low..high-1 has part; returns how many dyads that is."""
    ends, mine, codes_of_mine, count = world.dyads.ends, world.desks.found[part], world.desks.codes[part], 0
    for k in range(len(found)):
        ahead(ends, found[min(k + 2 * FAR, len(found) - 1)])
        first, second = ends[found[k], 0], ends[found[k], 1]
        mine[count], codes_of_mine[count] = found[k], codes[k]
        count += int(low <= first < high) | int(low <= second < high)
    return count


@inner
def _weigh(
    codes: NDArray[np.uint8],
    own: int,
    others: int,
    knows_i: Floats,
    knows_j: Floats,
    word_j: NDArray[np.uint64],
    influence: Floats,
    present: NDArray[np.uint32],
    exposure: NDArray[np.float64],
    gains: NDArray[np.float64],
    best: Floats,
    flags: NDArray[np.uint8],
    influence_unnamed: float,
    told_weight: float,
    reflective_transfer: float,
    told_transfer: float,
) -> None:
    """What talk with each j does to i: exposure to j's practice, and part of what j knows better.

    What i raised stands in the code from bit `own` on, what j raised from bit `others` on; `influence` is what
    i ascribes to j, on an arc that may not be there. The flags are those of `People.talk`.
    """
    for k in range(len(codes)):
        said, heard = codes[k] >> own & 3, codes[k] >> others & 3
        told = (heard & RAISED) & ~(heard // ANSWERED)
        answered = said // ANSWERED + heard // ANSWERED
        ascribed = unnamed(influence[k], present[k] != 0, influence_unnamed)
        exposure[k] = (answered + told_weight * told) * ascribed * practises(word_j[k])
        rate = answered * reflective_transfer + told * told_transfer
        gains[k] = transfer(rate, ascribed, max(0.0, knows_j[k] - knows_i[k]))
        best[k] = knows_j[k] * int(answered + told > 0)
        flags[k] = TALKED | HEARD * int(answered > 0)


@inner
def _add(world: World, count: int, low: int, high: int, part: int) -> None:
    """Add it to what each person low..high-1 heard so far."""
    heard, talk, row, flags = world.notes.heard, world.people.talk, world.desks.row[part], world.desks.flags[part]
    exposure, gains, best = world.desks.exposure[part], world.desks.gains[part], world.desks.best[part]
    for k in range(count):
        for side in range(2):
            if low <= row[side, k] < high:
                person = heard[row[side, k]]
                person.exposure += exposure[side, k]
                person.gains += gains[side, k]
                person.best = max(person.best, best[side, k])
                talk[row[side, k]] |= flags[side, k]
