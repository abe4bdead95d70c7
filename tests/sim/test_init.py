"""The public surface of `sim`, by name, and what asking for it loads."""

import subprocess
import sys

import pytest

import sim

PUBLIC = {
    "WEEK": "sim.week",
    "Change": "sim.scenario",
    "Collaborator": "sim.agents",
    "CultureModel": "sim.model",
    "FirewoodError": "sim.errors",
    "Improver": "sim.agents",
    "Organisation": "sim.scenario",
    "Outcome": "sim.measures",
    "Results": "sim.measures",
    "Rules": "sim.scenario",
    "Scenario": "sim.scenario",
    "Simulation": "sim.simulation",
    "simulate": "sim.simulation",
}


def test_the_public_names_are_these() -> None:
    assert sim.__all__ == list(PUBLIC)
    assert set(sim.__all__) <= set(dir(sim))


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_the_thing_itself(name: str) -> None:
    __import__(PUBLIC[name])
    assert getattr(sim, name) is getattr(sys.modules[PUBLIC[name]], name)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="'sim' has no attribute 'Scenery'"):
        _ = sim.Scenery


@pytest.mark.parametrize(
    ("code", "unwanted"),
    [
        ("import sim", ("mesa", "numba", "pandas", "numpy", "pydantic")),
        ("from sim import Scenario, Change, FirewoodError; Scenario()", ("mesa", "numba", "pandas", "numpy")),
        ("from sim import simulate, Results, WEEK", ("mesa", "pandas", "networkx", "matplotlib")),
    ],
)
def test_light_things_load_nothing_heavy(code: str, unwanted: tuple[str, ...]) -> None:
    told = f"{code}\nimport sys\nprint(*(name for name in {unwanted!r} if name in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
