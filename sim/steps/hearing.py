"""What talk brings to those who talk (step 3), some hundred dyads in a go, in columns as in `sim.steps.raising`.

What is heard is summed person by person in the order of the dyads, whichever thread does it.
"""

import numpy as np
from numpy.typing import NDArray

from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.people import Floats
from sim.rules import transfer, unnamed
from sim.steps.measures import REFLECTIVE, TELLING
from sim.steps.speakers import organisation_of, practises
from sim.world import ANSWERED, BLOCK, GO, HEARD, RAISED, TALKED, Row, World


@inner
def bring(world: World, block: int, low: int, high: int, part: int, count: bool) -> None:
    """Bring the talk of the block of dyads from row `block` on to the people low..high-1; count it, if told to."""
    notes, desks, rules = world.notes, world.desks, world.rules[0]
    alone = low == 0 and high == len(notes.heard)
    last = block + notes.event_count[block // BLOCK]
    for begin in range(block, last, GO):
        found, codes = notes.event_dyad[begin : min(begin + GO, last)], notes.event_code[begin : min(begin + GO, last)]
        if count:
            _count(world, found, codes)
        if not alone:
            some = _of_these(world, found, codes, low, high, part)
            found, codes = desks.found[part, :some], desks.codes[part, :some]
        _fetch(world, found, part)
        for side in range(2):
            _weigh(
                codes,
                2 * side,
                2 - 2 * side,
                desks.knows[part, side, : len(codes)],
                desks.knows[part, 1 - side, : len(codes)],
                desks.word[part, 1 - side, : len(codes)],
                desks.ascribed[part, side, : len(codes)],
                desks.exposure[part, side, : len(codes)],
                desks.gains[part, side, : len(codes)],
                desks.best[part, side, : len(codes)],
                desks.flags[part, side, : len(codes)],
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
def _fetch(world: World, found: NDArray[np.uint32], part: int) -> None:
    """Lay out who talked in some dyads, what they know, and how much weight each has with the other."""
    dyads, speakers, heard, desks = world.dyads, world.notes.speakers, world.notes.heard, world.desks
    row, knows, word, ascribed = desks.row[part], desks.knows[part], desks.word[part], desks.ascribed[part]
    instead, last = world.rules[0].influence_unnamed, len(found) - 1
    for k in range(len(found)):
        ahead(dyads.ends, found[min(k + 2 * FAR, last)])
        soon = found[min(k + FAR, last)]
        ahead(heard, dyads.ends[soon, 0])
        ahead(heard, dyads.ends[soon, 1])
        ahead(speakers, dyads.ends[soon, 1])
        ahead(dyads.arcs, soon)
        ahead(dyads.arcs, soon + 1)
        dyad = found[k]
        i, j = dyads.ends[dyad, 0], dyads.ends[dyad, 1]
        there, back = dyads.arcs[dyad, 0], dyads.arcs[dyad, 1]
        row[0, k], knows[0, k], word[0, k] = i, heard[i].knowledge, speakers[i].who
        row[1, k], knows[1, k], word[1, k] = j, heard[j].knowledge, speakers[j].who
        ascribed[0, k] = unnamed(there.influence, there.present != 0, instead)
        ascribed[1, k] = unnamed(back.influence, back.present != 0, instead)


@inner
def _weigh(
    codes: NDArray[np.uint8],
    own: int,
    others: int,
    knows_i: Floats,
    knows_j: Floats,
    word_j: NDArray[np.uint32],
    ascribed: NDArray[np.float64],
    exposure: NDArray[np.float64],
    gains: NDArray[np.float64],
    best: Floats,
    flags: NDArray[np.uint8],
    told_weight: float,
    reflective_transfer: float,
    told_transfer: float,
) -> None:
    """What talk with each j does to i: exposure to j's practice, and part of what j knows better.

    What i raised stands in the code from bit `own` on, what j raised from bit `others` on; `ascribed` is what influence
    i ascribes to j. The flags are those of `People.talk`.
    """
    for k in range(len(codes)):
        said, heard = codes[k] >> own & 3, codes[k] >> others & 3
        told = (heard & RAISED) & ~(heard // ANSWERED)
        answered = said // ANSWERED + heard // ANSWERED
        exposure[k] = (answered + told_weight * told) * ascribed[k] * practises(word_j[k])
        rate = answered * reflective_transfer + told * told_transfer
        gains[k] = transfer(rate, ascribed[k], max(0.0, knows_j[k] - knows_i[k]))
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


@inner
def _count(world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8]) -> None:
    """Count what was raised on dyads' arcs as reflective talk or as telling."""
    ends, speakers, tally = world.dyads.ends, world.notes.speakers, world.notes.tally
    of = organisation_of(speakers[ends[found[0], 0]].who)
    reflective, raised = 0, 0
    for k in range(len(codes)):
        here = organisation_of(speakers[ends[found[k], 0]].who)
        if here != of:
            _enter(tally[of], reflective, raised)
            of, reflective, raised = here, 0, 0
        first, second = codes[k] & 3, codes[k] >> 2
        reflective += first // ANSWERED + second // ANSWERED
        raised += (first & RAISED) + (second & RAISED)
    _enter(tally[of], reflective, raised)


@inner
def _enter(tally: Row, reflective: int, raised: int) -> None:
    """Enter a count."""
    tally[REFLECTIVE] += reflective
    tally[TELLING] += raised - reflective
