"""Compiling ahead touches nothing, and leaves nothing of the week to compile."""

import numpy as np

from sim.compiled import cache_folder
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.warm import warm
from sim.week import WEEK
from tests.sim.test_randomness import columns, same


def test_the_part_after_the_last_has_no_rows() -> None:
    run = Simulation(Scenario(network={"size": 60}, weeks=40, seed=3))
    run.advance(30)
    before, record = columns(run), run.world.record.cells.copy()
    for step in WEEK:
        for each in step.passes:
            each(run.world, 30, 1, 1)
    assert same(before, columns(run))
    assert np.array_equal(record, run.world.record.cells)


def test_nothing_is_compiled_twice() -> None:
    """One machine code a pass and width: calls from the loop and from threads share it."""
    warm(np.float32)
    Simulation(Scenario(network={"size": 60}, weeks=2), threads=2).advance(2)
    for step in WEEK:
        for each in step.passes:
            name = f"{each.__module__.rsplit('.', 1)[-1]}.{each.__name__}-*.nbc"
            assert 1 <= len(list(cache_folder().glob(f"steps_*/{name}"))) <= 2, name
