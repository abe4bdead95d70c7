"""Elementary effects against functions whose effects are known."""

import numpy as np
import pytest

from analysis.sweeps.arms import Numbers
from analysis.sweeps.morris import morris
from experiments.design.morris import morris as sample
from experiments.options import DesignOptions
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading, without

POINTS = sample(DesignOptions(kind="morris", n=40), 4)


def known(x: Numbers) -> Numbers:
    """2 of the first whatever the others do, −1 of the second, the third by that of the fourth, 0 on average."""
    return np.asarray(2 * x[:, 0] - x[:, 1] + 3 * (x[:, 2] - 0.5) * (x[:, 3] - 0.5))


def test_effects_of_a_known_function() -> None:
    found, settled, _ = morris(reading(arm(POINTS, known), design={"kind": "morris"}))
    table = found.set_index("parameter")
    assert table["mu_star"].to_numpy()[:2] == pytest.approx([2, 1])
    assert table["mu"].to_numpy()[:2] == pytest.approx([2, -1])
    assert table["sigma"].to_numpy()[:2] == pytest.approx([0, 0], abs=1e-9)
    assert table.loc["x2", "sigma"] > 0.8
    assert table.loc["x2", "mu_star"] > 3 * abs(table.loc["x2", "mu"])
    assert table.loc["x2", "low"] < 1.0 < table.loc["x2", "high"], "3 × the mean distance of a level from the middle"
    assert sorted(set(settled["n"])) == [5, 10, 20, 40]


def test_effects_are_of_the_whole_range_whatever_the_units() -> None:
    wide, _, _ = morris(reading(arm(100 * POINTS, lambda x: known(x / 100)), design={"kind": "morris"}))
    unit, _, _ = morris(reading(arm(POINTS, known), design={"kind": "morris"}))
    assert wide["mu"].to_numpy() == pytest.approx(unit["mu"].to_numpy())


def test_trajectories_that_lack_a_run_are_left_out_and_told() -> None:
    found, _, told = morris(reading(without(arm(POINTS, known), [0, 7]), design={"kind": "morris"}))
    assert told[-1] == "2 of 40 trajectories lack a run, and are left out."
    assert found.set_index("parameter").loc["x0", "mu"] == pytest.approx(2)


def test_another_design_is_refused_with_the_one_that_is_needed() -> None:
    with pytest.raises(ConfigError, match=r"has design=sobol.*design=morris"):
        morris(reading(arm(POINTS, known)))
