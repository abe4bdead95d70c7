"""Who is tied to whom: walking a person's dyads, finding a pair's, adding new ones."""

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, inner
from sim.world import Dyads, Records


@compiled
def dyads_of(dyads: Dyads, person: int) -> NDArray[np.int32]:
    """Shape (partners,): the dyads of a person."""
    begin, end = dyads.start[person], dyads.start[person + 1]
    made = 0
    dyad = dyads.head[person]
    while dyad >= 0:
        made += 1
        dyad = following(dyads, dyad, person)
    found = np.empty(end - begin + made, np.int32)
    for k in range(end - begin):
        found[k] = dyads.incident[begin + k]
    dyad = dyads.head[person]
    for k in range(end - begin, end - begin + made):
        found[k] = dyad
        dyad = following(dyads, dyad, person)
    return found


@inner
def following(dyads: Dyads, dyad: int, person: int) -> int:
    """The dyad after `dyad` in the chain of a person's dyads made during the run."""
    return int(dyads.following[dyad, 0 if dyads.ends[dyad, 0] == person else 1])


@compiled
def find(dyads: Dyads, first: int, second: int) -> int:
    """The dyad of two people, `first` < `second`, or −1."""
    i, other = first, second
    if dyads.start[first + 1] - dyads.start[first] > dyads.start[second + 1] - dyads.start[second]:
        i, other = second, first
    for k in range(dyads.start[i], dyads.start[i + 1]):
        if dyads.partner[k] >= other:  # partners stand in rising order
            if dyads.partner[k] == other:
                return int(dyads.incident[k])
            break
    dyad = dyads.head[i]
    while dyad >= 0:
        if dyads.ends[dyad, 0] == first and dyads.ends[dyad, 1] == second:
            return int(dyad)
        dyad = following(dyads, dyad, i)
    return -1


@inner
def add_dyad(dyads: Dyads, people: Records, first: int, second: int) -> int:
    """Make the (still empty) dyad of two people without one; `first` < `second`. Room is seen to before."""
    dyad = dyads.used[0]
    dyads.used[0] += 1
    dyads.ends[dyad, 0], dyads.ends[dyad, 1] = first, second
    dyads.following[dyad, 0], dyads.following[dyad, 1] = dyads.head[first], dyads.head[second]
    dyads.head[first] = dyad
    dyads.head[second] = dyad
    i, j = people[first], people[second]
    i.partners += 1
    j.partners += 1
    i.trained_partners += j.trained
    j.trained_partners += i.trained
    return int(dyad)


@inner
def note_trained(dyads: Dyads, people: Records, person: int, change: int) -> None:
    """Tell a person's partners that one more (1) or one less (−1) of them is trained."""
    for dyad in dyads_of(dyads, person):
        side = 1 if dyads.ends[dyad, 0] == person else 0
        partner = people[dyads.ends[dyad, side]]
        partner.trained_partners += change
