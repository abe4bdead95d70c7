"""PRIM finds a box that was planted."""

import sys

import numpy as np
import pandas as pd
import pytest

from analysis.intervals import wilson
from analysis.sweeps.arms import Numbers
from analysis.sweeps.prim import prim
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading

POINTS = np.random.default_rng(0).random((500, 3))


def planted(x: Numbers) -> Numbers:
    """Burns where the first is above .6 and the second below .5: a fifth of all."""
    return np.asarray((x[:, 0] > 0.6) & (x[:, 1] < 0.5), dtype=np.float64)


@pytest.mark.slow
def test_a_planted_box_is_found() -> None:
    (box,), _ = prim(reading(arm(POINTS, planted, replicates=2), of="burning"), 0.9)
    limits = box.limits.set_index("parameter")
    assert list(limits.index) == ["x0", "x1"], "the third has nothing to do with it"
    assert limits.loc["x0", "low"] == pytest.approx(0.6, abs=0.03)
    assert np.isnan(limits.loc["x0", "high"])
    assert limits.loc["x1", "high"] == pytest.approx(0.5, abs=0.03)
    assert (limits["chance"] < 1e-6).all()
    assert box.of == pytest.approx(0.2, abs=0.04)
    inside = (POINTS[:, 0] >= limits.loc["x0", "low"]) & (POINTS[:, 1] <= limits.loc["x1", "high"])
    burns = planted(POINTS)
    assert box.coverage.value == pytest.approx((inside & (burns > 0)).sum() / burns.sum())
    assert box.density.value == pytest.approx(burns[inside].mean())
    assert box.density.low <= box.density.value <= box.density.high
    assert min(box.fresh) > 0.8, "it holds in points that had no part in finding it"


@pytest.mark.slow
def test_a_box_can_be_one_of_names() -> None:
    """Also where a name holds what names are told with."""
    points = pd.DataFrame({"network": ["[a, b]", "trust_d"] * 100, "seasoning": np.linspace(0, 1, 200)})
    made = arm(points, lambda x: (np.tile([1.0, 0.0], 100)) * (x[:, 0] > 0.5))
    (box,), _ = prim(reading(made, of="burning"))
    assert box.limits.set_index("parameter").loc["network", "options"] == "[a, b]"
    assert box.density.value > 0.9


def test_a_box_that_holds_all_and_nothing_else_is_no_surer_than_its_points() -> None:
    """A bootstrap of what all agree on has no width; runs that repeat their point add nothing."""
    points = np.linspace(0, 1, 60)[:, None]
    made = reading(arm(points, lambda x: (x[:, 0] > 0.6).astype(float), replicates=5), of="burning")
    (wide,), _ = prim(made, 0.9)
    assert wide.coverage == wilson(24, 24)
    (dense,), _ = prim(made, 1.0)
    lies = int((points[:, 0] >= dense.limits["low"].iloc[0]).sum())
    assert dense.density == wilson(lies, lies)


def test_luck_makes_no_box_in_fresh_points() -> None:
    luck = np.random.default_rng(3).random(500) < 0.2
    (box,), told = prim(reading(arm(POINTS, lambda x: luck.astype(float)), of="burning"))
    assert box.fresh[1] < 0.4, "the density of all is .2"
    assert "No box reaches a density of 0.8" in told[-1] or box.density.value > box.fresh[1]


def test_runs_that_only_repeat_their_point_make_no_limit_surer() -> None:
    """Burning goes by the first of six alone, a point once and for all; 20 runs of it are no 20 points."""
    points = np.random.default_rng(9).random((100, 6))
    burns = np.random.default_rng(109).random(100) < 1 / (1 + np.exp(-6 * (points[:, 0] - 0.6)))
    (box,), _ = prim(reading(arm(points, lambda x: burns.astype(float), replicates=20), of="burning"))
    (once,), _ = prim(reading(arm(points, lambda x: burns.astype(float)), of="burning"))
    assert box.limits["parameter"].tolist() == ["x0"]
    assert box.limits["chance"].to_numpy() == pytest.approx(once.limits["chance"].to_numpy())


def test_numbers_need_a_bound() -> None:
    made = arm(POINTS, lambda x: x[:, 2])
    (box,), told = prim(reading(made), above=0.7)
    assert box.limits["parameter"].tolist() == ["x2"]
    assert "with practising_final above 0.7" in told[0]
    with pytest.raises(ConfigError, match="--above and --below: give one of them"):
        prim(reading(made), above=0.1, below=0.5)
    with pytest.raises(ConfigError, match="say --above X or --below X"):
        prim(reading(made))
    with pytest.raises(ConfigError, match="is a yes or no"):
        prim(reading(arm(POINTS, planted), of="burning"), above=0.5)
    with pytest.raises(ConfigError, match="No runs are of interest"):
        prim(reading(made), above=2)
    with pytest.raises(ConfigError, match="30 points are too few"):
        prim(reading(arm(POINTS[:30], planted), of="burning"))


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ema_workbench.analysis.prim", None)
    with pytest.raises(ConfigError, match=r"uv sync --extra prim, or pip install 'firewood\[prim\]'"):
        prim(reading(arm(POINTS, planted), of="burning"))
