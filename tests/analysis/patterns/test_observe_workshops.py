"""Workshops read from the weeks of units made by hand, and of a run."""

import numpy as np
import pytest

from analysis.patterns.observe_workshops import FADED, HELD, NEVER, SLOTS, fates, gains_won, workshops_of
from sim.scenario import Scenario
from sim.simulation import Simulation
from tests.analysis.patterns.weeks import run_of_units

WEEKS = 120


def held_in(weeks: list[int], unit: int = 0, units: int = 1) -> np.ndarray:
    """The count of workshops in each unit, shape (WEEKS, units)."""
    count = np.zeros((WEEKS, units))
    for week in weeks:
        count[week:, unit] += 1
    return count


def fading(week: int, keep: float) -> np.ndarray:
    """A gain of .6 won in a week, of which `keep` is left after each further week; shape (WEEKS, 1)."""
    since = np.arange(WEEKS) - week
    return np.where(since < 0, 0, 0.6 * keep ** np.maximum(since, 0))[:, None]


@pytest.mark.parametrize(("keep", "fate"), [(0.8, NEVER), (0.98, FADED), (0.99, HELD), (1.0, HELD)])
def test_a_fate_is_told_by_the_half_of_what_was_won(keep: float, fate: float) -> None:
    columns = {"workshops": held_in([10]), "gain_lead": fading(10, keep), "gain_won": 0.6, "people": 10}
    practising = np.where(np.arange(WEEKS) == 9, 3, 8)[:, None]
    seen = fates(run_of_units({**columns, "practising": practising}, WEEKS, 1))
    assert (seen["fate_00"], seen["before_00"]) == (fate, pytest.approx(0.3))
    assert np.isnan(seen["fate_01"])
    assert (seen["workshops"], seen["followed"]) == (1, 0)
    assert len(seen) == 2 + 2 * SLOTS


def test_a_workshop_that_another_follows_within_the_year_tells_nothing() -> None:
    columns = {"gain_lead": 0.6, "gain_won": 0.6, "people": 10, "practising": 5}
    seen = fates(run_of_units({**columns, "workshops": held_in([0, 52])}, WEEKS, 1))
    assert (seen["workshops"], seen["followed"], seen["fate_00"], seen["before_00"]) == (2, 1, HELD, 0.5)
    seen = fates(run_of_units({**columns, "workshops": held_in([0, 53])}, WEEKS, 1))
    assert (seen["followed"], seen["before_00"], seen["before_01"]) == (0, 0.0, 0.5)
    seen = fates(run_of_units({**columns, "workshops": held_in([WEEKS - 52])}, WEEKS, 1))  # week 52 after is not run
    assert (seen["workshops"], seen["followed"]) == (1, 1)


def test_gains_are_those_of_the_week_and_of_the_first_organisation() -> None:
    count = held_in([5], 0, 3) + held_in([7], 1, 3) + held_in([9], 2, 3)
    lead, defects = np.full((WEEKS, 3), 0.1), np.full((WEEKS, 3), 0.2)
    lead[5, 0], lead[7, 1], lead[9, 2] = 0.6, 0.64, 0.9
    defects[5, 0], defects[7, 1], defects[9, 2] = 0.5, 1.0, 0.0
    run = run_of_units({"workshops": count, "gain_lead": lead, "gain_defects": defects}, WEEKS, 3, (0, 0, 1))
    seen = gains_won(run, held_at=100)
    assert seen["workshops"] == 2
    assert seen["lead_time_fall"] == pytest.approx(0.62)
    assert seen["defects"] == pytest.approx(0.57 * 0.25)


def test_a_run_says_what_it_holds() -> None:
    scenario = Scenario(network={"size": 60}, weeks=320, workshops={"rate": 0.3}, seed=2)
    run = Simulation(scenario, keep_units=True)
    run.advance(320)
    results = run.results()
    found = workshops_of(results)
    held = results.series("workshops")[:, 0]
    np.testing.assert_array_equal(np.bincount(found.week, minlength=320), held)
    seen = gains_won(run, held_at=300)
    assert 0.55 < seen["lead_time_fall"] < 0.7
    assert seen["gains_held"] == results.series("gains_held")[300, 0]
    told = fates(run)
    fate = np.array([told[f"fate_{number:02}"] for number in range(SLOTS)])
    assert told["workshops"] == held.sum() == told["followed"] + np.isfinite(fate).sum()


def test_without_units_it_says_what_is_missing() -> None:
    run = Simulation(Scenario(network={"size": 20}, weeks=5))
    run.advance(5)
    with pytest.raises(ValueError, match="keep_units"):
        fates(run)
