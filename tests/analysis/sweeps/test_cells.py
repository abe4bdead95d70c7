"""Intervals of cells hold the truth about as often as they say, for few points and few seeds too."""

import numpy as np
import pytest

from analysis.intervals import Interval, wilson
from analysis.sweeps.arms import Numbers
from analysis.sweeps.cells import mean_of_cell

TIMES = 400


def interval(value: Numbers, *, share: bool, own: bool = False) -> Interval:
    """Of values by point and seed, shape (points, seeds); NaN where there was no run."""
    place, seed = np.nonzero(~np.isnan(value))
    return mean_of_cell(place, None if own else seed, value[place, seed], share=share)


def luck(points: int, seeds: int, sizes: tuple[float, float, float], rng: np.random.Generator) -> Numbers:
    """What points do, what seeds do to all points alike, and what only both do, of these sizes."""
    point, seed, both = sizes
    found = point * rng.normal(size=(points, 1)) + seed * rng.normal(size=seeds)
    return np.asarray(found + both * rng.normal(size=(points, seeds)))


@pytest.mark.parametrize(("points", "seeds"), [(2, 10), (3, 3), (8, 4), (20, 2), (20, 10)])
@pytest.mark.parametrize("sizes", [(0.0, 1.0, 0.8), (1.0, 0.5, 0.5)])
@pytest.mark.parametrize("lacking", [0.0, 0.3])
def test_intervals_of_numbers_hold_the_mean(
    points: int, seeds: int, sizes: tuple[float, float, float], lacking: float
) -> None:
    rng, held = np.random.default_rng(1), 0
    for _ in range(TIMES):
        value = luck(points, seeds, sizes, rng)
        value[:, 1:][rng.random((points, seeds - 1)) < lacking] = np.nan
        found = interval(value, share=False)
        held += found.low <= 0 <= found.high
    assert held / TIMES >= 0.88


@pytest.mark.parametrize(("points", "seeds"), [(2, 10), (4, 8), (10, 10)])
@pytest.mark.parametrize("sizes", [(0.0, 1.0, 0.5), (1.0, 0.5, 0.5)])
@pytest.mark.parametrize("often", [0.07, 0.5])
def test_intervals_of_yes_or_no_hold_the_share(
    points: int, seeds: int, sizes: tuple[float, float, float], often: float
) -> None:
    rng, held = np.random.default_rng(2), 0
    edge = np.quantile(luck(1, 400_000, (0, float(np.linalg.norm(sizes)), 0), rng), 1 - often)
    for _ in range(TIMES):
        found = interval((luck(points, seeds, sizes, rng) > edge).astype(float), share=True)
        assert 0 <= found.low <= found.value <= found.high <= 1
        held += found.low <= often <= found.high
    assert held / TIMES >= 0.88


def test_where_all_runs_agree_the_fewer_of_points_and_seeds_count() -> None:
    assert interval(np.zeros((4, 8)), share=True) == wilson(0, 4)
    assert interval(np.ones((8, 3)), share=True) == wilson(3, 3)
    assert interval(np.zeros((4, 8)), share=True, own=True) == wilson(0, 4)
    assert interval(np.zeros((5, 1)), share=True) == wilson(0, 5), "of this seed alone"


def test_one_point_has_the_interval_of_its_runs() -> None:
    assert interval(np.array([[0.0, 0, 1, 0]]), share=True) == wilson(1, 4)
    found = interval(np.array([[1.0, 2, 3]]), share=False)
    assert found == pytest.approx((2, 2 - 4.302653 / np.sqrt(3), 2 + 4.302653 / np.sqrt(3)))
    assert np.isnan(interval(np.ones((1, 1)), share=False).low)


def test_points_with_seeds_of_their_own_are_a_sample_of_means() -> None:
    value = np.random.default_rng(3).normal(size=(6, 5))
    found, means = interval(value, share=False, own=True), value.mean(axis=1)
    assert found.high - found.value == pytest.approx(2.570582 * means.std(ddof=1) / np.sqrt(6))


def test_points_that_burn_as_often_as_each_other_are_not_surer_than_their_runs() -> None:
    found = interval(np.tile([0.0, 1.0], (3, 1)), share=True, own=True)
    assert found.low < wilson(3, 6).low
