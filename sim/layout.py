"""Lays out a world: from a scenario and its populations to the arrays of `sim.world`."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sim import luck
from sim.compiled import compiled
from sim.errors import ScenarioError, nearest
from sim.network.build import Population
from sim.network.ties import ITEMS
from sim.notes import blank_desks, blank_notes, notes_by_dyad
from sim.people import People, blank_people
from sim.rules import about
from sim.scenario import Organisation, Scenario
from sim.scenario.fields import Record as Group
from sim.scenario.programme import POLICIES
from sim.schedule import CONTEXT
from sim.steps.measures import ARCS, CELLS, GAINS, SUMS, TALLIES, UNIT_COLUMNS
from sim.steps.order import sort_rising
from sim.world import FORUM, ORGANISATION, RULES, Dyads, Record, Records, World, arc_type, records, unit_type

Edges = NDArray[np.int64]


def make_world(
    scenario: Scenario,
    populations: Sequence[Population],
    width: DTypeLike = np.float32,
    *,
    keep_units: bool = False,
    keep_states: bool = False,
    first: int = 0,
) -> World:
    """The world before week 0, with room in its record for all weeks of the scenario.

    Args:
        scenario: one organisation for each of `populations`.
        populations: staff and ties.
        width: the type of the floating fields: float32 for runs, float64 to compare with the oracle.
        keep_units: also record each unit's practice and gains, week by week.
        keep_states: also record each person's state, week by week.
        first: the number of the first organisation, where others of the scenario it belongs to are run elsewhere.

    Raises:
        ScenarioError: a person named for training who is not among the staff.
    """
    edges = np.cumsum([0] + [len(population.staff) for population in populations])
    unit_edges = np.cumsum([0] + [population.staff.units for population in populations])
    listed, parts = _listed(scenario, populations, edges)
    people = _people(populations, unit_edges, width)
    dyads = _dyads(populations, edges, people, width)
    units = _units(populations, edges, unit_edges, width, first)
    organisations = _organisations(scenario, edges, unit_edges, parts, first)
    _start(scenario, people, organisations)
    notes = blank_notes(len(dyads.ends), edges, listed, width, len(units), scenario.rules.trust_gain)
    notes.tally[:, ARCS] = [population.ties.arcs for population in populations]
    kept = len(units) if keep_units else 0, len(people.identity) if keep_states else 0
    return World(
        people=people,
        dyads=dyads,
        units=units,
        organisations=organisations,
        rules=_constants(scenario.rules, RULES),
        forum=_constants(scenario.forum, FORUM),
        context=np.zeros((len(populations), len(CONTEXT))),
        places=np.zeros(len(populations), dtype=np.int64),
        notes=notes,
        desks=blank_desks(1, width),
        record=make_record(scenario.weeks, len(populations), *kept),
        seed=scenario.seed,
    )


def make_record(weeks: int, organisations: int, units: int, people: int) -> Record:
    """An empty record of `weeks` weeks; `units` or `people` is 0 when they are not kept."""
    return Record(
        cells=np.zeros((weeks, organisations, CELLS, len(SUMS))),
        trust=np.zeros((weeks, organisations)),
        gains=np.zeros((weeks, organisations, len(GAINS))),
        tallies=np.zeros((weeks, organisations, len(TALLIES)), dtype=np.int64),
        units=np.zeros((weeks if units else 0, units, len(UNIT_COLUMNS)), dtype=np.float32),
        states=np.zeros((weeks if people else 0, people), dtype=np.uint8),
    )


def with_room(world: World, more: int) -> World:
    """The world with room for at least `more` more dyads; what is too short is made longer."""
    dyads, notes = world.dyads, world.notes
    count, room = int(dyads.used[0]), len(dyads.ends)
    if room - count >= more:
        return world
    longer = count + more + more // 2

    def grown(column: NDArray[Any]) -> NDArray[Any]:
        shape = (longer, *column.shape[1:])
        wide = records(shape, column.dtype) if column.dtype.names else np.zeros(shape, dtype=column.dtype)
        wide[:room] = column
        return wide

    fresh = notes_by_dyad(longer)
    columns = {name: grown(getattr(dyads, name)) for name in ("ends", "arcs", "met", "following")}
    return world._replace(dyads=dyads._replace(**columns), notes=notes._replace(**fresh))


def _people(populations: Sequence[Population], unit_edges: Edges, width: DTypeLike) -> People:
    sizes = [len(population.staff) for population in populations]
    people = blank_people(sum(sizes), width)
    people.organisation[:] = np.repeat(np.arange(len(sizes)), sizes)
    for name in ("unit", "profession", "seniority"):
        getattr(people, name)[:] = np.concatenate([getattr(population.staff, name) for population in populations])
    people.unit[:] += unit_edges[people.organisation].astype(np.int32)
    return people


def _dyads(populations: Sequence[Population], edges: Edges, people: People, width: DTypeLike) -> Dyads:
    ties = [population.ties for population in populations]
    ends = np.concatenate(
        [np.stack([tie.first, tie.second], axis=1) + edge for tie, edge in zip(ties, edges, strict=False)]
    )
    arcs = records(ends.shape, arc_type(width))
    fields = arcs.view(np.ndarray)  # written to much sooner
    for name in (*ITEMS, "present"):
        fields[name] = np.concatenate([getattr(tie, name).T for tie in ties])
    people.partners[:] = np.bincount(ends.ravel(), minlength=len(people.partners))
    start = np.zeros(len(people.partners) + 1, dtype=np.uint32)
    np.cumsum(people.partners, out=start[1:])
    incident, partner = np.empty(ends.size, dtype=np.int32), np.empty(ends.size, dtype=np.int32)
    ends = ends.astype(np.uint32)
    _incidence(ends, start, incident, partner)
    return Dyads(
        used=np.array([len(ends)], dtype=np.int64),
        ends=ends,
        arcs=arcs,
        met=np.zeros(len(ends), dtype=np.uint8),
        start=start,
        incident=incident,
        partner=partner,
        head=np.full(len(people.partners), -1, dtype=np.int32),
        following=np.zeros(ends.shape, dtype=np.int32),
    )


@compiled
def _incidence(
    ends: NDArray[np.uint32], start: NDArray[np.uint32], incident: NDArray[np.int32], partner: NDArray[np.int32]
) -> None:
    filled = start[:-1].copy()
    for dyad in range(len(ends)):
        for side in range(2):
            person = ends[dyad, side]
            incident[filled[person]] = dyad
            partner[filled[person]] = ends[dyad, 1 - side]
            filled[person] += 1


def _units(
    populations: Sequence[Population], edges: Edges, unit_edges: Edges, width: DTypeLike, number: int
) -> Records:
    units = records(int(unit_edges[-1]), unit_type(width))
    fields = units.view(np.ndarray)
    for o, population in enumerate(populations):
        staff, here = population.staff, slice(int(unit_edges[o]), int(unit_edges[o + 1]))
        bounds = np.searchsorted(staff.unit, np.arange(staff.units + 1)) + edges[o]
        fields["organisation"][here], fields["start"][here], fields["stop"][here] = o, bounds[:-1], bounds[1:]
        _identify_units(units[here], number + o)
    return units


@compiled
def _identify_units(units: Records, organisation: int) -> None:
    for u in range(len(units)):
        units[u].identity = luck.unit_identity(organisation, u)


def _organisations(
    scenario: Scenario, edges: Edges, unit_edges: Edges, parts: list[tuple[int, int]], number: int
) -> Records:
    organisations = records(len(scenario.trusts), ORGANISATION)
    for o, trust in enumerate(scenario.trusts):
        row = organisations[o]
        row["identity"], row["number"] = luck.organisation_identity(number + o), number + o
        row["start"], row["stop"] = edges[o], edges[o + 1]
        row["unit_start"], row["unit_stop"] = unit_edges[o], unit_edges[o + 1]
        row["listed_start"], row["listed_stop"] = parts[o]
        row["policy"] = POLICIES.index(trust.programme.choose)
        _copy(row, trust)
    return organisations


def _copy(row: Any, trust: Organisation) -> None:
    """What the schema says of an organisation and no schedule changes."""
    items = trust.network.items
    row["knowledge"], row["effect"] = trust.programme.knowledge, trust.programme.effect
    row["item_spread"] = items.spread
    for name in ("comfort", "influence", "advice"):
        row[name] = getattr(items, name)
    for name in ("lead_time", "defects", "spread", "team"):
        row[name] = getattr(trust.workshops, name)
    for name in ("alignment_join", "alignment_spread"):
        row[name] = getattr(trust.staffing, name)


def _constants(said: Group, kind: np.dtype[np.void]) -> Records:
    constants = records(1, kind)
    constants.view(np.ndarray)[0] = tuple(getattr(said, name) for name in kind.names or ())
    return constants


def _listed(
    scenario: Scenario, populations: Sequence[Population], edges: Edges
) -> tuple[NDArray[np.int32], list[tuple[int, int]]]:
    """The rows named for training, and each organisation's part of them."""
    rows: list[int] = []
    parts, mistakes = [], []
    for o, (trust, population) in enumerate(zip(scenario.trusts, populations, strict=True)):
        begin = len(rows)
        if trust.programme.choose == "list":
            staff = population.staff
            row = {staff.name(i): i for i in range(len(staff))}
            unknown = [name for name in trust.programme.people if name not in row]
            mistakes += [f"programme.people: nobody is called {name!r}{nearest(name, row)}" for name in unknown]
            rows += [int(edges[o]) + row[name] for name in dict.fromkeys(trust.programme.people) if name in row]
        parts.append((begin, len(rows)))
    if mistakes:
        raise ScenarioError(mistakes)
    return np.array(rows, dtype=np.int32), parts


