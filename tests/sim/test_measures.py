"""Measures: groupings are sums of the same people, outcomes follow their definition, costs add up."""

import numpy as np
import pandas as pd
import pytest

from sim.costs import staff_days
from sim.errors import FirewoodError, ScenarioError
from sim.measures import MEASURES, Results
from sim.outcome import BURNING, NOT_YET, OUT, SMOULDERING, outcome_of
from sim.people import some_of
from sim.scenario import Scenario
from sim.simulation import Simulation, simulate
from sim.steps.measures import WARMED
from sim.world import LAST, TALKED


@pytest.fixture(scope="module")
def run() -> Simulation:
    scenario = Scenario(
        network={"size": 90}, weeks=70, seed=4, seasoning=0.9,
        targets={"pressure": 0.5}, staffing={"committed": 0.1},
        organisations=[{"name": "one"}, {"name": "two", "seasoning": 0.2, "network": {"size": 50}}],
        costs={"training": 5, "session": 0.1, "coaching": 2, "seasoning": 1},
    )  # fmt: skip
    run = Simulation(scenario, keep_units=True, keep_states=True)
    run.advance(70)
    return run


@pytest.fixture(scope="module")
def results(run: Simulation) -> Results:
    return run.results()


def test_the_last_week_is_the_world_as_it_is(run: Simulation, results: Results) -> None:
    people = run.world.people
    for o in range(2):
        here = some_of(people, people.organisation == o)
        assert results.series("practising")[-1, o] == pytest.approx(here.practising.mean())
        assert results.series("trained")[-1, o] == pytest.approx(here.trained.mean())
        assert results.series("knowledge")[-1, o] == pytest.approx(here.knowledge.mean(dtype=float))
        others = some_of(here, here.committed == 0)
        assert results.series("practising_others")[-1, o] == pytest.approx(others.practising.mean())
        assert results.series("trust")[-1, o] == pytest.approx(run.ties(o).trust[run.ties(o).present].mean(), rel=1e-6)
        assert results.series("arcs")[-1, o] == run.ties(o).arcs


def test_groups_are_parts_of_the_whole(results: Results) -> None:
    groups, weekly = results.groups(), results.weekly()
    weekly = weekly.set_index(["week", "organisation"])
    for _, part in groups.groupby("grouping"):
        people = part.groupby(["week", "organisation"])["people"].sum()
        for name in ("practising", "knowledge", "trained"):
            whole = (part[name] * part["people"]).groupby([part["week"], part["organisation"]]).sum() / people
            pd.testing.assert_series_equal(whole, weekly[name].loc[whole.index], check_names=False)
    assert (groups["practising_reported"] >= groups["practising"]).all()
    assert set(groups["grouping"]) == {"role", "profession", "grade"}


def test_gaps_are_the_widest_between_groups(results: Results) -> None:
    gaps, groups = results.gaps(), results.groups()
    row = gaps[gaps["grouping"] != "unit"].iloc[-1]
    here = groups[
        (groups[["week", "organisation", "grouping"]] == row[["week", "organisation", "grouping"]]).all(axis=1)
    ]
    assert row["knowledge"] == pytest.approx(here.knowledge.max() - here.knowledge.min())
    assert row["training"] == pytest.approx(here.trained.max() - here.trained.min())


def test_gaps_between_units_stand_beside_the_others(results: Results) -> None:
    gaps, units = results.gaps(), results.units()
    assert set(gaps["grouping"]) == {"profession", "grade", "unit"}
    here = units[(units["week"] == 69) & (units["organisation"] == "two")]
    row = gaps[(gaps["week"] == 69) & (gaps["organisation"] == "two") & (gaps["grouping"] == "unit")].iloc[0]
    for gap, share in {
        "training": "trained",
        "talk": "in_talk",
        "knowledge": "knowledge",
        "practice": "practising",
    }.items():
        assert row[gap] == pytest.approx(here[share].max() - here[share].min())
    unkept = simulate(Scenario(network={"size": 40}, weeks=2)).gaps()
    assert set(unkept["grouping"]) == {"profession", "grade"}


