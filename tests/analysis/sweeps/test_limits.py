"""Quasi-p of limits: the binomial's with one run a point, and points, not runs, where runs repeat their point."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from analysis.sweeps.limits import CHANCE, Counts, Mask, chance, inside, sure

RNG = np.random.default_rng(0)
WITHOUT = RNG.random(120) < 0.6
WITHIN = WITHOUT & (RNG.random(120) < 0.5)
BURNS = RNG.random(120) < np.where(WITHIN, 0.5, 0.3)
ONE = np.ones(120, dtype=np.int64)


def binomial(within: Mask, without: Mask, burns: Mask) -> float:
    share = burns[without].mean()
    return float(binomtest(int(burns[within].sum()), int(within.sum()), share, alternative="greater").pvalue)


def counts(burns: Mask) -> Counts:
    return burns.astype(np.int64)


def test_with_one_run_a_point_it_is_the_binomials() -> None:
    assert 0.001 < binomial(WITHIN, WITHOUT, BURNS) < 0.5
    assert chance(WITHIN, WITHOUT, ONE, counts(BURNS)) == pytest.approx(binomial(WITHIN, WITHOUT, BURNS))


def test_runs_that_repeat_their_point_count_for_one() -> None:
    assert chance(WITHIN, WITHOUT, 20 * ONE, 20 * counts(BURNS)) == pytest.approx(binomial(WITHIN, WITHOUT, BURNS))


def test_runs_that_are_draws_of_their_own_count_for_what_they_are() -> None:
    often = np.where(WITHIN, 0.4, 0.3)
    wanted = np.random.default_rng(1).binomial(50, often)
    found = chance(WITHIN, WITHOUT, 50 * ONE, wanted)
    share = wanted[WITHOUT].mean() / 50
    all_runs = binomtest(int(wanted[WITHIN].sum()), 50 * int(WITHIN.sum()), share, alternative="greater").pvalue
    points = binomtest(int(wanted[WITHIN].sum() / 50), int(WITHIN.sum()), share, alternative="greater").pvalue
    assert all_runs <= found < 0.01 < 0.05 < points


def test_nothing_in_the_box_and_all_without_it_are_luck() -> None:
    nothing, everything = counts(BURNS & ~WITHIN), ONE
    assert chance(WITHIN, WITHOUT, ONE, nothing) == 1
    assert chance(WITHIN, WITHOUT, ONE, everything) == 1


def test_idle_limits_are_kept_in_few_of_100() -> None:
    """A limit drawn without a look at what burns, over points of which 10 runs agree by half."""
    rng, kept = np.random.default_rng(2), 0
    without = np.ones(100, dtype=bool)
    for _ in range(400):
        wanted = rng.binomial(10, rng.beta(0.5, 0.5, 100))
        kept += chance(rng.random(100) < 0.3, without, 10 * without.astype(np.int64), wanted) <= CHANCE
    assert kept / 400 <= 0.07


def test_ends_are_taken_off_one_by_one() -> None:
    points = pd.DataFrame({"up": np.linspace(0, 1, 100), "kind": ["a", "b", "c", "c"] * 25, "whole": range(100)})
    burns = (points["up"] > 0.5).to_numpy() & (points["kind"] != "a").to_numpy()
    whole = {"up": [0.0, 1.0], "kind": [{"a", "b", "c"}] * 2, "whole": [0.0, 99.0]}
    box = {"up": [0.5, 0.99], "kind": [{"b", "c"}] * 2, "whole": [1.0, 99.0]}
    found = sure(box, whole, points, np.arange(100), burns).set_index("parameter")
    assert found.index.tolist() == ["up", "kind"]
    assert found.loc["up", "low"] == 0.5
    assert np.isnan(found.loc["up", "high"]), "luck explains it"
    assert found.loc["kind", "options"] == ("b", "c")
    assert inside(found.reset_index(), points).tolist() == burns.tolist()
