"""Sobol indices against Ishigami's function, whose indices are known."""

import numpy as np
import pandas as pd
import pytest

from analysis.sweeps.arms import Numbers
from analysis.sweeps.sobol import indices, sobol
from experiments.design.saltelli import saltelli
from experiments.options import DesignOptions
from sim.errors import ConfigError
from tests.analysis.sweeps.made import arm, reading, without

NAMES = ["a", "b", "c"]
A, B = 7.0, 0.1
FIRST = {"a": 0.3139, "b": 0.4424, "c": 0.0}
TOTAL = {"a": 0.5576, "b": 0.4424, "c": 0.2437}
"""Ishigami & Homma 1990; with A = 7, B = .1."""


def ishigami(unit: Numbers) -> Numbers:
    x = np.pi * (2 * unit - 1)
    return np.asarray(np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0]))


def points(n: int, *, second_order: bool = False) -> Numbers:
    return saltelli(DesignOptions(kind="saltelli", n=n, second_order=second_order), 3)


def of(found: pd.DataFrame, index: str) -> pd.DataFrame:
    return found[found["index"] == index].set_index("parameter")


def test_indices_of_a_known_function() -> None:
    found = indices(NAMES, ishigami(points(1024)).reshape(-1, 5), second_order=False)
    for index, known in (("first", FIRST), ("total", TOTAL)):
        for name, row in of(found, index).iterrows():
            assert row["value"] == pytest.approx(known[str(name)], abs=0.03)
            assert row["low"] - 0.01 <= known[str(name)] <= row["high"] + 0.01


def test_what_two_parameters_do_only_together() -> None:
    found = indices(NAMES, ishigami(points(1024, second_order=True)).reshape(-1, 8), second_order=True)
    pairs = found[found["index"] == "second"].set_index(["parameter", "other"])["value"]
    assert pairs["a", "c"] == pytest.approx(TOTAL["a"] - FIRST["a"], abs=0.05)
    assert pairs["a", "b"] == pytest.approx(0.0, abs=0.05)


def test_intervals_narrow_with_more_blocks() -> None:
    found, settled, _ = sobol(reading(arm(points(256), ishigami), design={"kind": "saltelli"}))
    totals = settled[(settled["index"] == "total") & (settled["parameter"] == "x0")].set_index("n")
    width = totals["high"] - totals["low"]
    assert list(width.index) == [32, 64, 128, 256]
    assert width[256] < 0.7 * width[32]
    assert totals.loc[256, "value"] == of(found, "total").loc["x0", "value"]


def test_luck_is_told_of_the_means() -> None:
    noisy = arm(points(64), ishigami, replicates=5, noise=2.0)
    _, _, told = sobol(reading(noisy, design={"kind": "saltelli"}))
    assert noisy.luck == pytest.approx(4.0 / 5 / np.var(noisy.mean, ddof=1), rel=0.2)
    assert f"about {100 * noisy.luck:.0f} % of their variance" in told[0]
    single = sobol(reading(arm(points(64), ishigami), design={"kind": "saltelli"}))[2]
    assert "One run a point" in single[0]


def test_luck_that_all_points_share_is_not_told_as_luck_between_them() -> None:
    shared = arm(points(64), ishigami, replicates=5, noise=1e-6, common=3.0)
    found, _, told = sobol(reading(shared, design={"kind": "saltelli"}))
    alone, _, _ = sobol(reading(arm(points(64), ishigami), design={"kind": "saltelli"}))
    assert "about 0 % of their variance" in told[0]
    assert "what a seed does to all points alike cancels" in told[0]
    assert "other seeds" in told[-1]
    assert found["value"].to_numpy() == pytest.approx(alone["value"].to_numpy(), abs=1e-5), "nor is it in the indices"


def test_blocks_that_lack_a_run_are_left_out_and_told() -> None:
    whole = arm(points(16), ishigami)
    found, _, told = sobol(reading(without(whole, [3, 40]), design={"kind": "saltelli"}))
    kept = np.delete(ishigami(points(16)).reshape(-1, 5), [0, 8], axis=0)
    expected = indices(["x0", "x1", "x2"], kept, second_order=False)
    assert found["value"].tolist() == expected["value"].tolist()
    assert told[0] == "2 of 16 blocks lack a run, and are left out."
    with pytest.raises(ConfigError, match="only 7 of 16 blocks of 5 points"):
        sobol(reading(without(whole, list(range(0, 45, 5))), design={"kind": "saltelli"}))


def test_an_outcome_that_never_differs_has_no_indices() -> None:
    found, _, told = sobol(reading(arm(points(16), lambda x: np.ones(len(x))), design={"kind": "saltelli"}))
    assert found["value"].isna().all()
    assert "no variance" in told[-1]
    _, _, told = sobol(reading(arm(points(16), lambda x: np.ones(len(x)), replicates=2), design={"kind": "saltelli"}))
    assert "One run a point" not in " ".join(told)


def test_another_design_is_refused_with_the_one_that_is_needed() -> None:
    with pytest.raises(ConfigError, match=r"has design=grid\. Make one with: firewood sweep design=saltelli"):
        sobol(reading(arm(points(16), ishigami), design={"kind": "grid"}))
