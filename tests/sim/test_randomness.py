"""A minimally different world: a change touches only what it touches, whatever else is going on."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from sim import luck
from sim.measures import MEASURES
from sim.network.build import Population, build
from sim.network.ties import ITEMS, Ties
from sim.scenario import Scenario
from sim.simulation import Simulation, simulate
from sim.staff import Staff
from sim.world import BLOCK
from tests.sim.worlds import scenarios

BASE = Scenario(network={"size": 120}, seasoning=0.8, weeks=80, seed=11)
CHANGE = 30


def columns(run: Simulation) -> dict[str, np.ndarray[Any, Any]]:
    """All that a world holds of its people, arcs and units."""
    world = run.world
    used = int(world.dyads.used[0])
    arrays = {"arcs": world.dyads.arcs[:used], "units": world.units}
    found = {f"{part}.{name}": array[name].copy() for part, array in arrays.items() for name in array.dtype.names}
    found |= {f"people.{name}": column.copy() for name, column in world.people._asdict().items()}
    return found | {"ends": world.dyads.ends[:used].copy()}


def same(one: dict[str, np.ndarray[Any, Any]], other: dict[str, np.ndarray[Any, Any]]) -> bool:
    return all(np.array_equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize(
    "change",
    [
        {"changes": [{"week": CHANGE, "lever": "leadership.fear", "to": 0.9}]},
        {"changes": [{"week": CHANGE, "lever": "talk.sessions", "times": 0.2}]},
        {"changes": [{"week": CHANGE, "lever": "seasoning", "by": -0.5, "over": 10}]},
        {"changes": [{"week": CHANGE, "lever": "staffing.turnover", "to": 0.6}]},
        {"changes": [{"week": CHANGE, "until": CHANGE + 1, "lever": "staffing.improvers_leave", "to": 1}]},
        {"programme": {"cohorts": 4, "every": 10, "end": CHANGE}},
        {"support": {"end": CHANGE}},
        {"workshops": {"end": CHANGE, "rate": 0.8}},
    ],
    ids=lambda change: str(next(iter(change.items()))),
)
def test_nothing_differs_before_the_change(change: dict[str, Any]) -> None:
    base = BASE.changed(workshops={"rate": 0.8}, programme={"cohorts": 4, "every": 10})
    one, other = Simulation(base), Simulation(base.changed(**change))
    one.advance(CHANGE)
    other.advance(CHANGE)
    assert same(columns(one), columns(other))
    one.advance(40)
    other.advance(40)
    assert not same(columns(one), columns(other))


def without_ties(size: int) -> Population:
    staff = Staff(
        unit=(np.arange(size) // 10).astype(np.int32),
        profession=(np.arange(size) % 5).astype(np.int8),
        seniority=np.ones(size, dtype=np.int8),
    )
    return Population(staff, Ties.from_arcs([0, 3, 1], [1, 4, 0], dict.fromkeys(ITEMS, 0.7)))


def test_one_more_person_changes_only_what_they_touch() -> None:
    scenario = Scenario(
        weeks=60, seed=5, talk={"sessions": 0.8, "mix": 0.0}, workshops={"rate": 0}, programme={"volume": 0},
        staffing={"committed": 0.0, "turnover": 0.3},
    )  # fmt: skip
    few, more = Simulation(scenario, [without_ties(50)]), Simulation(scenario, [without_ties(51)])
    few.advance(60)
    more.advance(60)
    for name in few.world.people._fields:
        assert np.array_equal(getattr(few.world.people, name), getattr(more.world.people, name)[:50]), name


def test_one_more_person_is_a_guest_in_few_talk_spaces() -> None:
    start, unit = luck.base(3, luck.SESSION_GUEST, 8), luck.unit_identity(0, 4)
    picks = [[luck.pick_row(start, luck.numbered(unit, k), rows) for k in range(4000)] for rows in (100, 101)]
    moved = [(one, other) for one, other in zip(*picks, strict=True) if one != other]
    assert all(other == 100 for _, other in moved)
    assert 10 <= len(moved) <= 80


def test_one_more_organisation_changes_nothing_in_the_others() -> None:
    rows = [{"name": "one"}, {"name": "two", "seasoning": 0.3}, {"name": "three", "network": {"size": 60}}]
    small = simulate(BASE.changed(organisations=rows[:2]))
    large = simulate(BASE.changed(organisations=rows))
    for name in MEASURES:
        assert np.array_equal(small.series(name), large.series(name)[:, :2], equal_nan=True), name


def test_the_same_seed_gives_the_same_and_another_seed_does_not() -> None:
    one, again, other = (simulate(scenario) for scenario in (BASE, BASE, BASE.changed(seed=12)))
    assert one.weekly().equals(again.weekly())
    assert not one.weekly().equals(other.weekly())


def test_steps_of_any_length_give_the_same() -> None:
    whole, pieces = Simulation(BASE), Simulation(BASE)
    whole.advance(80)
    for weeks in (1, 7, 52, 20):
        pieces.advance(weeks)
    assert same(columns(whole), columns(pieces))


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(scenarios(weeks=20))
def test_threads_do_not_matter(world: tuple[Scenario, list[Population]]) -> None:
    runs = [Simulation(*world, threads=threads) for threads in (1, 2, 3, 7)]
    for run in runs:
        run.advance(20)
    for other in runs[1:]:
        assert same(columns(runs[0]), columns(other))


def test_threads_do_not_matter_in_a_large_organisation() -> None:
    scenario = Scenario(network={"size": 9000}, seasoning=0.9, weeks=60, seed=2)
    people = [build(scenario, 0, scenario.seed)]
    one, two = Simulation(scenario, people), Simulation(scenario, people, threads=2)
    one.advance(60)
    two.advance(60)
    assert int(one.world.dyads.used[0]) > 3 * BLOCK
    assert same(columns(one), columns(two))
    for name in MEASURES:
        assert np.array_equal(one.results().series(name), two.results().series(name), equal_nan=True), name
