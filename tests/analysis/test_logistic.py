"""Logistic regression, against cases that are solved by hand, and the equations that a solution must meet."""

import numpy as np
import pytest

from analysis.logistic import logistic


def test_two_groups_give_the_odds_ratio_of_their_table() -> None:
    group = np.repeat([0, 0, 1, 1], [30, 10, 12, 28])
    happened = np.repeat([0, 1, 0, 1], [30, 10, 12, 28])
    level, slope = logistic(group, happened)
    assert np.exp(level) == pytest.approx(10 / 30, rel=1e-4)
    assert np.exp(slope) == pytest.approx((28 / 12) / (10 / 30), rel=1e-4)


def test_weights_are_repeats() -> None:
    x, y, times = np.array([0.0, 1.0, 2.0, 3.0]), np.array([0, 1, 0, 1]), np.array([3, 1, 2, 4])
    np.testing.assert_allclose(logistic(x, y, times), logistic(np.repeat(x, times), np.repeat(y, times)), rtol=1e-6)
    np.testing.assert_allclose(logistic(x, y, [1, 1, 1, 0]), logistic(x[:3], y[:3]), rtol=1e-6)


def test_a_solution_has_no_slope_left_and_finds_what_was_put_in() -> None:
    luck = np.random.default_rng(3)
    x = luck.normal(size=(4000, 2))
    y = luck.random(4000) < 1 / (1 + np.exp(-(0.5 + 1.0 * x[:, 0] - 2.0 * x[:, 1])))
    fitted = logistic(x, y)
    chance = 1 / (1 + np.exp(-(fitted[0] + x @ fitted[1:])))
    assert abs((y - chance).sum()) < 1e-4
    assert np.abs(x.T @ (y - chance)).max() < 1e-4
    np.testing.assert_allclose(fitted, [0.5, 1.0, -2.0], atol=0.2)


def test_complete_separation_ends_far_out() -> None:
    fitted = logistic([0, 1, 2, 3], [0, 0, 1, 1])
    assert np.isfinite(fitted).all()
    assert fitted[1] > 5


def test_nothing_to_tell_apart() -> None:
    assert np.isnan(logistic([0, 1], [1, 1])).all()
    assert np.isnan(logistic([0, 1], [0, 1], [1, 0])).all()