def test_units_are_parts_of_the_whole(results: Results) -> None:
    units = results.units()
    last = units[(units["week"] == 69) & (units["organisation"] == "two")]
    assert last["people"].sum() == 50
    assert np.average(last["practising"], weights=last["people"]) == pytest.approx(results.series("practising")[69, 1])
    assert np.average(last["alignment"], weights=last["people"]) == pytest.approx(results.series("alignment")[69, 1])
    hours = 43.1 * last["gain_lead"].sum()
    assert hours == pytest.approx(results.series("hours_saved")[69, 1], rel=1e-5)


def test_workshops_of_units_add_up_to_those_held(results: Results) -> None:
    by_unit = results.units().pivot(index="week", columns="unit", values="workshops")
    held = results.series("workshops")
    assert by_unit.sum(axis=1).to_numpy() == pytest.approx(held.cumsum(axis=0).sum(axis=1))
    assert held.sum() > 0
    assert ((by_unit.diff().dropna() >= 0) & (by_unit % 1 == 0).iloc[1:]).all(axis=None)


def test_states_are_people_practising(results: Results) -> None:
    states = results.record.states[:70]
    assert (states[:, :90] & 1).mean(axis=1) == pytest.approx(results.series("practising")[:, 0])


def test_the_warmed_were_in_talk_and_some_of_those_in_talk_were_warmed(run: Simulation, results: Results) -> None:
    untrained = run.world.people.trained == 0
    warmed, talked = (results.record.states[69] & WARMED) > 0, (run.world.people.talk >> LAST & TALKED) > 0
    assert 0 < np.count_nonzero(warmed & untrained) < np.count_nonzero(talked & untrained)
    assert not np.any(warmed & ~talked)


def test_weekly_has_every_measure_in_range(results: Results) -> None:
    weekly = results.weekly()
    assert list(weekly.columns) == ["week", "organisation", *MEASURES]
    assert len(weekly) == 140
    for name in ("practising", "locked_in", "talk_reciprocity", "in_talk", "gains_held", "trust", "defects"):
        shares = weekly[name].dropna()
        assert shares.between(0, 1).all(), name


def test_a_measure_misspelt(results: Results) -> None:
    with pytest.raises(ScenarioError, match="did you mean practising"):
        results.series("practicing")


@pytest.mark.parametrize(
    ("level", "weeks", "support_ended", "outcome"),
    [
        (0.51, 312, 260, BURNING),
        (0.5, 312, 260, SMOULDERING),
        (0.05, 312, 260, SMOULDERING),
        (0.049, 312, 260, OUT),
        (0.9, 311, 260, NOT_YET),
        (0.9, 52, 0, BURNING),
    ],
)
def test_outcomes(level: float, weeks: int, support_ended: int, outcome: str) -> None:
    assert outcome_of("x", np.full(weeks, level), support_ended).outcome == outcome


def test_ignition_and_extinction() -> None:
    practising = np.concatenate([np.zeros(10), np.full(12, 0.6), np.zeros(5), np.full(13, 0.6), np.full(30, 0.01)])
    found = outcome_of("x", practising, 0)
    assert (found.ignition, found.extinction) == (27, 40)
    assert outcome_of("x", np.full(60, 0.2), 0)[3:] == (None, None)
    assert outcome_of("x", np.zeros(60), 0)[3:] == (None, 0)


def test_costs(results: Results) -> None:
    days = staff_days(results).set_index("organisation")
    assert list(days.columns) == ["training", "session", "coaching", "seasoning", "total"]
    assert days.loc["one", "training"] == 5 * results.series("places_filled")[-1, 0]
    assert days.loc["one", "coaching"] == pytest.approx(2 * 70)
    assert days.loc["two", "seasoning"] == pytest.approx(0.2 * 50)
    assert days["total"].to_numpy() == pytest.approx(days.drop(columns="total").sum(axis=1).to_numpy())
    assert staff_days(simulate(Scenario(network={"size": 30}, weeks=5)))["total"].tolist() == [0]


def test_before_the_first_week_tables_are_empty_and_ends_are_refused() -> None:
    results = Simulation(Scenario(network={"size": 30}, costs={"training": 2.0}), keep_units=True).results()
    for table in (results.weekly(), results.groups(), results.units(), results.gaps()):
        assert len(table) == 0
        assert len(table.columns) > 3
    for ended in (results.outcomes, lambda: staff_days(results)):
        with pytest.raises(FirewoodError, match="no week has been run"):
            ended()
