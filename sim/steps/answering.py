"""Who is answered (step 3): what was raised, some hundred dyads in a go, in columns as in `sim.steps.raising`."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.rules import answer_chance, unnamed
from sim.steps.speakers import alike, organisation_of
from sim.world import ANSWERED, GO, Row, World


@inner
def answered(
    world: World, found: NDArray[np.uint32], codes: NDArray[np.uint8], count: int, week: int, part: int
) -> None:
    """Add to what was raised in the first `count` dyads of `found` whether it was answered."""
    key, likely, begin = world.desks.key[part], world.desks.likely[part], 0
    answering = luck.base(world.seed, luck.TALK_ANSWER, week)
    while begin < count:
        some = _fetch(world, found[begin : min(begin + GO, count)], part)
        here = codes[begin : begin + some]
        _decide(key[0, :some], key[1, :some], likely[0, :some], likely[1, :some], here, answering)
        begin += some


@inner
def _fetch(world: World, found: NDArray[np.uint32], part: int) -> int:
    """Lay out how likely each of both is answered by the other, as far as all are of one organisation.

    Returns how many dyads of `found` that are.
    """
    ends, arcs, speakers, rules = world.dyads.ends, world.dyads.arcs, world.notes.speakers, world.rules[0]
    key, likely = world.desks.key[part], world.desks.likely[part]
    of = organisation_of(speakers[ends[found[0], 0]].who)
    at = world.organisations[of]
    safety, pressure = at.safety, at.pressure
    for k in range(len(found)):
        dyad = found[k]
        i, j = speakers[ends[dyad, 0]], speakers[ends[dyad, 1]]
        if organisation_of(i.who) != of:
            return k
        safe = 1.0 if alike(i.who, j.who) else safety
        key[0, k], key[1, k] = i.key, j.key
        likely[0, k] = _likely(j, arcs[dyad, 1], safe, rules, pressure)
        likely[1, k] = _likely(i, arcs[dyad, 0], safe, rules, pressure)
    return len(found)


@inner
def _likely(j: Row, back: Row, safe: float, rules: Row, pressure: float) -> float:
    """How likely j answers whom the arc `back` runs to."""
    trusted = unnamed(back.trust, back.present != 0, rules.answer_unnamed)
    return float(answer_chance(trusted, j.openness, safe, rules.pressure_silence, pressure))


@inner
def _decide(
    first: NDArray[np.uint32],
    second: NDArray[np.uint32],
    likely_first: NDArray[np.float64],
    likely_second: NDArray[np.float64],
    codes: NDArray[np.uint8],
    answering: np.uint64,
) -> None:
    """Draw for what each of both may have raised."""
    for k in range(len(codes)):
        one = luck.draw(answering, luck.joined(first[k], second[k])) < likely_first[k]
        other = luck.draw(answering, luck.joined(second[k], first[k])) < likely_second[k]
        codes[k] |= ANSWERED * (codes[k] & (int(one) | int(other) << 2))
