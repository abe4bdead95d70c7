"""Step 13, turnover: who leaves, and who comes in their place."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import ahead
from sim.compiled import inner
from sim.people import People
from sim.rules import about
from sim.steps.bonds import drawing, renew
from sim.steps.incidence import END, dyad_at, first_place, next_place, note_trained
from sim.steps.measures import JOINERS
from sim.steps.ranges import block_of, share_of
from sim.world import BLOCK, LEFT, Notes, Records, Row, World


@inner
def leave(world: World, week: int, part: int, parts: int) -> None:
    """Draw who leaves."""
    leaving = luck.base(world.seed, luck.LEAVE, week)
    low, high = share_of(len(world.notes.blocks), 1, part, parts)
    for block in range(low, high):
        organisation, here = block_of(world, block)
        at, leavers, drawn = world.organisations[organisation], world.notes.leavers[here], world.notes.marks[here]
        _draw(world.people.identity[here], world.people.trained[here], at.leaving, at.improvers_leaving, leaving, drawn)
        count = 0
        for k in range(len(drawn)):
            if drawn[k] and not world.people.committed[here.start + k]:
                leavers[count] = here.start + k
                count += 1
        world.notes.leaver_count[block] = count


@inner
def _draw(
    identity: NDArray[np.uint64],
    trained: NDArray[np.uint8],
    chance: float,
    improvers_chance: float,
    leaving: np.uint64,
    drawn: NDArray[np.uint8],
) -> None:
    """Note whose draw says that they leave."""
    for k in range(len(drawn)):
        drawn[k] = luck.draw(leaving, identity[k]) < (improvers_chance if trained[k] else chance)


@inner
def replace(world: World, week: int, part: int, parts: int) -> None:
    """All who leave do so at once; then each row has a joiner."""
    if part > 0:
        return
    dyads, people = world.dyads, world.people
    joining = luck.base(world.seed, luck.JOIN, week)
    leavers = world.notes.leavers[: _together(world.notes)]
    for row in leavers:
        world.notes.tally[people.organisation[row], JOINERS] += 1
        if people.trained[row]:
            note_trained(dyads, people, int(row), -1)
    for row in leavers:
        organisation = world.organisations[people.organisation[row]]
        identity = luck.person_identity(organisation.number, people.generation[row] + 1, row - organisation.start)
        _join(people, int(row), identity, organisation, luck.draw(joining, identity))


@inner
def welcome(world: World, week: int, part: int, parts: int) -> None:
    """The joiners' arcs are renewed: those of this part of the dyads."""
    dyads, people, notes = world.dyads, world.people, world.notes
    trust, leavers, organisation = notes.trust[part], notes.leavers[: notes.found[LEFT]], people.organisation
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    drawn, trust_new = drawing(world.seed, week), world.rules[0].trust_new
    for k in range(len(leavers)):
        _look_ahead(dyads.start, dyads.incident, dyads.arcs, dyads.ends, leavers, k, low, high)
        place = first_place(dyads, int(leavers[k]))
        while place != END:
            dyad = dyad_at(dyads, place)
            place = next_place(dyads, int(leavers[k]), place)
            if low <= dyad < high:
                for side in range(2):
                    arc = dyads.arcs[dyad, side]
                    if arc.present:
                        source, target = dyads.ends[dyad, side], dyads.ends[dyad, 1 - side]
                        key, of = luck.pair(people.identity[source], people.identity[target]), organisation[source]
                        trust[of] += renew(arc, key, world.organisations[of], trust_new, drawn)


@inner
def _look_ahead(
    start: NDArray[np.uint32],
    incident: NDArray[np.int32],
    arcs: Records,
    ends: NDArray[np.uint32],
    leavers: NDArray[np.int32],
    k: int,
    low: int,
    high: int,
) -> None:
    """Have the processor fetch the arcs of leavers to come."""
    last = len(leavers) - 1
    ahead(incident, start[leavers[min(k + 4, last)]])
    soon = leavers[min(k + 2, last)]
    for place in range(start[soon], start[soon + 1]):
        if low <= incident[place] < high:
            ahead(arcs, incident[place])
            ahead(ends, incident[place])


@inner
def _together(notes: Notes) -> int:
    """Bring those who leave, in the order of rows, to the beginning of the notes; returns how many they are."""
    leavers, count = notes.leavers, 0
    for block in range(len(notes.leaver_count)):
        for k in range(notes.leaver_count[block]):
            leavers[count] = leavers[notes.blocks[block, 1] + k]
            count += 1
    notes.found[LEFT] = count
    return count


@inner
def _join(people: People, row: int, identity: np.uint64, organisation: Row, drawn: float) -> None:
    """A new person takes a row."""
    people.generation[row] += 1
    people.identity[row] = identity
    people.trained[row] = 0
    people.practising[row] = 0
    people.talk[row] = 0
    people.new_partners[row] = 0
    people.knowledge[row] = 0.0
    people.heat[row] = 0.0
    people.resentment[row] = 0.0
    people.alignment[row] = about(organisation.alignment_join, organisation.alignment_spread, drawn)