def _start(scenario: Scenario, people: People, organisations: Records) -> None:
    """Identities, alignment, and those who practise for good."""
    for o, trust in enumerate(scenario.trusts):
        staffing, first, stop = trust.staffing, int(organisations[o]["start"]), int(organisations[o]["stop"])
        committed = int(np.floor(staffing.committed * (stop - first) + 0.5))
        mean, spread = staffing.alignment_start, staffing.alignment_spread
        _start_people(people, first, stop, int(organisations[o]["number"]), scenario.seed, mean, spread, committed)


@compiled
def _start_people(
    people: People, first: int, stop: int, organisation: int, seed: int, mean: float, spread: float, committed: int
) -> None:
    aligning = luck.base(seed, luck.START_ALIGNMENT, 0)
    committing = luck.base(seed, luck.START_COMMITTED, 0)
    draws = np.empty(stop - first)
    for k in range(stop - first):
        row = first + k
        people.identity[row] = luck.person_identity(organisation, 0, k)
        people.alignment[row] = about(mean, spread, luck.draw(aligning, people.identity[row]))
        draws[k] = luck.draw(committing, people.identity[row])
    order = np.arange(stop - first)
    sort_rising(order, draws)
    for k in order[:committed]:
        people.committed[first + k] = 1
        people.practising[first + k] = 1
        people.knowledge[first + k] = 1.0
