"""Intervals, against figures worked out elsewhere."""

import numpy as np
import pytest

from analysis.intervals import Interval, bands, difference_of, middle, paired_difference, paired_shares, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [  # low and high as solutions of |p − share| = z·sqrt(p(1 − p)/n), worked out below for each
        (0, 50, 0.0, 0.0713),
        (50, 50, 0.9287, 1.0),
        (5, 10, 0.2366, 0.7634),
        (97, 100, 0.9155, 0.9897),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_wilson(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of)
    assert found.value == count / of
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    for end in (found.low, found.high):
        if 0 < end < 1:  # the ends are those shares that the count is just 1.96 standard errors from
            assert abs(count / of - end) == pytest.approx(1.959964 * np.sqrt(end * (1 - end) / of), rel=1e-6)


def test_wilson_of_nothing_says_nothing() -> None:
    assert wilson(0, 0)[1:] == (0.0, 1.0)


def test_a_paired_difference_covers_the_truth_about_as_often_as_it_says() -> None:
    luck = np.random.default_rng(1)
    covered = 0
    for trial in range(200):
        shared = luck.normal(size=40)
        one, other = shared + 0.3 + luck.normal(scale=0.2, size=40), shared
        found = paired_difference(one, other, seed=trial)
        assert found.low <= found.value <= found.high
        covered += found.low <= 0.3 <= found.high
    assert 0.88 <= covered / 200 <= 0.98


def test_pairs_with_a_gap_are_left_out() -> None:
    assert paired_difference([1.0, np.nan, 3.0], [0.0, 5.0, 2.0])[:] == (1.0, 1.0, 1.0)
    assert np.isnan(paired_difference([np.nan], [1.0]).value)


def test_of_one_pair_no_interval_is_known() -> None:
    value, low, high = paired_difference([3.0, np.nan], [1.0, 0.0])
    assert value == 2.0
    assert np.isnan([low, high]).all()


def test_a_difference_of_two_values_adds_squares() -> None:
    assert difference_of(Interval(5.0, 2.0, 6.0), Interval(1.0, 0.0, 5.0)) == (4.0, -1.0, 4.0 + 2**0.5)


def test_a_difference_of_differences_of_shares_is_covered() -> None:
    """A bootstrap held it in 78 of 100 such experiments, in which nearly all runs agree."""
    luck, n = np.random.default_rng(4), 50
    covered = 0
    for _ in range(300):
        above, damp = (paired_shares(luck.random(n) < one, luck.random(n) < 0.01) for one in (0.99, 0.01))
        found = difference_of(above, damp)
        covered += found.low <= 0.98 <= found.high
    assert covered / 300 > 0.9


def test_the_middle_leaves_gaps_out() -> None:
    found = middle([np.nan, *range(101)])
    assert tuple(found) == pytest.approx((50, 5, 95))
    assert all(np.isnan(end) for end in middle([np.nan]))


def test_bands_hold_their_share_of_runs() -> None:
    series = np.arange(101.0)[:, None] * np.ones((1, 3))
    low, high = bands(series, 0.5)
    assert low.tolist() == [25.0] * 3
    assert high.tolist() == [75.0] * 3
