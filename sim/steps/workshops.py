"""Step 5, workshops (RPIW): a cross-profession team led by an improver, and a gain for its unit."""

import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.compiled import inner
from sim.people import People
from sim.rules import about
from sim.steps.measures import WORKSHOP_PLACES, WORKSHOPS_HELD
from sim.steps.order import sort_rising
from sim.steps.together import SMALL, lowest, share_talk, together
from sim.world import PROFESSION_COUNT, Records, Row, World


@inner
def improve(world: World, week: int, part: int, parts: int) -> None:
    """Hold the week's workshops."""
    if part > 0:
        return
    held = luck.base(world.seed, luck.WORKSHOP_HELD, week)
    for o in range(len(world.organisations)):
        organisation = world.organisations[o]
        if luck.draw(held, organisation.identity) < organisation.workshops:
            _hold(world, week, o)


@inner
def _hold(world: World, week: int, o: int) -> None:
    """Hold a workshop, if there is someone to lead it."""
    people, heard, rules, organisation = world.people, world.notes.heard, world.rules[0], world.organisations[o]
    teaming = luck.base(world.seed, luck.WORKSHOP_TEAM, week)
    unit = world.units[_which_unit(world.units, organisation, world.seed, week)]
    leader = _leader(people, unit, organisation, teaming)
    if leader < 0:
        return
    team = _team(people, unit, leader, organisation.team, teaming)
    if len(team) > 1:
        heat, rate = rules.workshop_heat, rules.reflective_transfer
        practising, best = together(people.practising, heard, team)
        share_talk(people.practising, heard, people.talk, team, practising, best, 0, len(heard), heat, rate)
    _gain(unit, organisation, world.seed, week)
    unit.workshops += 1
    world.notes.tally[o, WORKSHOPS_HELD] += 1
    world.notes.tally[o, WORKSHOP_PLACES] += len(team)


@inner
def _which_unit(units: Records, organisation: Row, seed: int, week: int) -> int:
    """The unit with people and the lowest draw."""
    stream = luck.base(seed, luck.WORKSHOP_UNIT, week)
    found, least = -1, 2.0
    for u in range(organisation.unit_start, organisation.unit_stop):
        if units[u].start < units[u].stop:
            drawn = luck.draw(stream, units[u].identity)
            if drawn < least:
                found, least = u, drawn
    return found


@inner
def _leader(people: People, unit: Row, organisation: Row, teaming: np.uint64) -> int:
    """The improver with the lowest draw in the unit, else in the organisation, else −1."""
    leader = _lowest_improver(people, unit.identity, unit.start, unit.stop, teaming)
    if leader < 0:
        leader = _lowest_improver(people, unit.identity, organisation.start, organisation.stop, teaming)
    return leader


@inner
def _lowest_improver(people: People, unit: np.uint64, start: int, stop: int, teaming: np.uint64) -> int:
    found, least = -1, 2.0
    for row in range(start, stop):
        if people.trained[row]:
            drawn = luck.draw(teaming, luck.pair(unit, people.identity[row]))
            if drawn < least:
                found, least = row, drawn
    return found


@inner
def _team(people: People, unit: Row, leader: int, most: int, teaming: np.uint64) -> NDArray[np.uint32]:
    """The leader, then the unit's people in turn by profession, up to the size of a team."""
    staff = unit.stop - unit.start
    order, draws = np.empty(max(staff, SMALL), np.int64), np.empty(max(staff, SMALL))
    lowest(people.identity, unit, teaming, staff, draws, order)
    turn, seen, others = draws, np.zeros(PROFESSION_COUNT, np.int64), 0
    for k in order[:staff]:
        if unit.start + k != leader:
            profession = people.profession[unit.start + k]
            turn[k] = seen[profession]
            seen[profession] += 1
            order[others] = k
            others += 1
    sort_rising(order[:others], turn)
    team = np.empty(min(others, most - 1) + 1, np.uint32)
    team[0] = leader
    for k in range(1, len(team)):
        team[k] = unit.start + order[k - 1]
    return team


@inner
def _gain(unit: Row, organisation: Row, seed: int, week: int) -> None:
    """The unit's gains become the larger of what it has and what is drawn."""
    stream = luck.base(seed, luck.WORKSHOP_GAIN, week)
    lead = luck.draw(stream, luck.numbered(unit.identity, 0))
    defects = luck.draw(stream, luck.numbered(unit.identity, 1))
    unit.gain_lead = max(unit.gain_lead, about(organisation.lead_time, organisation.spread, lead))
    unit.gain_defects = max(unit.gain_defects, about(organisation.defects, organisation.spread, defects))
    unit.gain_won = unit.gain_lead
    unit.fresh = 1
