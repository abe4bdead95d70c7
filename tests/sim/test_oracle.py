"""The compiled week and the plain-Mesa oracle agree: every measure, person, tie and unit, for 50 weeks."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from sim.measures import MEASURES
from sim.network.build import Population, build
from sim.network.ties import ITEMS
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.steps.measures import PRACTISING, RESENTFUL, SMOKY, TRAINED, UNIT_COLUMNS, WARMED
from tests.reference.model import ReferenceModel
from tests.sim.worlds import scenarios

COUNTS = {
    "arcs", "arcs_gained", "attendances", "joiners", "places_filled", "places_offered",
    "reflective_talk", "sessions", "telling", "workshop_places", "workshops",
}  # fmt: skip
STATE = ("trained", "practising", "generation", "new_partners", "quiet")
LEVELS = ("knowledge", "heat", "resentment", "alignment")


def differences(run: Simulation, oracle: ReferenceModel) -> list[str]:
    """Where the two disagree, in words; counts exactly, the rest beyond 1e-9."""
    found = []
    results = run.results()
    for name in MEASURES:
        ours = results.series(name)
        theirs = np.array([week[name] for week in oracle.weekly], dtype=np.float64)
        room = 0.0 if name in COUNTS else 1e-9
        if not np.allclose(ours, theirs, rtol=0.0, atol=room, equal_nan=True):
            week = int(np.argwhere(~np.isclose(ours, theirs, rtol=0.0, atol=room, equal_nan=True))[0][0])
            found.append(f"{name} from week {week}: {ours[week]} and {theirs[week]}")
    people = oracle.people()
    for name in STATE + LEVELS:
        theirs = np.array([person["quiet_weeks" if name == "quiet" else name] for person in people], dtype=np.float64)
        if not np.allclose(getattr(run.world.people, name), theirs, rtol=0.0, atol=1e-9 if name in LEVELS else 0.0):
            found.append(f"{name} of people")
    flags = {"practising": PRACTISING, "trained": TRAINED, "warmed": WARMED}
    theirs = [sum(flag * person[name] for name, flag in flags.items()) for person in people]
    smoky = [RESENTFUL * (person["resentment"] >= SMOKY) for person in people]
    if not np.array_equal(run.world.record.states[run.week - 1], np.add(theirs, smoky)):
        found.append("states of people, as kept")
    return found + _ties_and_units(run, oracle)


def _ties_and_units(run: Simulation, oracle: ReferenceModel) -> list[str]:
    found = []
    arcs = oracle.arcs()
    dyads = run.world.dyads
    ours = {}
    for dyad in range(int(dyads.used[0])):
        for side in range(2):
            if dyads.arcs[dyad, side]["present"]:
                ends = int(dyads.ends[dyad, side]), int(dyads.ends[dyad, 1 - side])
                ours[ends] = [dyads.arcs[dyad, side][name] for name in ITEMS]
    if set(ours) != set(arcs):
        found.append("which arcs there are")
    elif not np.allclose(list(ours.values()), [[arcs[e][n] for n in ITEMS] for e in ours], rtol=0.0, atol=1e-9):
        found.append("items of arcs")
    units = oracle.units()
    found += [
        f"{name} of units"
        for name in ("gain_lead", "gain_defects", "gain_won", "workshops")
        if not np.allclose(run.world.units[name], [unit[name] for unit in units], rtol=0.0, atol=1e-9)
    ]
    return found + _kept(run, units)


def _kept(run: Simulation, units: list[dict[str, Any]]) -> list[str]:
    """Where the record of the latest week differs, whose floats have 32 bits."""
    kept = run.world.record.units[run.week - 1]
    columns = {name: [unit[name] for unit in units] for name in UNIT_COLUMNS}
    return [
        f"{name} of units, as kept"
        for number, (name, theirs) in enumerate(columns.items())
        if not np.allclose(kept[:, number], theirs, rtol=1e-6, atol=1e-6)
    ]


def both(scenario: Scenario, people: list[Population], threads: int = 1) -> tuple[Simulation, ReferenceModel]:
    run = Simulation(scenario, people, width=np.float64, threads=threads, keep_units=True, keep_states=True)
    run.advance(scenario.weeks)
    oracle = ReferenceModel(scenario, people)
    for _ in range(scenario.weeks):
        oracle.step()
    return run, oracle


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenarios())
def test_agrees_with_the_oracle(world: tuple[Scenario, list[Population]]) -> None:
    assert differences(*both(*world)) == []


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenarios())
def test_agrees_with_the_oracle_at_length(world: tuple[Scenario, list[Population]]) -> None:
    assert differences(*both(*world)) == []


def test_a_talk_space_to_which_nobody_can_come_is_held_all_the_same() -> None:
    """All are to be guests, and there is one unit only."""
    talk = {"sessions": 1.0, "mix": 1.0}
    plan = Scenario(network={"size": 8, "unit_size": 8}, talk=talk, seasoning=1.0, weeks=30, seed=2)
    people = [build(trust, index, plan.seed) for index, trust in enumerate(plan.trusts)]
    assert people[0].staff.units == 1
    run, oracle = both(plan, people)
    assert differences(run, oracle) == []
    weekly = run.results().weekly()
    assert weekly["sessions"].sum() > 0 == weekly["attendances"].sum()
