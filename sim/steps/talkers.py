"""Who talked (step 3): what is asked of them and of their arcs, laid out in columns, organisation by organisation.

Nothing is worked out here: what luck or an absent arc decides is decided in columns, where no branch is guessed wrong.
"""

import numpy as np
from numpy.typing import NDArray

from sim.ahead import FAR, NEAR, ahead
from sim.compiled import inner
from sim.steps.speakers import organisation_of
from sim.world import World


@inner
def lay_out(world: World, found: NDArray[np.uint32], unanswered: bool, part: int) -> int:
    """Lay out the people of the first dyads of `found`, what they know, and their arcs.

    Where talk is still unanswered, also what decides whether it is; where it was answered by another thread perhaps,
    the processor is told of all that is to come, else of what nobody looked at yet. Returns how many dyads are of one
    organisation.
    """
    dyads, speakers, heard, desks = world.dyads, world.notes.speakers, world.notes.heard, world.desks
    row, knows, word, influence = desks.row[part], desks.knows[part], desks.word[part], desks.influence[part]
    present, openness, trust, last = desks.present[part], desks.openness[part], desks.trust[part], len(found) - 1
    of, far = organisation_of(speakers[dyads.ends[found[0], 0]].who), len(speakers) > NEAR
    for k in range(len(found)):
        if far:
            ahead(heard, dyads.ends[found[min(k + FAR, last)], 1])
        if not unanswered:
            soon = found[min(k + FAR, last)]
            ahead(dyads.ends, found[min(k + 2 * FAR, last)])
            ahead(heard, dyads.ends[soon, 0])
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
        present[0, k], influence[0, k] = there.present, there.influence
        present[1, k], influence[1, k] = back.present, back.influence
        if unanswered:
            openness[0, k], trust[0, k] = one.openness, there.trust
            openness[1, k], trust[1, k] = other.openness, back.trust
    return len(found)
