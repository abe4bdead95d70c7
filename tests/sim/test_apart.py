"""Organisations that never meet can be run one by one: the same bits as together."""

import numpy as np

from experiments.run import pieces_of, run_replicates
from sim.measures import MEASURES
from sim.scenario import Scenario
from sim.simulation import Simulation, apart

SCENARIO = Scenario(
    network={"size": 80},
    programme={"volume": 0.4},
    staffing={"turnover": 0.3},
    workshops={"rate": 0.2},
    rules={"new_tie": 0.1},
    organisations=[
        {"name": "one", "seasoning": 0.9, "programme": {"choose": "list", "people": ["person 3", "person 9"]}},
        {"name": "two", "network": {"size": 50, "kind": "trust_d"}, "programme": {"choose": "teams"}},
        {"name": "three", "seasoning": 0.3},
    ],
    weeks=110,
    seed=5,
)


def test_apart_gives_the_bits_of_together() -> None:
    together = Simulation(SCENARIO)
    together.advance(SCENARIO.weeks)
    for first, part in enumerate(apart(SCENARIO)):
        alone = Simulation(part, first=first)
        alone.advance(SCENARIO.weeks)
        for name in MEASURES:
            whole = together.results().series(name)[:, first]
            assert np.array_equal(alone.results().series(name)[:, 0], whole, equal_nan=True), name
        assert alone.ties().same_as(together.ties(first))


def test_another_number_is_another_organisation() -> None:
    part = apart(SCENARIO)[2]
    runs = [Simulation(part, first=first) for first in (0, 2)]
    for run in runs:
        run.advance(20)
    one, other = (run.results().series("telling") for run in runs)
    assert not np.array_equal(one, other)


def test_a_forum_keeps_them_together() -> None:
    met = SCENARIO.changed(forum={"every": 4})
    assert apart(met) == [met]
    assert pieces_of([met, SCENARIO], range(10)) == 40


def test_replicates_put_the_parts_side_by_side() -> None:
    batch = run_replicates([SCENARIO], [5, 6], threads=2)
    together = Simulation(SCENARIO)
    together.advance(SCENARIO.weeks)
    assert [fire.name for fire in batch.fires] == ["one", "two", "three"]
    for index, fire in enumerate(batch.fires):
        for name in MEASURES:
            assert np.array_equal(fire.series[name][0], together.results().series(name)[:, index], equal_nan=True)
