"""The point fit: it finds a known minimum, and is the same when its trials are replayed."""

import numpy as np
import pytest

from analysis.fitting.distance import NoDistanceError
from analysis.fitting.point import Trials, search
from analysis.fitting.smc import Values

GOAL = np.array([0.3, 0.8])


def bowl(number: int, unit: Values) -> Values:
    return np.sqrt(((unit - GOAL) ** 2).sum(axis=1))


def found(trials: int, seed: int = 0) -> Trials:
    return search(2, trials, 8, seed, bowl)


def test_it_comes_nearer_than_points_drawn_at_random() -> None:
    nearest = [found(80, seed).distances.min() for seed in range(6)]
    blind = [bowl(0, np.random.default_rng(seed).random((80, 2))).min() for seed in range(6)]
    assert np.median(nearest) < np.median(blind)
    assert np.median(nearest) < 0.05


def test_more_trials_go_on_from_fewer() -> None:
    few, more = found(20), found(30)
    whole = 16
    np.testing.assert_array_equal(few.unit[:whole], more.unit[:whole])
    assert len(few.unit) == 20
    assert not np.array_equal(found(20, seed=1).unit, few.unit)


def test_points_without_a_distance_are_far_away() -> None:
    def half(number: int, unit: Values) -> Values:
        return np.where(unit[:, 0] < 0.5, np.inf, bowl(number, unit))

    tried = search(2, 24, 8, 0, half)
    assert tried.unit[tried.best, 0] >= 0.5
    assert np.isfinite(tried.distances[tried.best])
    with pytest.raises(NoDistanceError, match="no point"):
        search(1, 4, 4, 0, lambda number, unit: np.full(len(unit), np.inf))
