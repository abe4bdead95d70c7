"""An emulator of a known function: close, honest, and said to be bad where it is bad."""

import sys

import numpy as np
import pytest

from analysis.sweeps.arms import Numbers
from analysis.sweeps.emulator import emulate
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading

POINTS = np.random.default_rng(0).random((90, 3))


def smooth(x: Numbers) -> Numbers:
    return np.asarray(np.sin(4 * x[:, 0]) + x[:, 1] ** 2)


def test_a_smooth_function_is_emulated_and_covered() -> None:
    (found,), told = emulate(reading(arm(POINTS, smooth, replicates=4, noise=0.2)), folds=3)
    assert found.coverage.low < 0.95 < found.coverage.high
    assert found.error == pytest.approx(0.1, abs=0.04), "what is left is luck: .2/√4"
    assert found.explained > 0.9
    assert sum(each.value for each in found.quarters) / 4 == pytest.approx(found.coverage.value, abs=0.02)
    assert told[1].startswith("By quarters of the points, from lowest to highest prediction: ")
    scale = found.scales.set_index("parameter")["scale"]
    assert scale["x2"] > 5 * scale["x0"], "the third does nothing"
    effect = found.effects[found.effects["parameter"] == "x0"]
    assert effect["mean"].to_numpy() == pytest.approx(np.sin(4 * effect["at"].to_numpy()) + 1 / 3, abs=0.12)


def test_luck_that_all_points_share_widens_no_interval() -> None:
    """The interplay of point and seed has sd .05/√4 in a mean; the seeds' own, .2, is the same in all."""
    shared = arm(POINTS, smooth, replicates=4, noise=0.05, common=0.2)
    (found,), _ = emulate(reading(shared), folds=3)
    assert found.coverage.low < 0.95 < found.coverage.high
    assert np.median(found.seen["high"] - found.seen["low"]) < 0.2


def test_what_is_all_luck_is_not_explained() -> None:
    (found,), _ = emulate(reading(arm(POINTS, lambda x: np.zeros(len(x)), noise=1.0)), folds=3)
    assert found.explained < 0.2
    assert found.coverage.low < 0.95 < found.coverage.high


def test_a_cliff_is_said_not_to_be_covered() -> None:
    points = np.random.default_rng(1).random((150, 2))
    (found,), told = emulate(reading(arm(points, lambda x: np.where(x[:, 0] > 0.8, x[:, 1] ** 3 * 5, 0.0))), folds=3)
    assert found.quarters[3].value < found.quarters[0].value
    assert "too narrow" in told[-1]


def test_points_beyond_the_most_are_left_out_and_told() -> None:
    (found,), told = emulate(reading(arm(POINTS, smooth)), most=40, folds=2)
    assert len(found.seen) == 40
    assert "40 of 90 points were fitted" in " ".join(told)


@pytest.mark.parametrize(
    ("options", "told"), [({"most": 5}, "--most 5"), ({"folds": 1}, "--folds 1: allowed are 2 to 50")]
)
def test_wrong_options_are_refused(options: dict[str, int], told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        emulate(reading(arm(POINTS, smooth)), **options)


def test_too_little_is_refused() -> None:
    with pytest.raises(ConfigError, match="10 points are too few"):
        emulate(reading(arm(POINTS[:10], smooth)))
    with pytest.raises(ConfigError, match="the same at all points"):
        emulate(reading(arm(POINTS, lambda x: np.ones(len(x)))))


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.gaussian_process", None)
    with pytest.raises(ConfigError, match=r"uv sync --extra emulate, or pip install 'firewood\[emulate\]'"):
        emulate(reading(arm(POINTS, smooth)))
