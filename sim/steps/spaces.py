"""Step 4, talk spaces: formal spaces for informal interaction, and the new arcs that come of them; the forum."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import ahead
from sim.compiled import inner
from sim.rules import openness, session_chance
from sim.scenario.context import MOST_IN_A_SPACE
from sim.steps.incidence import find
from sim.steps.measures import ATTENDANCES, SESSIONS_HELD
from sim.steps.meeting import MOST_MEET, empty_seats, get_up, meet, sit_down, who_meet
from sim.steps.order import sort_rising
from sim.steps.ranges import share_of
from sim.steps.together import lowest, share_talk, together
from sim.world import GAINED, NONE, Dyads, Notes, Records, Row, World

NOT_HELD: Final = -1
"""Instead of how many came."""

NEXT: Final = 4
"""How many units ahead the processor is told whose partners, and twice as many whom, will be looked at."""


@inner
def invite(world: World, week: int, part: int, parts: int) -> None:
    """Note which units hold a talk space, who comes, who of these talks openly, and whether a pair may gain arcs."""
    people, units, notes, rules = world.people, world.units, world.notes, world.rules[0]
    came, openly, opened, eager = notes.came, notes.openly, notes.opened, notes.eager
    organisations, practising, best = world.organisations, notes.session_practising, notes.session_best
    holding = luck.base(world.seed, luck.SESSION_HELD, week)
    picking = luck.base(world.seed, luck.SESSION_PICK, week)
    inviting = luck.base(world.seed, luck.SESSION_GUEST, week)
    opening = luck.base(world.seed, luck.SESSION_OPEN, week)
    tying = luck.base(world.seed, luck.SESSION_TIE, week)
    draws, who = np.empty(MOST_IN_A_SPACE), np.empty(MOST_IN_A_SPACE, np.int64)
    low, high = share_of(len(units), 1, part, parts)
    for u in range(low, high):
        unit = units[u]
        organisation = organisations[unit.organisation]
        came[u], openly[u], eager[u] = NOT_HELD, 0, 0
        likely = session_chance(organisation.sessions, organisation.enablement)
        if unit.start < unit.stop and luck.draw(holding, unit.identity) < likely:
            came[u] = _who_comes(people, unit, organisation, picking, inviting, draws, who)
            openly[u] = _who_is_open(people, who, came[u], unit, organisation.safety, rules, opening, opened[u])
            eager[u] = _some_attract(people, opened[u], openly[u], rules.new_tie, tying)
            practising[u], best[u] = together(people, opened[u, : openly[u]])


@inner
def gather(world: World, week: int, part: int, parts: int) -> None:
    """Hold the talk spaces in the order of their units, for the people of this part and the dyads they are first in."""
    people, units, dyads, notes, rules = world.people, world.units, world.dyads, world.notes, world.rules[0]
    came, openly, opened, tally = notes.came, notes.openly, notes.opened, notes.tally
    start, partner, incident = dyads.start, dyads.partner, dyads.incident
    practising, best = notes.session_practising, notes.session_best
    low, high = share_of(len(people), 1, part, parts)
    notes.met_first[part] = NONE
    seats, meeting = empty_seats(), np.empty(MOST_MEET, np.uint32)
    for u in range(len(units)):
        _look_ahead(people, start, partner, incident, opened, openly, u, low, high)
        if part == 0 and came[u] != NOT_HELD:
            counted = tally[units[u].organisation]
            counted[SESSIONS_HELD] += 1
            counted[ATTENDANCES] += came[u]
        if openly[u] > 1 and _any_of(opened[u, : openly[u]], low, high):
            group, heat, rate = opened[u, : openly[u]], rules.session_heat, rules.reflective_transfer
            share_talk(people, group, practising[u], best[u], low, high, heat, rate)
            sit_down(group, seats)
            meet(dyads, notes, meeting, who_meet(dyads, group, seats, low, high, meeting), part)
            get_up(group, seats)


@inner
def _any_of(group: NDArray[np.uint32], low: int, high: int) -> bool:
    """Whether any row of the group is in low..high-1."""
    found = False
    for row in group:
        found |= low <= row < high
    return found


@inner
def _look_ahead(
    people: Records,
    start: NDArray[np.int64],
    partner: NDArray[np.int32],
    incident: NDArray[np.int32],
    opened: NDArray[np.uint32],
    openly: NDArray[np.int32],
    u: int,
    low: int,
    high: int,
) -> None:
    """Have the processor fetch whom units to come will bring together, and their partners."""
    soon = min(u + 2 * NEXT, len(openly) - 1)
    for k in range(openly[soon]):
        row = opened[soon, k]
        if low <= row < high:
            ahead(people, row)
            ahead(start, row)
    soon = min(u + NEXT, len(openly) - 1)
    for k in range(openly[soon]):
        row = opened[soon, k]
        if low <= row < high:
            ahead(partner, start[row])
            ahead(incident, start[row])


@inner
def befriend(world: World, week: int, part: int, parts: int) -> None:
    """Note the pairs that gain arcs, one after another, since a year has room for so many new partners."""
    if part > 0:
        return
    people, dyads, notes, rules = world.people, world.dyads, world.notes, world.rules[0]
    openly, opened, eager = notes.openly, notes.opened, notes.eager
    tying = luck.base(world.seed, luck.SESSION_TIE, week)
    notes.found[GAINED] = 0
    for u in range(len(eager)):
        if eager[u]:
            for k in range(openly[u]):
                for n in range(k + 1, openly[u]):
                    i, j = min(opened[u, k], opened[u, n]), max(opened[u, k], opened[u, n])
                    if _attract(people, i, j, rules.new_tie, tying):
                        _befriend(dyads, notes, people, i, j, rules.new_partners)


@inner
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
        group = opened[:count]
        practising, best = together(world.people, group)
        heat, rate = rules.session_heat, rules.reflective_transfer
        share_talk(world.people, group, practising, best, 0, len(world.people), heat, rate)


@inner
def _leaders(people: Records, organisation: Row, count: int, picking: np.uint64) -> NDArray[np.int64]:
    """The rows of the most senior of an organisation; those of one grade by their draws."""
    staff = organisation.stop - organisation.start
    rows, score = np.empty(staff, np.int64), np.empty(staff)
    for k in range(staff):
        person = people[organisation.start + k]
        rows[k], score[k] = k, luck.draw(picking, person.identity) - person.seniority
    sort_rising(rows, score)
    for k in range(staff):
        rows[k] += organisation.start
    return rows[:count]


@inner
def _who_comes(
    people: Records,
    unit: Row,
    organisation: Row,
    picking: np.uint64,
    inviting: np.uint64,
    draws: NDArray[np.float64],
    who: NDArray[np.int64],
) -> int:
    """Note in `who` the people of the unit with the lowest draws, then guests from other units; returns how many."""
    from_here = int(np.floor(organisation.session_size * (1.0 - organisation.mix) + 0.5))
    roster, staff = unit.stop - unit.start, organisation.stop - organisation.start
    home = min(from_here, roster)
    count = home + min(organisation.session_size - from_here, staff - roster)
    lowest(people, unit, picking, home, draws, who)
    for k in range(home):
        who[k] += unit.start
    invited, attempt = home, 0
    while invited < count:
        row = organisation.start + luck.pick_row(inviting, luck.numbered(unit.identity, attempt), staff)
        attempt += 1
        if not (unit.start <= row < unit.stop) and not _among(who, home, invited, row):
            who[invited] = row
            invited += 1
    return int(count)


@inner
def _among(came: NDArray[np.int64], begin: int, end: int, row: int) -> bool:
    """Whether `row` stands in came[begin:end]."""
    found = False
    for k in range(begin, end):
        found |= came[k] == row
    return found


@inner
def _who_is_open(
    people: Records,
    who: NDArray[np.int64],
    came: int,
    unit: Row,
    safety: float,
    rules: Row,
    opening: np.uint64,
    opened: NDArray[np.uint32],
) -> int:
    """Note in `opened` who of the first `came` talks openly, in their order; returns how many do."""
    count = 0
    for k in range(came):
        person = people[who[k]]
        likely = openness(person.alignment, rules.resentment_answer, person.resentment) * safety
        opened[count] = who[k]
        count += int(luck.draw(opening, luck.pair(unit.identity, person.identity)) < likely)
    return count


@inner
def _some_attract(people: Records, opened: NDArray[np.uint32], count: int, likely: float, tying: np.uint64) -> bool:
    """Whether any pair of the open ones gains the arcs it may lack."""
    any_does = False
    for k in range(count):
        for n in range(k + 1, count):
            any_does |= _attract(people, min(opened[k], opened[n]), max(opened[k], opened[n]), likely, tying)
    return any_does


@inner
def _attract(people: Records, i: int, j: int, likely: float, tying: np.uint64) -> bool:
    """Whether i and j, i < j, gain the arcs they may lack."""
    return luck.draw(tying, luck.pair(people[i].identity, people[j].identity)) < likely


@inner
def _befriend(dyads: Dyads, notes: Notes, people: Records, i: int, j: int, most: int) -> None:
    """Note that a pair gains its missing arcs, if any, once, and as far as a year has room for new partners."""
    dyad = find(dyads, i, j)
    strangers = dyad < 0
    if not strangers and dyads.arcs[dyad, 0].present + dyads.arcs[dyad, 1].present != 1:
        return
    for k in range(notes.found[GAINED]):
        if notes.gained[k, 0] == i and notes.gained[k, 1] == j:
            return
    one, other = people[i], people[j]
    if strangers:
        if one.new_partners >= most or other.new_partners >= most:
            return
        one.new_partners += 1
        other.new_partners += 1
    notes.gained[notes.found[GAINED], 0] = i
    notes.gained[notes.found[GAINED], 1] = j
    notes.found[GAINED] += 1
