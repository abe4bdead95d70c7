"""For all tests: the model is compiled once, before several processes would each compile it; see also `composed.py`."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.composed import kept

for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
"""Read when NumPy is first loaded, here or in a process started from here. Matrices are small, and two processes of
tests have the two cores: threads mostly wait for each other, and Gaussian processes take fifteen times as long.
"""

settings.register_profile("firewood", deadline=None)  # how long something takes depends on who else is at work
settings.load_profile("firewood")


def pytest_configure(config: pytest.Config) -> None:
    """Fill the cache of compiled code, in the process that starts the others."""
    starts_others = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if not starts_others or config.option.collectonly:
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each process that a test starts reads all libraries anew
    import numpy as np

    from sim.scenario import Scenario
    from sim.simulation import simulate
    from sim.warm import warm

    for width in (np.float32, np.float64):
        warm(width)
        simulate(Scenario(network={"size": 40}, weeks=1), width=width)


@pytest.fixture(scope="session", autouse=True)
def composed_once() -> Iterator[None]:
    """In the process of a test; those that it starts compose anew."""
    with kept():
        yield


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures are made but not put on paper, which takes most of a small job's time: their files are empty."""
    from analysis.figures import style

    def save(figure: Any, folder: Path, name: str) -> list[str]:
        files = [f"{name}.png", f"{name}.svg"]
        for file in files:
            (folder / file).touch()
        return files

    monkeypatch.setattr(style, "save", save)
