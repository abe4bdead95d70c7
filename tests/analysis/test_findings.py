"""Findings: which interval stands beside which number."""

import numpy as np
import pytest

from analysis.findings import bootstrapped, difference, mean, share, shares_apart
from analysis.intervals import paired_difference, paired_shares, wilson

NO, YES = np.zeros(100), np.ones(100)


def test_of_yes_or_no_an_interval_has_a_width_where_all_are_alike() -> None:
    assert shares_apart("all", YES, NO).found == paired_shares(YES, NO)
    assert shares_apart("none", NO, NO).found == paired_shares(NO, NO)
    assert share("none", NO).found == wilson(0, 100)
    for found in (shares_apart("all", YES, NO), shares_apart("none", NO, NO), share("none", NO)):
        assert found.found.high - found.found.low > 0.02


@pytest.mark.parametrize(("one", "other"), [(0.02, 0.0), (0.99, 0.0), (0.97, 0.99)])
def test_differences_of_yes_or_no_are_covered(one: float, other: float) -> None:
    """A bootstrap held .99 − 0 in 63 of 100 experiments."""
    luck, n = np.random.default_rng(3), 50
    found = [shares_apart("", luck.random(n) < one, luck.random(n) < other).found for _ in range(400)]
    assert np.mean([each.low <= one - other <= each.high for each in found]) > 0.9


def test_other_numbers_are_bootstrapped_and_pairs_with_a_gap_left_out() -> None:
    one, other = np.array([0.2, 0.7, np.nan, 0.4]), np.array([0.1, 0.2, 0.3, 0.6])
    found = difference("", one, other)
    assert (found.n, found.found) == (3, paired_difference(one, other))
    assert found.found.value == pytest.approx(0.4 / 3)
    assert np.isnan(difference("", [np.nan], [0.0]).found.value)
    assert mean("nothing of the kind was held", NO).found == (0, 0, 0), "no yes or no, though 0 in all runs"


def test_one_run_has_no_interval_to_hold_a_criterion_by() -> None:
    one = [
        difference("", [1.0], [0.0], "above 0", lambda found: found.low > 0),
        mean("", [0.3], "above 0", lambda found: found.low > 0),
        bootstrapped("", lambda rows: 0.3, 1, "above 0", lambda found: found.low > 0),
    ]
    assert [found.holds for found in one] == [False] * 3
    assert all(found.found.value > 0 and np.isnan(found.found.low) for found in one)
