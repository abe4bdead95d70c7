"""Step 4, talk spaces: formal spaces for informal interaction, and the new arcs that come of them; the forum."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.ahead import NEAR, ahead
from sim.compiled import inner
from sim.people import People
from sim.rules import openness, session_chance
from sim.steps.attending import who_comes
from sim.steps.incidence import find
from sim.steps.measures import ATTENDANCES, SESSIONS_HELD
from sim.steps.meeting import MOST_MEET, get_up, meet, sit_down, who_meet
from sim.steps.order import sort_rising
from sim.steps.ranges import share_of
from sim.steps.together import share_talk, together
from sim.world import GAINED, NONE, Dyads, Notes, Row, World

NEXT: Final = 4
"""How many units ahead the processor is told whose partners, and twice as many whom, will be looked at."""


@inner
def invite(world: World, week: int, part: int, parts: int) -> None:
    """Note which units hold a talk space, who comes, who of these talks openly, and whether a pair may gain arcs."""
    low, high = share_of(len(world.units), 1, part, parts)
    held = _bid(world, week, low, high, part)
    world.notes.held_count[part] = held
    _open(world, week, world.notes.held[low : low + held])


@inner
def _bid(world: World, week: int, low: int, high: int, part: int) -> int:
    """Note which of the units low..high-1 hold a talk space, from place `low` on, and who comes; returns how many."""
    identity, units, organisations = world.people.identity, world.units, world.organisations
    held, came, opened = world.notes.held, world.notes.came, world.notes.opened
    holding = luck.base(world.seed, luck.SESSION_HELD, week)
    picking = luck.base(world.seed, luck.SESSION_PICK, week)
    inviting = luck.base(world.seed, luck.SESSION_GUEST, week)
    count = low
    for u in range(low, high):
        unit = units[u]
        organisation = organisations[unit.organisation]
        likely = session_chance(organisation.sessions, organisation.enablement)
        held[count] = u
        count += int(luck.draw(holding, unit.identity) < likely) & int(unit.start < unit.stop)
    draws, who = world.desks.draws[part], world.desks.who[part]
    for u in held[low:count]:
        unit = units[u]
        came[u] = who_comes(identity, unit, organisations[unit.organisation], picking, inviting, draws, who)
        for k in range(came[u]):
            opened[u, k] = who[k]
    return count - low


@inner
def _open(world: World, week: int, held: NDArray[np.uint32]) -> None:
    """Leave in `opened` who of those who came to the talk spaces held talks openly, and note what they bring."""
    people, heard, units, notes, rules = world.people, world.notes.heard, world.units, world.notes, world.rules[0]
    came, openly, opened, eager = notes.came, notes.openly, notes.opened, notes.eager
    identity, alignment, resentment, practises = people.identity, people.alignment, people.resentment, people.practising
    organisations, practising, best = world.organisations, notes.session_practising, notes.session_best
    opening = luck.base(world.seed, luck.SESSION_OPEN, week)
    tying = luck.base(world.seed, luck.SESSION_TIE, week)
    far = len(heard) > NEAR
    for place in range(len(held)):
        soon = held[min(place + NEXT, len(held) - 1)]
        for k in range(came[soon] if far else 0):
            row = opened[soon, k]
            if not (units[soon].start <= row < units[soon].stop):  # guests are far away
                ahead(identity, row)
                ahead(alignment, row)
                ahead(resentment, row)
                ahead(practises, row)
                ahead(heard, row)
        u = held[place]
        count, unit, safety = 0, units[u], organisations[units[u].organisation].safety
        for k in range(came[u]):
            row = opened[u, k]
            likely = openness(alignment[row], rules.resentment_answer, resentment[row]) * safety
            opened[u, count] = row
            count += int(luck.draw(opening, luck.pair(unit.identity, identity[row])) < likely)
        group = opened[u, :count]
        openly[u], eager[u] = count, _some_attract(identity, group, rules.new_tie, tying)
        practising[u], best[u] = together(practises, heard, group)


@inner
def gather(world: World, week: int, part: int, parts: int) -> None:
    """Find which dyads meet in talk spaces, and how often: those whose first person is of this part.

    That hangs on nothing said this week, and is found before pairs talk, whose ties then change at once.
    """
    notes, dyads = world.notes, world.dyads
    openly, opened = notes.openly, notes.opened
    start, partner, incident = dyads.start, dyads.partner, dyads.incident
    low, high = share_of(len(notes.heard), 1, part, parts)
    far = len(notes.heard) > NEAR
    notes.met_first[part] = NONE
    seats, meeting, count = world.desks.seats[part], world.desks.meeting[part], 0
    for other in range(parts):
        held = notes.held[_held(notes, other, parts)]
        for place in range(len(held)):
            if far:
                _look_ahead(start, partner, incident, opened, openly, held, place, low, high)
            u = held[place]
            group = opened[u, : openly[u]]
            if len(group) > 1 and _any_of(group, low, high):
                sit_down(group, seats)
                count = who_meet(dyads, group, seats, low, high, meeting, count)
                get_up(group, seats)
                if count > len(meeting) - MOST_MEET:
                    meet(dyads, notes, meeting, count, part)
                    count = 0
    meet(dyads, notes, meeting, count, part)


@inner
def discuss(world: World, week: int, part: int, parts: int) -> None:
    """Bring what talk spaces bring, in the order of their units, to the people of this part."""
    notes = world.notes
    heard, talk, practises = notes.heard, world.people.talk, world.people.practising
    openly, opened, practising, best = notes.openly, notes.opened, notes.session_practising, notes.session_best
    heat, rate = world.rules[0].session_heat, world.rules[0].reflective_transfer
    low, high = share_of(len(heard), 1, part, parts)
    far = len(heard) > NEAR
    for other in range(parts):
        held = notes.held[_held(notes, other, parts)]
        for place in range(len(held)):
            soon = held[min(place + NEXT, len(held) - 1)]
            for k in range(openly[soon] if far else 0):
                ahead(heard, opened[soon, k])
                ahead(talk, opened[soon, k])
            u = held[place]
            group = opened[u, : openly[u]]
            if len(group) > 1 and _any_of(group, low, high):
                share_talk(practises, heard, talk, group, practising[u], best[u], low, high, heat, rate)


@inner
def _held(notes: Notes, part: int, parts: int) -> slice:
    """Where the units of a part that hold a talk space stand in `Notes.held`."""
    low, _ = share_of(len(notes.held), 1, part, parts)
    return slice(low, low + notes.held_count[part])


@inner
def _any_of(group: NDArray[np.uint32], low: int, high: int) -> bool:
    """Whether any row of the group is in low..high-1."""
    found = False
    for row in group:
        found |= low <= row < high
    return found


@inner
def _look_ahead(
    start: NDArray[np.uint32],
    partner: NDArray[np.int32],
    incident: NDArray[np.int32],
    opened: NDArray[np.uint32],
    openly: NDArray[np.int32],
    held: NDArray[np.uint32],
    place: int,
    low: int,
    high: int,
) -> None:
    """Have the processor fetch whom talk spaces to come will bring together, and their partners."""
    soon = held[min(place + 2 * NEXT, len(held) - 1)]
    for k in range(openly[soon]):
        row = opened[soon, k]
        if low <= row < high:
            ahead(start, row)
    soon = held[min(place + NEXT, len(held) - 1)]
    for k in range(openly[soon]):
        row = opened[soon, k]
        if low <= row < high:
            ahead(partner, start[row])
            ahead(incident, start[row])


@inner
def befriend(world: World, week: int, part: int, parts: int) -> None:
    """Count the talk spaces, and note the pairs that gain arcs one after another: a year has room for so many."""
    if part > 0:
        return
    people, dyads, notes, rules = world.people, world.dyads, world.notes, world.rules[0]
    openly, opened, eager = notes.openly, notes.opened, notes.eager
    tying = luck.base(world.seed, luck.SESSION_TIE, week)
    notes.found[GAINED] = 0
    for other in range(parts):
        for u in notes.held[_held(notes, other, parts)]:
            tally = notes.tally[world.units[u].organisation]
            tally[SESSIONS_HELD] += 1
            tally[ATTENDANCES] += notes.came[u]
            group = opened[u, : openly[u] * eager[u]]
            for k in range(len(group)):
                for n in range(k + 1, len(group)):
                    i, j = min(group[k], group[n]), max(group[k], group[n])
                    if _attract(people.identity, i, j, rules.new_tie, tying):
                        _befriend(dyads, notes, people, i, j, rules.new_partners)


@inner
def confer(world: World, week: int, part: int, parts: int) -> None:
    """Hold the forum, if it is due: reflective talk among the leaders of all organisations, which leaves arcs alone."""
    forum = world.forum[0]
    due = forum.every > 0 and forum.start <= week < forum.end and (week - forum.start) % forum.every == 0
    if part == 0 and due and len(world.organisations) > 1:
        _reflect(world, week, forum.leaders)


@inner
def _reflect(world: World, week: int, leaders: int) -> None:
    """The leaders of every organisation sit together."""
    people, heard, rules = world.people, world.notes.heard, world.rules[0]
    opening = luck.base(world.seed, luck.FORUM_OPEN, week)
    picking = luck.base(world.seed, luck.FORUM_PICK, 0)  # the same in all weeks, so that who sits there stays
    opened = np.empty(len(world.organisations) * leaders, np.uint32)
    count = 0
    for organisation in world.organisations:
        for row in _leaders(people, organisation, leaders, picking):
            likely = openness(people.alignment[row], rules.resentment_answer, people.resentment[row])
            if luck.draw(opening, people.identity[row]) < likely * organisation.safety:
                opened[count] = row
                count += 1
    if count > 1:
        group = opened[:count]
        practising, best = together(people.practising, heard, group)
        heat, rate = rules.session_heat, rules.reflective_transfer
        share_talk(people.practising, heard, people.talk, group, practising, best, 0, len(heard), heat, rate)


@inner
def _leaders(people: People, organisation: Row, count: int, picking: np.uint64) -> NDArray[np.int64]:
    """The rows of the most senior of an organisation; those of one grade by their draws."""
    staff = organisation.stop - organisation.start
    rows, score = np.empty(staff, np.int64), np.empty(staff)
    for k in range(staff):
        row = organisation.start + k
        rows[k], score[k] = k, luck.draw(picking, people.identity[row]) - people.seniority[row]
    sort_rising(rows, score)
    for k in range(staff):
        rows[k] += organisation.start
    return rows[:count]


@inner
def _some_attract(identity: NDArray[np.uint64], group: NDArray[np.uint32], likely: float, tying: np.uint64) -> bool:
    """Whether any pair of a group gains the arcs it may lack."""
    any_does = False
    for k in range(len(group)):
        for n in range(k + 1, len(group)):
            any_does |= _attract(identity, min(group[k], group[n]), max(group[k], group[n]), likely, tying)
    return any_does


@inner
def _attract(identity: NDArray[np.uint64], i: int, j: int, likely: float, tying: np.uint64) -> bool:
    """Whether i and j, i < j, gain the arcs they may lack."""
    return luck.draw(tying, luck.pair(identity[i], identity[j])) < likely


@inner
def _befriend(dyads: Dyads, notes: Notes, people: People, i: int, j: int, most: int) -> None:
    """Note that a pair gains its missing arcs, if any, once, and as far as a year has room for new partners."""
    dyad = find(dyads, i, j)
    strangers = dyad < 0
    if not strangers and dyads.arcs[dyad, 0].present + dyads.arcs[dyad, 1].present != 1:
        return
    for k in range(notes.found[GAINED]):
        if notes.gained[k, 0] == i and notes.gained[k, 1] == j:
            return
    if strangers:
        if people.new_partners[i] >= most or people.new_partners[j] >= most:
            return
        people.new_partners[i] += 1
        people.new_partners[j] += 1
    notes.gained[notes.found[GAINED], 0] = i
    notes.gained[notes.found[GAINED], 1] = j
    notes.found[GAINED] += 1
