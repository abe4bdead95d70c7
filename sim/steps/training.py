"""Step 2, training: the cohort that is due is chosen, and trained at once."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import compiled
from sim.steps.incidence import dyads_of, note_trained
from sim.steps.measures import PLACES_FILLED, PLACES_OFFERED
from sim.world import Dyads, Records, Row, World

POLICIES = ("random", "hubs", "teams", "cross_profession", "volunteers", "list")
RANDOM, HUBS, TEAMS, CROSS_PROFESSION, VOLUNTEERS, LIST = range(6)


@compiled
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


@compiled
def _in_order(world: World, week: int, o: int) -> NDArray[np.int64]:
    """The untrained of an organisation, in the order in which they are chosen."""
    organisation = world.organisations[o]
    rows = _untrained(world, o)
    if organisation.policy == LIST:
        return rows
    people = world.people[organisation.start : organisation.stop]
    choosing = luck.base(world.seed, luck.TRAIN_CHOOSE, week)
    draws = np.empty(len(rows))
    for k in range(len(rows)):
        draws[k] = luck.draw(choosing, world.people[rows[k]].identity)
    order = np.argsort(draws, kind="mergesort")
    if organisation.policy == HUBS:
        order = _stably(order, -people.partners[rows - organisation.start].astype(np.float64))
    elif organisation.policy == TEAMS:
        order = _stably(order, people.unit[rows - organisation.start].astype(np.float64))
        order = _stably(order, _unit_draws(world, rows))
    elif organisation.policy == CROSS_PROFESSION:
        order = _stably(order, rank_within(people.profession[rows - organisation.start], order))
    elif organisation.policy == VOLUNTEERS:
        order = _stably(order, -_awareness_of_others(world.dyads, rows))
        order = _stably(order, -people.alignment[rows - organisation.start].astype(np.float64))
    return rows[order]


@compiled
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


@compiled
def _stably(order: NDArray[np.int64], score: NDArray[np.float64]) -> NDArray[np.int64]:
    """`order`, sorted by rising score; equals keep their order."""
    return order[np.argsort(score[order], kind="mergesort")]


@compiled
def rank_within(label: NDArray[np.int8], order: NDArray[np.int64]) -> NDArray[np.float64]:
    """The rank of each row among those of its own label (0..4), rows taken in `order`."""
    seen = np.zeros(8, np.int64)
    rank = np.empty(len(label))
    for k in order:
        rank[k] = seen[label[k]]
        seen[label[k]] += 1
    return rank


@compiled
def _unit_draws(world: World, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The draw of each person's unit: the same in all weeks, so that a team begun is finished first."""
    choosing = luck.base(world.seed, luck.TRAIN_CHOOSE, 0)
    draws = np.empty(len(rows))
    for k in range(len(rows)):
        draws[k] = luck.draw(choosing, world.units[world.people[rows[k]].unit].identity)
    return draws


@compiled
def _awareness_of_others(dyads: Dyads, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean awareness over each person's arcs to others, 0 with none."""
    mean = np.zeros(len(rows))
    for k in range(len(rows)):
        total, arcs = 0.0, 0
        for dyad in dyads_of(dyads, rows[k]):
            arc = dyads.arcs[dyad, 0 if dyads.ends[dyad, 0] == rows[k] else 1]
            if arc.present:
                total += arc.awareness
                arcs += 1
        if arcs > 0:
            mean[k] = total / arcs
    return mean
