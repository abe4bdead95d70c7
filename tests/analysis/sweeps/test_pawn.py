"""PAWN indices: the same as SALib's, and what does nothing stays idle."""

import numpy as np
import pytest
from SALib.analyze.pawn import analyze

from analysis.sweeps.arms import Numbers
from analysis.sweeps.pawn import pawn
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading

POINTS = np.random.default_rng(0).random((400, 3))


def cliff(x: Numbers) -> Numbers:
    """Two humps: high beyond an edge of the first; the second moves it a little; the third does nothing."""
    return np.asarray((x[:, 0] > 0.6) * 0.8 + 0.1 * x[:, 1])


def test_indices_are_those_of_salib() -> None:
    found, _, _ = pawn(reading(arm(POINTS, cliff)), 8)
    problem = {"num_vars": 3, "names": ["x0", "x1", "x2"], "bounds": [[0.0, 1.0]] * 3}
    assert found["value"].to_numpy() == pytest.approx(analyze(problem, POINTS, cliff(POINTS), S=8)["median"], abs=0.015)


def test_what_matters_is_above_idle_and_what_does_not_is_below() -> None:
    found, _, _ = pawn(reading(arm(POINTS, cliff, replicates=3, noise=0.02)), 8)
    table = found.set_index("parameter")
    assert table.loc["x0", "low"] > table.loc["x0", "idle"]
    assert table.loc["x2", "value"] < table.loc["x2", "idle"]
    assert (table["low"] <= table["value"]).all()
    assert (table["value"] <= table["high"]).all()


def test_about_one_in_twenty_idle_parameters_is_above_idle() -> None:
    points = np.random.default_rng(1).random((300, 40))
    found, _, _ = pawn(reading(arm(points, lambda x: np.random.default_rng(2).random(len(x))), design={"kind": "x"}))
    assert 0 <= (found["value"] > found["idle"]).sum() <= 7


def test_intervals_narrow_with_more_points() -> None:
    _, settled, _ = pawn(reading(arm(POINTS, cliff)), 8)
    first = settled[settled["parameter"] == "x1"].set_index("n")
    assert list(first.index) == [100, 200, 400]
    assert (first["high"] - first["low"])[400] < (first["high"] - first["low"])[100]


def test_few_values_are_few_slices_and_ties_fall_by_lot() -> None:
    grid = np.array([(a, b) for a in range(4) for b in range(40)], dtype=float)
    found, _, told = pawn(reading(arm(grid, lambda x: x[:, 0]), design={"kind": "grid"}))
    assert told[-1] == "4 slices, as a parameter has no more values."
    table = found.set_index("parameter")
    assert table.loc["x0", "value"] == pytest.approx((0.75 + 0.5 + 0.5 + 0.75) / 4, abs=0.13)
    assert table.loc["x1", "value"] < table.loc["x1", "idle"]


@pytest.mark.parametrize(("slices", "told"), [(1, "--slices 1: allowed are 2 to 100"), (80, "400 points are too few")])
def test_wrong_slices_are_refused(slices: int, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        pawn(reading(arm(POINTS, cliff)), slices)
