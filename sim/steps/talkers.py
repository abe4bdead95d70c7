"""Who talked (step 3): what is asked of them and of their arcs, laid out in columns, organisation by organisation."""

import numpy as np
from numpy.typing import NDArray

from sim.ahead import FAR, ahead
from sim.compiled import inner
from sim.rules import answer_chance, unnamed
from sim.steps.speakers import alike, organisation_of
from sim.world import Row, World


@inner
def lay_out(world: World, found: NDArray[np.uint32], unanswered: bool, part: int) -> int:
    """Lay out the people of the first dyads of `found`, what they know, and what weight each has with the other.

    Where talk is still unanswered, also how likely each is answered; where it was answered by another thread perhaps,
    the processor is told of what is to come. Returns how many dyads are of one organisation.
    """
    dyads, speakers, heard, desks, rules = (
        world.dyads,
        world.notes.speakers,
        world.notes.heard,
        world.desks,
        world.rules[0],
    )
    row, knows, word, ascribed = desks.row[part], desks.knows[part], desks.word[part], desks.ascribed[part]
    key, likely, last = desks.key[part], desks.likely[part], len(found) - 1
    of = organisation_of(speakers[dyads.ends[found[0], 0]].who)
    at = world.organisations[of]
    safety, pressure = at.safety, at.pressure
    for k in range(len(found)):
        if not unanswered:
            ahead(dyads.ends, found[min(k + 2 * FAR, last)])
            soon = found[min(k + FAR, last)]
            ahead(heard, dyads.ends[soon, 0])
            ahead(heard, dyads.ends[soon, 1])
            ahead(speakers, dyads.ends[soon, 1])
            ahead(dyads.arcs, soon)
            ahead(dyads.arcs, soon + 1)
        dyad = found[k]
        i, j = dyads.ends[dyad, 0], dyads.ends[dyad, 1]
        one, other = speakers[i], speakers[j]
        there, back = dyads.arcs[dyad, 0], dyads.arcs[dyad, 1]
        if organisation_of(one.who) != of:
            return k
        row[0, k], knows[0, k], word[0, k] = i, heard[i].knowledge, one.who
        row[1, k], knows[1, k], word[1, k] = j, heard[j].knowledge, other.who
        ascribed[0, k] = unnamed(there.influence, there.present != 0, rules.influence_unnamed)
        ascribed[1, k] = unnamed(back.influence, back.present != 0, rules.influence_unnamed)
        if unanswered:
            safe = 1.0 if alike(one.who, other.who) else safety
            key[0, k], key[1, k] = one.key, other.key
            likely[0, k] = _likely(other, back, safe, rules, pressure)
            likely[1, k] = _likely(one, there, safe, rules, pressure)
    return len(found)


@inner
def _likely(j: Row, back: Row, safe: float, rules: Row, pressure: float) -> float:
    """How likely j answers whom the arc `back` runs to."""
    trusted = unnamed(back.trust, back.present != 0, rules.answer_unnamed)
    return float(answer_chance(trusted, j.openness, safe, rules.pressure_silence, pressure))
