"""Step 14, measures: sums over people and ties, block by block, and the week's counts.

Sums are kept per cell (role × profession × grade), so that every grouping is a sum of cells; `sim.measures`
turns them into what is reported. Blocks of people never cross an organisation, and are added up in
order, so that sums do not depend on threads.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled, inner
from sim.people import People
from sim.steps.ranges import block_of, share_of
from sim.world import EXPOSED, HEARD, LAST, TALKED, WHOLE, Records, World

TALLIES: Final = (
    "reflective_talk",
    "telling",
    "sessions",
    "attendances",
    "workshops",
    "workshop_places",
    "joiners",
    "arcs_gained",
    "places_offered",
    "places_filled",
    "arcs",
)
"""What is counted by organisation as the week goes; the last three are not set back each week."""

REFLECTIVE, TELLING, SESSIONS_HELD, ATTENDANCES, WORKSHOPS_HELD, WORKSHOP_PLACES, JOINERS, ARCS_GAINED = range(8)
PLACES_OFFERED, PLACES_FILLED, ARCS = range(8, 11)
WEEKLY: Final = 8
"""How many of the tallies start again each week."""

SUMS: Final = ("people", "practising", "knowledge", "resentment", "alignment", "in_talk", "ostracised")
"""What is summed over the people of a cell."""

GAINS: Final = ("units", "gain_lead", "gain_defects", "gain_won")
"""What is summed over the units of an organisation that have people."""

UNIT_COLUMNS: Final = (
    "people",
    "trained",
    "practising",
    "knowledge",
    "resentment",
    "in_talk",
    "gain_lead",
    "gain_defects",
    "gain_won",
    "alignment",
    "workshops",
)
"""What is kept of each unit when units are recorded: sums over its people, its gains, and workshops held so far."""

CELLS: Final = 30
"""Role (0 collaborator, 1 improver) × 15 + profession × 3 + grade − 1."""

CELL, LIT, IN_TALK, OSTRACISED, ALL_MARKS = 31, 32, 64, 128, 256
"""The mark of a person, while they are summed: their cell, and flags of what is only counted."""

QUIET_WEEKS: Final = 13
"""Weeks without reflective talk after which an improver counts as ostracised."""

PRACTISING, TRAINED, RESENTFUL, WARMED = 1, 2, 4, 8
"""Flags of a person's state when people are recorded; resentful is resentment of `SMOKY` or more, warmed who heard
from someone practising this week, or sat with one in a talk space, workshop or forum (coaching does not count)."""

SMOKY: Final = 0.25


@inner
def add_up(world: World, week: int, part: int, parts: int) -> None:
    """Count the weeks since improvers were heard, and sum the blocks of people that belong to this part."""
    low, high = share_of(len(world.notes.blocks), 1, part, parts)
    for block in range(low, high):
        _, here = block_of(world, block)
        _mark(world.people, here, world.notes.marks[here])
        _sum(world.people, here, world.notes.marks[here], world.notes.alike[block], world.notes.cells[block])


@inner
def _mark(people: People, here: slice, marks: NDArray[np.uint8]) -> None:
    """Bring `quiet` up to date; mark of each their cell, and what is only counted."""
    quiet, trained, talk = people.quiet[here], people.trained[here], people.talk[here]
    practising, profession, seniority = people.practising[here], people.profession[here], people.seniority[here]
    for k in range(len(marks)):
        quiet[k] = 0 if talk[k] >> LAST & HEARD or not trained[k] else quiet[k] + 1
    for k in range(len(marks)):
        marks[k] = trained[k] * 15 + profession[k] * 3 + seniority[k] - 1
    for k in range(len(marks)):
        counted = practising[k] * LIT | (talk[k] >> LAST & TALKED) * IN_TALK
        marks[k] |= counted | (OSTRACISED if quiet[k] >= QUIET_WEEKS else 0)


@inner
def _sum(
    people: People, here: slice, marks: NDArray[np.uint8], alike: NDArray[np.int64], sums: NDArray[np.float64]
) -> None:
    """Sum a block of people by cell: count those of one mark, and add up what is more than a count."""
    knowledge, resentment, alignment = people.knowledge[here], people.resentment[here], people.alignment[here]
    for mark in range(ALL_MARKS):
        alike[mark] = 0
    for cell in range(len(sums)):
        for k in range(sums.shape[1]):
            sums[cell, k] = 0.0
    for k in range(len(marks)):
        cell = marks[k] & CELL
        alike[marks[k]] += 1
        sums[cell, 2] += knowledge[k]
        sums[cell, 3] += resentment[k]
        sums[cell, 4] += alignment[k]
    for cell in range(len(sums)):
        staff, practising, in_talk, ostracised = 0, 0, 0, 0
        for flags in range(0, ALL_MARKS, LIT):
            count = alike[cell + flags]
            staff += count
            practising += count * ((flags & LIT) // LIT)
            in_talk += count * ((flags & IN_TALK) // IN_TALK)
            ostracised += count * ((flags & OSTRACISED) // OSTRACISED)
        sums[cell, 0], sums[cell, 1], sums[cell, 5], sums[cell, 6] = staff, practising, in_talk, ostracised


@compiled
def whole(trust: float) -> int:
    """Trust in whole parts of 1 / WHOLE, as it is summed."""
    return int(trust * WHOLE)


@compiled
def sum_trust(world: World) -> None:
    """Sum the trust of all arcs anew; from then on the sums are kept up to date where trust changes."""
    dyads, organisation, trust = world.dyads, world.people.organisation, world.notes.trust
    for thread in range(len(trust)):
        for o in range(trust.shape[1]):
            trust[thread, o] = 0
    for dyad in range(dyads.used[0]):
        of = organisation[dyads.ends[dyad, 0]]
        trust[0, of] += whole(dyads.arcs[dyad, 0].trust) + whole(dyads.arcs[dyad, 1].trust)


@inner
def write_down(world: World, week: int, part: int, parts: int) -> None:
    """Add the blocks up in order, and enter the week in the record."""
    if part > 0:
        return
    notes, record = world.notes, world.record
    for block in range(len(notes.blocks)):
        _add(record.cells[week, notes.blocks[block, 0]], notes.cells[block])
    for o in range(len(world.organisations)):
        total = 0
        for thread in range(parts):
            total += notes.trust[thread, o]
            for k in (REFLECTIVE, TELLING):
                notes.tally[o, k] += notes.talked[thread, o, k]
                notes.talked[thread, o, k] = 0
        record.trust[week, o] = total / WHOLE
    for unit in world.units:
        if unit.start < unit.stop:
            gains = record.gains[week, unit.organisation]
            gains[0] += 1.0
            gains[1] += unit.gain_lead
            gains[2] += unit.gain_defects
            gains[3] += unit.gain_won
    for o in range(len(world.organisations)):
        for k in range(notes.tally.shape[1]):
            record.tallies[week, o, k] = notes.tally[o, k]
            notes.tally[o, k] *= k >= WEEKLY
    if len(record.units) > week:
        _keep_units(record.units[week], world.units, world.people)
    if len(record.states) > week:
        _keep_states(record.states[week], world.people)


@inner
def _add(sums: NDArray[np.float64], more: NDArray[np.float64]) -> None:
    """Add the sums of one block of people."""
    for cell in range(len(sums)):
        for k in range(sums.shape[1]):
            sums[cell, k] += more[cell, k]


@inner
def _keep_units(kept: NDArray[np.float32], units: Records, people: People) -> None:
    for u in range(len(units)):
        unit, row = units[u], kept[u]
        for i in range(unit.start, unit.stop):
            row[0] += 1.0
            row[1] += people.trained[i]
            row[2] += people.practising[i]
            row[3] += people.knowledge[i]
            row[4] += people.resentment[i]
            row[5] += people.talk[i] >> LAST & TALKED
            row[9] += people.alignment[i]
        row[6] = unit.gain_lead
        row[7] = unit.gain_defects
        row[8] = unit.gain_won
        row[10] = unit.workshops


@inner
def _keep_states(states: NDArray[np.uint8], people: People) -> None:
    for i in range(len(states)):
        smoky = RESENTFUL if people.resentment[i] >= SMOKY else 0
        warmed = WARMED if people.talk[i] >> LAST & EXPOSED else 0
        states[i] = people.practising[i] * PRACTISING + people.trained[i] * TRAINED + smoky + warmed
