"""Gaps between groups, and what chance alone would show."""

from itertools import combinations

import numpy as np
import pytest

from analysis.gaps import GROUPINGS, MEASURED, gaps, gaps_now
from sim.scenario import Scenario
from sim.simulation import Simulation


def test_a_gap_by_hand() -> None:
    labels = [2, 0, 0, 2, 1, 1]
    values = [[1, 0, 1, 1, 0, 0], [0.2, 0.4, 0.6, 0.8, 0.1, 0.3]]
    found = gaps(labels, values, np.random.default_rng(0))
    assert [gap.seen for gap in found] == pytest.approx([1.0, 0.3])
    assert found[0].beyond == pytest.approx(found[0].seen - found[0].chance)


def test_chance_is_the_mean_over_all_ways_to_deal_people_out() -> None:
    values = np.array([1.0, 0.0, 0.0, 0.5, 0.9])
    exact = [
        abs(values[list(pair)].mean() - np.delete(values, list(pair)).mean()) for pair in combinations(range(5), 2)
    ]
    found = gaps([0, 0, 1, 1, 1], values, np.random.default_rng(1), deals=20_000)[0]
    assert found.chance == pytest.approx(np.mean(exact), abs=0.005)


def test_where_groups_do_not_matter_nothing_lies_beyond_chance() -> None:
    random = np.random.default_rng(2)
    labels = np.repeat(np.arange(25), 12)
    beyond, seen = [], []
    for _ in range(200):
        gap = gaps(labels, random.random(300) < 0.2, random, deals=40)[0]
        beyond.append(gap.beyond)
        seen.append(gap.seen)
    assert np.mean(seen) > 0.3, "the plain measure sees a wide gap all the same"
    assert abs(np.mean(beyond)) < 3 * np.std(beyond) / np.sqrt(200)


def test_gaps_of_a_run_are_those_of_its_results() -> None:
    scenario = Scenario(
        network={"size": 90},
        weeks=30,
        seed=4,
        organisations=[{"name": "one"}, {"name": "two", "network": {"size": 50}}],
    )
    run = Simulation(scenario, keep_units=True)
    run.advance(30)
    table = run.results().gaps()
    for index, name in enumerate(("one", "two")):
        found = gaps_now(run, index)
        last = table[(table["week"] == 29) & (table["organisation"] == name)].set_index("grouping")
        assert set(found) == {(grouping, what) for grouping in GROUPINGS for what in MEASURED}
        for (grouping, what), gap in found.items():
            assert gap.seen == pytest.approx(last.loc[grouping, what], abs=1e-6)
        assert gaps_now(run, index) == found, "the deals do not depend on when one looks"
