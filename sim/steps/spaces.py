"""Step 4, talk spaces: formal spaces for informal interaction, and the new arcs that come of them; the forum."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import ahead
from sim.compiled import compiled
from sim.rules import openness, session_chance
from sim.steps.incidence import find
from sim.steps.measures import ATTENDANCES, SESSIONS_HELD
from sim.steps.ranges import share_of
from sim.steps.together import lowest, share_talk
from sim.world import Dyads, Notes, Records, Row, World

NOT_HELD: Final = -1
"""Instead of how many came."""

NEXT: Final = 4
"""How many units ahead the processor is told whose partners, and twice as many whom, will be looked at."""


@compiled
def invite(world: World, week: int, part: int, parts: int) -> None:
    """Note which units hold a talk space, who comes, and who of these talks openly."""
    people, units, notes, rules = world.people, world.units, world.notes, world.rules[0]
    organisations, came, openly, opened = world.organisations, notes.came, notes.openly, notes.opened
    holding = luck.base(world.seed, luck.SESSION_HELD, week)
    picking = luck.base(world.seed, luck.SESSION_PICK, week)
    inviting = luck.base(world.seed, luck.SESSION_GUEST, week)
    opening = luck.base(world.seed, luck.SESSION_OPEN, week)
    low, high = share_of(len(units), 1, part, parts)
    for u in range(low, high):
        unit = units[u]
        organisation = organisations[unit.organisation]
        came[u], openly[u] = NOT_HELD, 0
        likely = session_chance(organisation.sessions, organisation.enablement)
        if unit.start < unit.stop and luck.draw(holding, unit.identity) < likely:
            who = _who_comes(people, unit, organisation, picking, inviting)
            came[u] = len(who)
            openly[u] = _who_is_open(people, who, unit, organisation.safety, rules, opening, opened[u])


@compiled
def gather(world: World, week: int, part: int, parts: int) -> None:
    """Hold the talk spaces, one after another, since people may be guests of several."""
    if part > 0:
        return
    people, units, dyads, notes, rules = world.people, world.units, world.dyads, world.notes, world.rules[0]
    came, openly, opened, tally = notes.came, notes.openly, notes.opened, notes.tally
    start, partner = dyads.start, dyads.partner
    tying = luck.base(world.seed, luck.SESSION_TIE, week)
    for u in range(len(units)):
        soon = min(u + 2 * NEXT, len(units) - 1)
        for k in range(openly[soon]):
            ahead(people, opened[soon, k])
            ahead(start, opened[soon, k])
        soon = min(u + NEXT, len(units) - 1)
        for k in range(openly[soon]):
            ahead(partner, start[opened[soon, k]])
        if came[u] != NOT_HELD:
            counted = tally[units[u].organisation]
            counted[SESSIONS_HELD] += 1
            counted[ATTENDANCES] += came[u]
        if openly[u] > 1:
            group = opened[u, : openly[u]]
            share_talk(people, group, rules.session_heat, rules.reflective_transfer)
            _meet(dyads, notes, people, group, rules, tying)


@compiled
def confer(world: World, week: int, part: int, parts: int) -> None:
    """Hold the forum, if it is due: reflective talk among the leaders of all organisations, which leaves arcs alone."""
    forum = world.forum[0]
    due = forum.every > 0 and forum.start <= week < forum.end and (week - forum.start) % forum.every == 0
    if part > 0 or not due or len(world.organisations) < 2:
        return
    rules = world.rules[0]
    opening = luck.base(world.seed, luck.FORUM_OPEN, week)
    picking = luck.base(world.seed, luck.FORUM_PICK, 0)  # the same in all weeks, so that who sits there stays
    opened = np.empty(len(world.organisations) * forum.leaders, np.uint32)
    count = 0
    for organisation in world.organisations:
        for row in _leaders(world.people, organisation, forum.leaders, picking):
            person = world.people[row]
            chance = openness(person.alignment, rules.resentment_answer, person.resentment) * organisation.safety
            if luck.draw(opening, person.identity) < chance:
                opened[count] = row
                count += 1
    if count > 1:
        share_talk(world.people, opened[:count], rules.session_heat, rules.reflective_transfer)


@compiled
def _leaders(people: Records, organisation: Row, count: int, picking: np.uint64) -> NDArray[np.int64]:
    """The rows of the most senior of an organisation; those of one grade by their draws."""
    order = np.empty(organisation.stop - organisation.start)
    for k in range(len(order)):
        person = people[organisation.start + k]
        order[k] = luck.draw(picking, person.identity) - person.seniority
    rows: NDArray[np.int64] = organisation.start + np.argsort(order, kind="mergesort")[:count]
    return rows


@compiled
def _who_comes(
    people: Records, unit: Row, organisation: Row, picking: np.uint64, inviting: np.uint64
) -> NDArray[np.int64]:
    """The people of the unit with the lowest draws, then guests from other units."""
    from_here = int(np.floor(organisation.session_size * (1.0 - organisation.mix) + 0.5))
    roster, staff = unit.stop - unit.start, organisation.stop - organisation.start
    home = min(from_here, roster)
    count = home + min(organisation.session_size - from_here, staff - roster)
    came = np.empty(count, np.int64)
    came[:home] = unit.start + lowest(people, unit, picking, home)
    invited, attempt = home, 0
    while invited < count:
        row = organisation.start + luck.pick_row(inviting, luck.numbered(unit.identity, attempt), staff)
        attempt += 1
        if not (unit.start <= row < unit.stop) and not _among(came, home, invited, row):
            came[invited] = row
            invited += 1
    return came


@compiled
def _among(came: NDArray[np.int64], begin: int, end: int, row: int) -> bool:
    """Whether `row` stands in came[begin:end]."""
    found = False
    for k in range(begin, end):
        found |= came[k] == row
    return found


@compiled
def _who_is_open(
    people: Records,
    came: NDArray[np.int64],
    unit: Row,
    safety: float,
    rules: Row,
    opening: np.uint64,
    opened: NDArray[np.uint32],
) -> int:
    """Note in `opened` who talks openly, in the order in which they came; returns how many do."""
    count = 0
    for row in came:
        person = people[row]
        likely = openness(person.alignment, rules.resentment_answer, person.resentment) * safety
        opened[count] = row
        count += int(luck.draw(opening, luck.pair(unit.identity, person.identity)) < likely)
    return count


@compiled
def _meet(
    dyads: Dyads, notes: Notes, people: Records, opened: NDArray[np.uint32], rules: Row, tying: np.uint64
) -> None:
    """Each open pair: one answered talk on each arc it has, and perhaps the arcs it lacks."""
    for k in range(len(opened)):
        for n in range(k + 1, len(opened)):
            i, j = min(opened[k], opened[n]), max(opened[k], opened[n])
            dyad = find(dyads, i, j)
            arcs = 0
            if dyad >= 0:
                arcs = 1 if dyads.arcs[dyad, 0].present + dyads.arcs[dyad, 1].present == 1 else 2
                if dyads.met[dyad] == 0:
                    notes.met_dyad[notes.found[0]] = dyad
                    notes.found[0] += 1
                dyads.met[dyad] += arcs
            if arcs < 2 and luck.draw(tying, luck.pair(people[i].identity, people[j].identity)) < rules.new_tie:
                _gain(notes, people, i, j, arcs == 0, rules.new_partners)


@compiled
def _gain(notes: Notes, people: Records, i: int, j: int, strangers: bool, most: int) -> None:
    """Note that a pair gains its missing arcs, once, and as far as a year has room for new partners."""
    for k in range(notes.found[1]):
        if notes.gained[k, 0] == i and notes.gained[k, 1] == j:
            return
    one, other = people[i], people[j]
    if strangers:
        if one.new_partners >= most or other.new_partners >= most:
            return
        one.new_partners += 1
        other.new_partners += 1
    notes.gained[notes.found[1], 0] = i
    notes.gained[notes.found[1], 1] = j
    notes.found[1] += 1
