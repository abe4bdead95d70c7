"""Step 2, training: the cohort that is due is chosen, and trained at once."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled, inner
from sim.people import People
from sim.scenario.programme import POLICIES
from sim.steps.incidence import END, dyad_at, first_place, next_place, note_trained
from sim.steps.measures import PLACES_FILLED, PLACES_OFFERED
from sim.steps.order import sort_rising
from sim.world import PROFESSION_COUNT, Dyads, Row, World

RANDOM, HUBS, TEAMS, CROSS_PROFESSION, VOLUNTEERS, LIST = range(len(POLICIES))
DRAWN, AMONG_EQUALS, CHOSEN = range(3)
"""The keys by which the untrained are sorted, the last one last."""


@inner
def train(world: World, week: int, part: int, parts: int) -> None:
    """Fill the places of this week's cohorts."""
    if part > 0:
        return
    for o in range(len(world.organisations)):
        if world.places[o] > 0:
            world.notes.tally[o, PLACES_OFFERED] += world.places[o]
            world.notes.tally[o, PLACES_FILLED] += _fill(world, week, o, world.places[o])


@inner
def _fill(world: World, week: int, o: int, places: int) -> int:
    """Train as many of an organisation as there are places, or fewer; returns how many."""
    effect = luck.base(world.seed, luck.TRAIN_EFFECT, week)
    filled = 0
    for row in _in_order(world, week, o):
        if filled == places:
            break
        teach(world.dyads, world.people, row, world.organisations[o], effect)
        filled += 1
    return filled


@compiled
def teach(dyads: Dyads, people: People, row: int, organisation: Row, effect: np.uint64) -> None:
    """Train one person as the organisation's programme does; `effect` is the base of `train.effect` this week."""
    people.trained[row] = 1
    people.quiet[row] = 0
    people.knowledge[row] = max(people.knowledge[row], organisation.knowledge)
    if luck.draw(effect, people.identity[row]) < organisation.effect:
        people.practising[row] = 1
    note_trained(dyads, people, row, 1)


@inner
def _in_order(world: World, week: int, o: int) -> NDArray[np.int64]:
    """The untrained of an organisation, in the order in which they are chosen."""
    rows, policy = _untrained(world, o), world.organisations[o].policy
    if policy == LIST:
        return rows
    score = np.empty(len(world.people.identity))
    seen = np.zeros(PROFESSION_COUNT, np.int64)
    for key in (DRAWN, AMONG_EQUALS, CHOSEN):
        if key == DRAWN or policy in (TEAMS, VOLUNTEERS) or (key == CHOSEN and policy != RANDOM):
            _score(world, week, policy, key, rows, score, seen)
            sort_rising(rows, score)
    return rows


@inner
def _score(
    world: World,
    week: int,
    policy: int,
    key: int,
    rows: NDArray[np.int64],
    score: NDArray[np.float64],
    seen: NDArray[np.int64],
) -> None:
    """What some people are sorted by next; who scores low is chosen first, and equals stay as they are.

    All are drawn; then of a policy, what is asked among those equal in what it chooses by; last what it chooses by. Of
    teams that is the draw of the unit, the same in all weeks, so that a team begun is finished first; teams of the same
    draw, if there are such, follow each other as their units do. `seen` counts the people of each profession.
    """
    people, dyads, units = world.people, world.dyads, world.units
    choosing = luck.base(world.seed, luck.TRAIN_CHOOSE, week if key == DRAWN else 0)
    for row in rows:
        if key == DRAWN:
            score[row] = luck.draw(choosing, people.identity[row])
        elif policy == HUBS:
            score[row] = -people.partners[row]
        elif policy == TEAMS:
            unit = people.unit[row]
            score[row] = unit if key == AMONG_EQUALS else luck.draw(choosing, units[unit].identity)
        elif policy == CROSS_PROFESSION:
            profession = people.profession[row]
            score[row] = seen[profession]
            seen[profession] += 1
        elif policy == VOLUNTEERS:
            score[row] = -_awareness_of_others(dyads, row) if key == AMONG_EQUALS else -people.alignment[row]


@inner
def _untrained(world: World, o: int) -> NDArray[np.int64]:
    """The rows of the untrained; of those named for training, in the order of their names, where there is a list."""
    organisation = world.organisations[o]
    found = np.empty(organisation.stop - organisation.start, np.int64)
    count = 0
    if organisation.policy == LIST:
        for row in world.notes.listed[organisation.listed_start : organisation.listed_stop]:
            if world.people.trained[row] == 0 and world.people.generation[row] == 0:
                found[count] = row
                count += 1
    else:
        for row in range(organisation.start, organisation.stop):
            if world.people.trained[row] == 0:
                found[count] = row
                count += 1
    return found[:count]


@inner
def _awareness_of_others(dyads: Dyads, row: int) -> float:
    """The mean awareness over a person's arcs to others, 0 with none."""
    total, arcs = 0.0, 0
    place = first_place(dyads, row)
    while place != END:
        dyad = dyad_at(dyads, place)
        arc = dyads.arcs[dyad, 0 if dyads.ends[dyad, 0] == row else 1]
        if arc.present:
            total += arc.awareness
            arcs += 1
        place = next_place(dyads, row, place)
    return total / arcs if arcs > 0 else 0.0
