"""Cliff's δ, against a count of all pairs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cliff import cliffs_delta

few = st.lists(st.integers(-4, 4), min_size=1, max_size=12)


@given(few, few)
def test_it_counts_pairs(one: list[int], other: list[int]) -> None:
    pairs = [(a > b) - (a < b) for a in one for b in other]
    assert cliffs_delta(one, other) == pytest.approx(sum(pairs) / len(pairs))


def test_ends_and_gaps() -> None:
    assert cliffs_delta([3, 4], [1, 2, np.nan]) == 1
    assert cliffs_delta([1, np.nan], [2, 3]) == -1
    assert cliffs_delta([1, 2], [1, 2]) == 0
    assert math.isnan(cliffs_delta([np.nan], [1]))
