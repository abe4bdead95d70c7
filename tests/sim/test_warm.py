"""Compiling ahead leaves nothing to compile."""

import subprocess
import sys

import numpy as np

from sim.compiled import cache_folder
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.warm import warm
from sim.week import WEEK


def test_all_that_a_run_needs_is_compiled_ahead() -> None:
    warm(np.float32)
    code = (
        "from tests.sim.test_work import LIT, dispatchers\n"
        "from sim.simulation import simulate\n"
        "simulate(LIT.changed(weeks=2))\n"
        "print({name for name, each in dispatchers().items() if each.stats.cache_misses})\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


def test_nothing_is_compiled_twice() -> None:
    """One machine code a pass and width: calls from the loop and from threads share it."""
    warm(np.float32)
    Simulation(Scenario(network={"size": 60}, weeks=2), threads=2).advance(2)
    for step in WEEK:
        for each in step.passes:
            name = f"{each.__module__.rsplit('.', 1)[-1]}.{each.__name__}-*.nbc"
            assert 1 <= len(list(cache_folder().glob(f"steps_*/{name}"))) <= 2, name
