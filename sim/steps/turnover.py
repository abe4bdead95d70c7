"""Step 13, turnover: who leaves, and who comes in their place."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import ahead
from sim.compiled import inner
from sim.rules import about
from sim.steps.bonds import renew
from sim.steps.incidence import dyads_of, note_trained
from sim.steps.measures import JOINERS
from sim.steps.ranges import share_of
from sim.world import BLOCK, LEFT, PEOPLE_BLOCK, Notes, Records, Row, World


@inner
def leave(world: World, week: int, part: int, parts: int) -> None:
    """Draw who leaves."""
    people, leavers = world.people, world.notes.leavers
    leaving = luck.base(world.seed, luck.LEAVE, week)
    low, high = share_of(len(people), PEOPLE_BLOCK, part, parts)
    for begin in range(low, high, PEOPLE_BLOCK):
        count = 0
        for row in range(begin, min(begin + PEOPLE_BLOCK, high)):
            person = people[row]
            organisation = world.organisations[person.organisation]
            chance = organisation.improvers_leaving if person.trained else organisation.leaving
            leavers[begin + count] = row
            count += int(luck.draw(leaving, person.identity) < chance) & (1 - person.committed)
        world.notes.leaver_count[begin // PEOPLE_BLOCK] = count


@inner
def replace(world: World, week: int, part: int, parts: int) -> None:
    """All who leave do so at once; then each row has a joiner."""
    if part > 0:
        return
    dyads, people = world.dyads, world.people
    joining = luck.base(world.seed, luck.JOIN, week)
    leavers = _together(world.notes)
    for row in leavers:
        world.notes.tally[people[row].organisation, JOINERS] += 1
        if people[row].trained:
            note_trained(dyads, people, int(row), -1)
    for row in leavers:
        organisation = world.organisations[people[row].organisation]
        identity = luck.person_identity(organisation.number, people[row].generation + 1, row - organisation.start)
        _join(people[row], identity, organisation, luck.draw(joining, identity))


@inner
def welcome(world: World, week: int, part: int, parts: int) -> None:
    """The joiners' arcs are renewed: those of this part of the dyads."""
    dyads, people, notes = world.dyads, world.people, world.notes
    trust, leavers = notes.trust[part], notes.leavers[: notes.found[LEFT]]
    low, high = share_of(dyads.used[0], BLOCK, part, parts)
    for k in range(len(leavers)):
        _look_ahead(dyads.start, dyads.incident, dyads.arcs, leavers, k, low, high)
        for dyad in dyads_of(dyads, int(leavers[k])):
            if low <= dyad < high:
                for side in range(2):
                    arc = dyads.arcs[dyad, side]
                    if arc.present:
                        source, target = people[dyads.ends[dyad, side]], people[dyads.ends[dyad, 1 - side]]
                        at_source = world.organisations[source.organisation]
                        won = renew(arc, source, target, at_source, world.rules[0].trust_new, world.seed, week)
                        trust[source.organisation] += won


@inner
def _look_ahead(
    start: NDArray[np.int64],
    incident: NDArray[np.int32],
    arcs: Records,
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


@inner
def _together(notes: Notes) -> NDArray[np.int32]:
    """Who leaves, in the order of rows; the list stands at the beginning of the notes."""
    leavers, count = notes.leavers, 0
    for block in range(len(notes.leaver_count)):
        for k in range(notes.leaver_count[block]):
            leavers[count] = leavers[block * PEOPLE_BLOCK + k]
            count += 1
    notes.found[LEFT] = count
    return leavers[:count]


@inner
def _join(person: Row, identity: np.uint64, organisation: Row, drawn: float) -> None:
    """A new person takes a row."""
    person.generation += 1
    person.identity = identity
    person.trained = 0
    person.practising = 0
    person.talk = 0
    person.quiet = 0
    person.new_partners = 0
    person.knowledge = 0.0
    person.heat = 0.0
    person.resentment = 0.0
    person.alignment = about(organisation.alignment_join, organisation.alignment_spread, drawn)
