"""Elementary effects against functions whose effects are known."""

import numpy as np
import pytest
from SALib.analyze.morris import analyze

from analysis.sweeps.arms import Numbers
from analysis.sweeps.morris import effects, morris
from experiments.asked import Range
from experiments.design.base import scaled
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
    ranges = {f"x{number}": {"high": 100.0} for number in range(4)}
    wide, _, _ = morris(reading(arm(100 * POINTS, lambda x: known(x / 100)), design={"kind": "morris"}, ranges=ranges))
    unit, _, _ = morris(reading(arm(POINTS, known), design={"kind": "morris"}))
    assert wide["mu"].to_numpy() == pytest.approx(unit["mu"].to_numpy())


def test_effects_are_those_of_salib_where_nothing_is_rounded() -> None:
    found = effects(["a", "b", "c", "d"], POINTS.reshape(-1, 5, 4), known(POINTS).reshape(-1, 5)).set_index("parameter")
    problem = {"num_vars": 4, "names": ["a", "b", "c", "d"], "bounds": [[0.0, 1.0]] * 4}
    salib = analyze(problem, POINTS, known(POINTS), num_levels=4, num_resamples=2000, seed=1)
    for name in ("mu_star", "mu", "sigma"):
        assert found[name].to_numpy() == pytest.approx(np.asarray(salib[name], dtype=float))
    assert (found["high"] - found["mu_star"]).to_numpy() == pytest.approx(salib["mu_star_conf"], rel=0.1, abs=1e-9)


@pytest.mark.parametrize(
    ("low", "high", "log"), [(2, 3, False), (2, 4, False), (2, 5, False), (1, 2, True), (1, 3, True)]
)
def test_effects_of_whole_numbers_are_of_the_step_they_took(low: int, high: int, log: bool) -> None:
    """The first moves the outcome by 1 over its whole range, whatever its few values are; so does the second."""
    asked = Range("x0", low, high, whole=True, log=log)
    first = scaled(POINTS[:, :1], [asked])[0]
    ends = np.log([low, high]) if log else np.array([low, high])
    points = np.column_stack([first, POINTS[:, 1:]])

    def outcome(x: Numbers) -> Numbers:
        return np.asarray(((np.log(x[:, 0]) if log else x[:, 0]) - ends[0]) / (ends[1] - ends[0]) + x[:, 1])

    ranges = {"x0": {"low": low, "high": high, "whole": True, "log": log}}
    found, _, _ = morris(reading(arm(points, outcome), design={"kind": "morris"}, ranges=ranges))
    table = found.set_index("parameter")
    assert table.loc[["x0", "x1"], "mu_star"].to_numpy() == pytest.approx([1, 1])
    assert table.loc["x1", "moved"] == 40
    assert (table.loc["x0", "moved"] < 40) == (high == 2), "a step of the grid may round to none"


def test_trajectories_that_lack_a_run_are_left_out_and_told() -> None:
    found, _, told = morris(reading(without(arm(POINTS, known), [0, 7]), design={"kind": "morris"}))
    assert told[-1] == "2 of 40 trajectories lack a run, and are left out."
    assert found.set_index("parameter").loc["x0", "mu"] == pytest.approx(2)


def test_another_design_is_refused_with_the_one_that_is_needed() -> None:
    with pytest.raises(ConfigError, match=r"has design=sobol.*design=morris"):
        morris(reading(arm(POINTS, known)))
