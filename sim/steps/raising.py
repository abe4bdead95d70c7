"""Who raises improvement (step 3): some hundred dyads in a go, in columns of which a processor takes several at once.

First all that is asked of a dyad and its two people is fetched from where it lies; then both draws and both rates are
worked out, and what bounds can tell of them; at last the few that they cannot are decided by the exponential.
"""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import FAR, NEAR, ahead
from sim.bounds import UNSURE, foreseen
from sim.compiled import inner
from sim.people import Floats
from sim.rules import chance, motive, raise_rate, urge
from sim.steps.speakers import alike, organisation_of, practises
from sim.world import ASKED, GO, RAISED, Desks, Row, World


@inner
def raised(world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8], count: int, week: int, part: int) -> int:
    """Keep those of the first `count` dyads in which improvement is raised, and note by whom; returns how many.

    `found` is longer than that by `FAR`, whatever stands there.
    """
    desks, rules, kept, begin = world.desks, world.rules[0], 0, 0
    raising = luck.base(world.seed, luck.TALK_RAISE, week)
    while begin < count:
        end = min(begin + GO, count)
        some = _fetch(world, found[begin:end], found[begin + FAR : end + FAR], part)
        organisation = world.organisations[organisation_of(desks.word[part, 0, 0])]
        for side in range(2):  # on an absent arc all rates are 0
            drawn, rate = desks.drawn[part, side, :some], desks.rate[part, side, :some]
            _rates(
                desks.load[part, side, :some],
                desks.load[part, 1 - side, :some],
                desks.word[part, side, :some],
                desks.word[part, 1 - side, :some],
                desks.items[part, side, : ASKED * some],
                rules.talk_rate,
                organisation.time,
                organisation.safety,
                drawn,
                rate,
                raising,
                rules.asking,
            )
            _foresee(drawn, rate, rules.talk_share, desks.said[part, side])
        kept = _keep(desks, rules.talk_share, found[begin : begin + some], found[:end], codes, kept, part)
        begin += some
    return kept


@inner
def _fetch(world: World, found: NDArray[np.uint32], soon: NDArray[np.uint32], part: int) -> int:
    """Lay out what the first dyads of `found` are asked, as far as they are of one organisation; returns how many.

    Of those that stand in `soon` the processor is told.
    """
    ends, arcs, speakers = world.dyads.ends, world.dyads.arcs, world.notes.speakers
    word, load, items = world.desks.word[part], world.desks.load[part], world.desks.items[part]
    of, far = organisation_of(speakers[ends[found[0], 0]].who), len(speakers) > NEAR
    for k in range(len(found)):
        if far:
            ahead(speakers, ends[soon[k], 1])
            ahead(arcs, soon[k])
            ahead(arcs, soon[k] + 1)  # a row may end on the next line of the cache
        dyad = found[k]
        i, j = speakers[ends[dyad, 0]], speakers[ends[dyad, 1]]
        if organisation_of(i.who) != of:
            return k
        word[0, k], load[0, k] = i.who, i.load
        word[1, k], load[1, k] = j.who, j.load
        _copy(arcs[dyad, 0], items[0], ASKED * k)
        _copy(arcs[dyad, 1], items[1], ASKED * k)
    return len(found)


@inner
def _copy(arc: Row, items: Floats, k: int) -> None:
    """What is asked of an arc: as it lies together here and there, a processor copies all of it at one stroke."""
    items[k], items[k + 1], items[k + 2], items[k + 3] = arc.trust, arc.awareness, arc.comfort, arc.advice


@inner
def _rates(
    load_i: Floats,
    load_j: Floats,
    word_i: NDArray[np.uint64],
    word_j: NDArray[np.uint64],
    items: Floats,
    talk_rate: float,
    time: float,
    safety: float,
    drawn: NDArray[np.float64],
    rate: NDArray[np.float64],
    raising: np.uint64,
    asking: float,
) -> None:
    """Each i's draw, and the rate at which i raises improvement with j."""
    for k in range(len(rate)):
        drawn[k] = luck.draw(raising, luck.pair(word_i[k], word_j[k]))
        place = ASKED * k
        trust, awareness, comfort, advice = items[place], items[place + 1], items[place + 2], items[place + 3]
        eager = urge(talk_rate, time, advice, comfort, trust)
        moved = motive(practises(word_i[k]), asking, awareness, practises(word_j[k]))
        safe = 1.0 if alike(word_i[k], word_j[k]) else safety
        rate[k] = raise_rate(eager, safe, load_i[k], load_j[k], moved)


@inner
def _foresee(drawn: NDArray[np.float64], rate: NDArray[np.float64], share: float, said: NDArray[np.uint8]) -> None:
    """What can be told without the exponential."""
    for k in range(len(rate)):
        said[k] = foreseen(drawn[k], rate[k], share)


@inner
def _keep(
    desks: Desks,
    share: float,
    weighed: NDArray[np.uint32],
    found: NDArray[np.uint32],
    codes: NDArray[np.uint8],
    kept: int,
    part: int,
) -> int:
    """Keep the dyads in which either raised improvement, after the `kept` that are kept; returns how many then are."""
    said, drawn, rate, place = desks.said[part], desks.drawn[part], desks.rate[part], np.uint64(kept)
    for k in range(len(weighed)):
        code = said[0, k] | said[1, k] << 2
        if code & (UNSURE | UNSURE << 2):
            code = RAISED * int(drawn[0, k] < chance(rate[0, k], share))
            code |= RAISED * int(drawn[1, k] < chance(rate[1, k], share)) << 2
        found[place], codes[place] = weighed[k], code
        place += np.uint64(code != 0)
    return int(np.int64(place))
