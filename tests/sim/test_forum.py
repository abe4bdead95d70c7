"""The forum touches nothing before it first meets, nothing where there is one organisation, and no tie."""

import numpy as np

from sim.people import some_of
from sim.scenario import Scenario
from sim.simulation import Simulation
from tests.sim.test_randomness import columns, same

TWO = Scenario(
    network={"size": 60}, organisations=[{"name": "seasoned"}, {"name": "damp", "seasoning": 0.3}], weeks=40, seed=3
)


def test_nothing_differs_before_it_meets() -> None:
    without, later = Simulation(TWO), Simulation(TWO.changed(forum={"every": 4, "leaders": 9, "start": 20}))
    without.advance(20)
    later.advance(20)
    assert same(columns(without), columns(later))
    without.advance(20)
    later.advance(20)
    assert not same(columns(without), columns(later))


def test_the_damp_warm_at_it_and_no_tie_changes_of_itself() -> None:
    alone = {"programme": {"volume": 0}, "staffing": {"turnover": 0}, "workshops": {"rate": 0}}
    silent = {"talk": {"sessions": 0}, "rules": {"talk_rate": 0, "lapse": 0}}
    rows = [{"name": "seasoned", "staffing": {"committed": 1}}, {"name": "damp", "seasoning": 0.3}]
    run = Simulation(TWO.changed(organisations=rows, forum={"every": 1, "leaders": 9}, **alone, **silent))
    before = run.ties(1)
    run.advance(40)
    people = some_of(run.world.people, slice(60, None))
    assert 0 < np.count_nonzero(people.heat) <= 9
    assert people.seniority[people.heat > 0].min() == 3
    assert run.ties(1).same_as(before)


def test_one_organisation_has_none() -> None:
    one = TWO.changed(organisations=[])
    runs = [Simulation(one), Simulation(one.changed(forum={"every": 1, "leaders": 60}))]
    for run in runs:
        run.advance(40)
    assert same(*(columns(run) for run in runs))
