"""Who comes first: the lowest draws of a unit, however many are asked for."""

import numpy as np

from sim import luck
from sim.layout import make_world
from sim.network.build import build
from sim.scenario import Scenario
from sim.steps.together import FEW, lowest


def test_kept_by_insertion_or_sorted_the_lowest_are_the_same() -> None:
    scenario = Scenario(network={"size": 150, "unit_size": 150})
    world = make_world(scenario, [build(scenario, 0, 3)])
    unit, stream = world.units[0], luck.base(3, luck.SESSION_PICK, 5)
    assert unit.stop - unit.start == 150 > FEW
    every = lowest(world.people, unit, stream, 150)
    draws = [luck.draw(stream, luck.pair(unit.identity, world.people[row].identity)) for row in every]
    assert sorted(every) == list(range(150))
    assert draws == sorted(draws)
    for count in (0, 1, 12, FEW, FEW + 1):
        assert np.array_equal(lowest(world.people, unit, stream, count), every[:count])
