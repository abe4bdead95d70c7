"""Compiling ahead leaves nothing to compile."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.compiled import cache_folder
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.warm import warm
from sim.week import WEEK


@pytest.mark.slow
def test_all_that_a_run_needs_is_compiled_ahead(tmp_path: Path) -> None:
    """In a cache of its own, with nothing in it."""
    code = (
        "import numpy as np\n"
        "from sim.simulation import simulate\n"
        "from sim.warm import warm\n"
        "from tests.sim.test_work import LIT, dispatchers\n"
        "warm(np.float32)\n"
        "before = {name: sum(each.stats.cache_misses.values()) for name, each in dispatchers().items()}\n"
        "simulate(LIT.changed(weeks=2))\n"
        "print(sum(before.values()) > 50)\n"
        "print({n for n, each in dispatchers().items() if sum(each.stats.cache_misses.values()) > before.get(n, 0)})\n"
    )
    fresh = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=fresh)
    assert ran.stdout.splitlines() == ["True", "set()"]


def test_nothing_is_compiled_twice() -> None:
    """One machine code a pass and width: calls from the loop and from threads share it."""
    warm(np.float32)
    Simulation(Scenario(network={"size": 60}, weeks=2), threads=2).advance(2)
    for step in WEEK:
        for each in step.passes:
            name = f"{each.__module__.rsplit('.', 1)[-1]}.{each.__name__}-*.nbc"
            assert 1 <= len(list(cache_folder().glob(f"steps_*/{name}"))) <= 2, name
