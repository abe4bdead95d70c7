"""Samplers: even, repeatable, in the order their analysis wants, and grown where they say so."""

import numpy as np
import pytest
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis

from experiments.asked import Range
from experiments.design import SAMPLERS
from experiments.design.base import GROWS, scaled
from experiments.design.grid import grid
from experiments.design.saltelli import unit_problem
from experiments.options import DesignOptions
from sim.errors import ConfigError


def sample(kind: str, n: int, dimensions: int, **more: object) -> np.ndarray:
    return SAMPLERS[kind](DesignOptions(kind=kind, n=n, **more), dimensions)


@pytest.mark.parametrize("kind", SAMPLERS)
def test_the_same_seed_gives_the_same_and_another_gives_others(kind: str) -> None:
    one, again, other = sample(kind, 16, 3), sample(kind, 16, 3), sample(kind, 16, 3, seed=7)
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)
    assert one.min() >= 0
    assert one.max() <= 1


@pytest.mark.parametrize("kind", SAMPLERS)
def test_only_designs_that_say_so_grow(kind: str) -> None:
    small, large = sample(kind, 16, 2), sample(kind, 32, 2)
    assert np.array_equal(large[: len(small)], small) == (kind in GROWS)


def test_a_latin_hypercube_meets_each_stratum_once() -> None:
    for column in sample("lhs", 25, 3).T:
        assert sorted(np.floor(column * 25).astype(int)) == list(range(25))


def test_a_sobol_sequence_is_even_in_each_dyadic_box() -> None:
    points = sample("sobol", 64, 2)
    boxes = np.histogram2d(*points.T, bins=8, range=[[0, 1], [0, 1]])[0]
    assert (boxes == 1).all()


@pytest.mark.parametrize(("second", "factor"), [(False, 5), (True, 8)])
def test_saltelli_serves_the_analysis_of_salib(second: bool, factor: int) -> None:
    points = sample("saltelli", 256, 3, second_order=second)
    assert len(points) == 256 * factor
    result = points @ [2.0, 1.0, 0.0]
    found = sobol_analysis.analyze(unit_problem(3), result, calc_second_order=second, seed=1)
    np.testing.assert_allclose(found["S1"], [0.8, 0.2, 0.0], atol=0.05)


def test_saltelli_wants_a_power_of_two() -> None:
    with pytest.raises(ConfigError, match="power of 2, such as 64 or 128"):
        sample("saltelli", 100, 2)


def test_morris_serves_the_analysis_of_salib() -> None:
    points = sample("morris", 12, 3, levels=6)
    assert len(points) == 12 * 4
    found = morris_analysis.analyze(unit_problem(3), points, points @ [2.0, 1.0, 0.0], num_levels=6, seed=1)
    np.testing.assert_allclose(found["mu_star"], [2.0, 1.0, 0.0], atol=1e-9)


def test_a_grid_changes_its_last_axis_fastest() -> None:
    pairs = np.stack(grid([2, 3, 2]), axis=1).tolist()
    assert pairs == sorted(pairs)
    assert len({tuple(pair) for pair in pairs}) == 12


def test_samples_are_scaled_to_their_ranges() -> None:
    unit = np.linspace(0, 1, 6001)[:, None] * [1, 1, 1]
    ranges = [Range("a", -1, 3, False), Range("b", 2, 4, True), Range("c", 1, 100, False, log=True)]
    plain, integer, log = scaled(unit, ranges)
    assert (plain[0], plain[-1]) == (-1, 3)
    assert plain[3000] == pytest.approx(1)
    values, times = np.unique(integer, return_counts=True)
    assert values.tolist() == [2, 3, 4]
    assert np.ptp(times) <= 1, "whole numbers at the ends are as likely as others"
    assert (log[0], log[-1]) == (pytest.approx(1), pytest.approx(100))
    assert log[3000] == pytest.approx(10)
