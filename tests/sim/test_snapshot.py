"""A snapshot is the state of the run at that moment, and stays as it is when the run goes on."""

import numpy as np
import pytest

from sim.halts import WeekError
from sim.people import some_of
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.snapshot import snapshot, snapshots

SCENARIO = Scenario(
    organisations=[{"name": "one", "network": {"size": 60}}, {"name": "two", "network": {"size": 90}}],
    staffing={"turnover": 0.5},
    weeks=80,
    seed=4,
)


def test_a_snapshot_holds_one_organisation_as_it_is() -> None:
    run = Simulation(SCENARIO)
    run.advance(60)
    state = snapshot(run, 1)
    people = some_of(run.world.people, slice(60, None))
    assert (state.organisation, state.week, len(state)) == ("two", 60, 90)
    for name in ("identity", "generation", "knowledge", "resentment"):
        assert np.array_equal(getattr(state, name), getattr(people, name))
    assert np.array_equal(state.trained, people.trained == 1)
    assert np.array_equal(state.practising, people.practising == 1)
    assert state.ties.same_as(run.ties(1))
    before = state.knowledge.copy()
    run.advance(10)
    assert np.array_equal(state.knowledge, before)


def test_joiners_have_names_of_their_own() -> None:
    run = Simulation(SCENARIO)
    run.advance(80)
    state = snapshot(run, 0)
    assert state.generation.max() >= 1
    for row, before in enumerate(state.generation.tolist()):
        expected = f"person {row + 1}"
        assert state.staff.name(row) == (f"joiner {before} after {expected}" if before else expected)
    roles = [state.role(row) for row in range(len(state))]
    assert roles.count("improver") == int(state.trained.sum())


def test_weeks_in_any_order_are_those_of_one_run() -> None:
    states = list(snapshots(SCENARIO, [40, 0, 80, 40], 1))
    assert [state.week for state in states] == [0, 40, 80]
    run = Simulation(SCENARIO)
    assert states[0].ties.same_as(run.ties(1))
    run.advance(40)
    assert np.array_equal(states[1].knowledge, snapshot(run, 1).knowledge)


@pytest.mark.parametrize("week", [-1, 81])
def test_a_week_the_run_does_not_have(week: int) -> None:
    with pytest.raises(WeekError, match=r"0 \(the start\) to 80 \(the end\)"):
        list(snapshots(SCENARIO, [0, week]))
