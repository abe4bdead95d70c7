"""Who is tied to whom: walking a person's dyads, finding a pair's, adding new ones."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, inner
from sim.people import People
from sim.world import Dyads

END: Final = -(2**62)
"""Instead of a place, when a walk along a person's dyads has come to its end."""


@inner
def first_place(dyads: Dyads, person: int) -> int:
    """Where a walk along a person's dyads begins, or `END`: a place in `incident`, or ~dyad of one made in the run."""
    return _from(dyads, person, int(dyads.start[person]))


@inner
def next_place(dyads: Dyads, person: int, place: int) -> int:
    """The place after a place, or `END`."""
    if place >= 0:
        return _from(dyads, person, place + 1)
    dyad = following(dyads, ~place, person)
    return ~dyad if dyad >= 0 else END


@inner
def dyad_at(dyads: Dyads, place: int) -> int:
    """The dyad at a place."""
    return int(dyads.incident[place]) if place >= 0 else ~place


@inner
def _from(dyads: Dyads, person: int, place: int) -> int:
    if place < dyads.start[person + 1]:
        return place
    return ~int(dyads.head[person]) if dyads.head[person] >= 0 else END


@compiled
def dyads_of(dyads: Dyads, person: int) -> NDArray[np.int64]:
    """Shape (partners,): the dyads of a person."""
    count, place = 0, first_place(dyads, person)
    while place != END:
        count, place = count + 1, next_place(dyads, person, place)
    found, place = np.empty(count, np.int64), first_place(dyads, person)
    for k in range(count):
        found[k], place = dyad_at(dyads, place), next_place(dyads, person, place)
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
def add_dyad(dyads: Dyads, people: People, first: int, second: int) -> int:
    """Make the (still empty) dyad of two people without one; `first` < `second`. Room is seen to before."""
    dyad = dyads.used[0]
    dyads.used[0] += 1
    dyads.ends[dyad, 0], dyads.ends[dyad, 1] = first, second
    dyads.following[dyad, 0], dyads.following[dyad, 1] = dyads.head[first], dyads.head[second]
    dyads.head[first] = dyad
    dyads.head[second] = dyad
    people.partners[first] += 1
    people.partners[second] += 1
    people.trained_partners[first] += people.trained[second]
    people.trained_partners[second] += people.trained[first]
    return int(dyad)


@inner
def note_trained(dyads: Dyads, people: People, person: int, change: int) -> None:
    """Tell a person's partners that one more (1) or one less (−1) of them is trained."""
    place = first_place(dyads, person)
    while place != END:
        dyad = dyad_at(dyads, place)
        side = 1 if dyads.ends[dyad, 0] == person else 0
        people.trained_partners[dyads.ends[dyad, side]] += change
        place = next_place(dyads, person, place)
