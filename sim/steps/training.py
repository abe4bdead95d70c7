"""Step 2, training: the cohort that is due is chosen, and trained at once."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled, inner
from sim.steps.incidence import dyads_of, note_trained
from sim.steps.measures import PLACES_FILLED, PLACES_OFFERED
from sim.steps.order import sort_rising
from sim.world import PROFESSION_COUNT, Dyads, Records, Row, World

POLICIES = ("random", "hubs", "teams", "cross_profession", "volunteers", "list")
RANDOM, HUBS, TEAMS, CROSS_PROFESSION, VOLUNTEERS, LIST = range(6)


@inner
def train(world: World, week: int, part: int, parts: int) -> None:
    """Fill the places of this week's cohorts."""
    if part > 0:
        return
    effect = luck.base(world.seed, luck.TRAIN_EFFECT, week)
    for o in range(len(world.organisations)):
        places = world.places[o]
        if places == 0:
            continue
        organisation = world.organisations[o]
        filled = 0
        for row in _in_order(world, week, o):
            if filled == places:
                break
            teach(world.dyads, world.people, row, organisation, effect)
            filled += 1
        world.notes.tally[o, PLACES_OFFERED] += places
        world.notes.tally[o, PLACES_FILLED] += filled


@compiled
def teach(dyads: Dyads, people: Records, row: int, organisation: Row, effect: np.uint64) -> None:
    """Train one person as the organisation's programme does; `effect` is the base of `train.effect` this week."""
    person = people[row]
    person.trained = 1
    person.quiet = 0
    person.knowledge = max(person.knowledge, organisation.knowledge)
    if luck.draw(effect, person.identity) < organisation.effect:
        person.practising = 1
    note_trained(dyads, people, row, 1)


@inner
def _in_order(world: World, week: int, o: int) -> NDArray[np.int64]:
    """The untrained of an organisation, in the order in which they are chosen."""
    rows, policy = _untrained(world, o), world.organisations[o].policy
    if policy == LIST:
        return rows
    people, dyads = world.people, world.dyads
    score = np.empty(len(people))
    choosing = luck.base(world.seed, luck.TRAIN_CHOOSE, week)
    for row in rows:
        score[row] = luck.draw(choosing, people[row].identity)
    sort_rising(rows, score)
    if policy == HUBS:
        for row in rows:
            score[row] = -people[row].partners
    elif policy == TEAMS:
        _unit_draws(world, rows, score)
    elif policy == CROSS_PROFESSION:
        _rank_within_profession(people, rows, score)
    elif policy == VOLUNTEERS:
        for row in rows:
            score[row] = -_awareness_of_others(dyads, row)
        sort_rising(rows, score)
        for row in rows:
            score[row] = -people[row].alignment
    if policy != RANDOM:
        sort_rising(rows, score)
    return rows


@inner
def _untrained(world: World, o: int) -> NDArray[np.int64]:
    """The rows of the untrained; of those named for training, in the order of their names, where there is a list."""
    organisation = world.organisations[o]
    found = np.empty(organisation.stop - organisation.start, np.int64)
    count = 0
    if organisation.policy == LIST:
        for row in world.notes.listed[organisation.listed_start : organisation.listed_stop]:
            if world.people[row].trained == 0 and world.people[row].generation == 0:
                found[count] = row
                count += 1
    else:
        for row in range(organisation.start, organisation.stop):
            if world.people[row].trained == 0:
                found[count] = row
                count += 1
    return found[:count]


@inner
def _rank_within_profession(people: Records, rows: NDArray[np.int64], rank: NDArray[np.float64]) -> None:
    """The rank of each row among those of its own profession, rows taken in their order."""
    seen = np.zeros(PROFESSION_COUNT, np.int64)
    for row in rows:
        profession = people[row].profession
        rank[row] = seen[profession]
        seen[profession] += 1


@inner
def _unit_draws(world: World, rows: NDArray[np.int64], draws: NDArray[np.float64]) -> None:
    """The draw of each person's unit, the same in all weeks, so that a team begun is finished first.

    Teams of the same draw, if there are such, follow each other as their units do.
    """
    choosing = luck.base(world.seed, luck.TRAIN_CHOOSE, 0)
    for row in rows:
        draws[row] = world.people[row].unit
    sort_rising(rows, draws)
    for row in rows:
        draws[row] = luck.draw(choosing, world.units[world.people[row].unit].identity)


@inner
def _awareness_of_others(dyads: Dyads, row: int) -> float:
    """The mean awareness over a person's arcs to others, 0 with none."""
    total, arcs = 0.0, 0
    for dyad in dyads_of(dyads, row):
        arc = dyads.arcs[dyad, 0 if dyads.ends[dyad, 0] == row else 1]
        if arc.present:
            total += arc.awareness
            arcs += 1
    return total / arcs if arcs > 0 else 0.0
