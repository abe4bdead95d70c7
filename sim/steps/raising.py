"""Who raises improvement (step 3): some hundred dyads in a go, in columns of which a processor takes several at once.

First all that is asked of a dyad and its two people is fetched from where it lies; then both draws and both rates are
worked out, and what bounds can tell of them; at last the few that they cannot are decided by the exponential.
"""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR, ahead
from sim.bounds import UNSURE, foreseen
from sim.compiled import inner
from sim.people import Floats
from sim.rules import chance, motive, raise_rate, urge
from sim.steps.speakers import alike, organisation_of, practises
from sim.world import GO, RAISED, Desks, World


@inner
def raised(world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8], count: int, week: int, part: int) -> int:
    """Keep those of the first `count` dyads in which improvement is raised, and note by whom; returns how many."""
    desks, rules, kept = world.desks, world.rules[0], 0
    raising = luck.base(world.seed, luck.TALK_RAISE, week)
    for begin in range(0, count, GO):
        end = min(begin + GO, count)
        _fetch(world, found, begin, end, count, part)
        some = end - begin
        for side in range(2):  # on an absent arc all rates are 0
            drawn, rate = desks.drawn[part, side, :some], desks.rate[part, side, :some]
            _rates(
                desks.key[part, side, :some],
                desks.key[part, 1 - side, :some],
                desks.load[part, side, :some],
                desks.load[part, 1 - side, :some],
                desks.practising[part, side, :some],
                desks.practising[part, 1 - side, :some],
                desks.eager[part, side, :some],
                desks.awareness[part, side, :some],
                desks.safe[part, :some],
                drawn,
                rate,
                raising,
                rules.asking,
            )
            _foresee(drawn, rate, rules.talk_share, desks.said[part, side])
        kept = _keep(desks, rules.talk_share, found, codes, begin, end, kept, part)
    return kept


@inner
def _fetch(world: World, found: NDArray[np.uint32], begin: int, end: int, last: int, part: int) -> None:
    """Lay out what dyads begin..end-1 of `found` are asked."""
    ends, arcs, speakers, organisations = world.dyads.ends, world.dyads.arcs, world.notes.speakers, world.organisations
    desks, rate = world.desks, world.rules[0].talk_rate
    key, load, practising = desks.key[part], desks.load[part], desks.practising[part]
    eager, awareness, safe = desks.eager[part], desks.awareness[part], desks.safe[part]
    for k in range(end - begin):
        soon = found[min(begin + k + FAR, last - 1)]
        ahead(speakers, ends[soon, 1])
        ahead(arcs, soon)
        ahead(arcs, soon + 1)  # a row may end on the next line of the cache
        dyad = found[begin + k]
        i, j = speakers[ends[dyad, 0]], speakers[ends[dyad, 1]]
        at, there, back = organisations[organisation_of(i)], arcs[dyad, 0], arcs[dyad, 1]
        safety = at.safety
        safe[k] = 1.0 if alike(i, j) else safety
        key[0, k], load[0, k], practising[0, k] = i.key, i.load, practises(i)
        key[1, k], load[1, k], practising[1, k] = j.key, j.load, practises(j)
        eager[0, k] = urge(rate, at.time, there.advice, there.comfort, there.trust)
        eager[1, k] = urge(rate, at.time, back.advice, back.comfort, back.trust)
        awareness[0, k], awareness[1, k] = there.awareness, back.awareness


@inner
def _rates(
    key_i: NDArray[np.uint32],
    key_j: NDArray[np.uint32],
    load_i: Floats,
    load_j: Floats,
    practising_i: NDArray[np.uint8],
    practising_j: NDArray[np.uint8],
    eager: NDArray[np.float64],
    awareness: Floats,
    safe: NDArray[np.float64],
    drawn: NDArray[np.float64],
    rate: NDArray[np.float64],
    raising: np.uint64,
    asking: float,
) -> None:
    """Each i's draw, and the rate at which i raises improvement with j."""
    for k in range(len(rate)):
        drawn[k] = luck.draw(raising, luck.joined(key_i[k], key_j[k]))
        moved = motive(practising_i[k], asking, awareness[k], practising_j[k])
        rate[k] = raise_rate(eager[k], safe[k], load_i[k], load_j[k], moved)


@inner
def _foresee(drawn: NDArray[np.float64], rate: NDArray[np.float64], share: float, said: NDArray[np.uint8]) -> None:
    """What can be told without the exponential."""
    for k in range(len(rate)):
        said[k] = foreseen(drawn[k], rate[k], share)


@inner
def _keep(
    desks: Desks,
    share: float,
    found: NDArray[np.uint32],
    codes: NDArray[np.uint8],
    begin: int,
    end: int,
    kept: int,
    part: int,
) -> int:
    """Keep the dyads in which either raised improvement, after the `kept` that are kept; returns how many then are."""
    said, drawn, rate = desks.said[part], desks.drawn[part], desks.rate[part]
    for k in range(end - begin):
        code = said[0, k] | said[1, k] << 2
        if code & (UNSURE | UNSURE << 2):
            code = RAISED * int(drawn[0, k] < chance(rate[0, k], share))
            code |= RAISED * int(drawn[1, k] < chance(rate[1, k], share)) << 2
        found[kept], codes[kept] = found[begin + k], code
        kept += int(code != 0)
    return kept
