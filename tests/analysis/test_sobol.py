"""Sobol indices of groups, against a function whose indices are known."""

import numpy as np
import pytest

from analysis.sobol import Design, totals

DESIGN = Design({"one": ("a", "b"), "other": ("c",), "none": ("d",)}, (0.5, 1.5), 1024)


def test_the_points_are_blocks_that_differ_in_one_group_each() -> None:
    assert DESIGN.factors == ["a", "b", "c", "d"]
    assert DESIGN.points.shape == (1024 * 5, 4)
    assert DESIGN.points.min() >= 0.5
    assert DESIGN.points.max() <= 1.5
    first, *mixed, last = DESIGN.points[: DESIGN.block]
    own = [[0, 1], [2], [3]]
    for point, columns in zip(mixed, own, strict=True):
        expected = first.copy()
        expected[columns] = last[columns]
        assert point.tolist() == expected.tolist()


def test_indices_of_a_sum_and_a_product() -> None:
    # variance: 2/12 from a + b, 4/12 from 2c, (1/12)² from the product of a and c
    a, b, c, _ = DESIGN.points.T
    found = totals(DESIGN, a + b + 2 * c + (a - 1) * (c - 1))
    whole = 6 / 12 + 1 / 144
    expected = {"one": (2 / 12 + 1 / 144) / whole, "other": (4 / 12 + 1 / 144) / whole, "none": 0.0}
    for group, index in expected.items():
        assert found.index[group].value == pytest.approx(index, abs=0.02)
        assert found.index[group].low - 0.01 <= index <= found.index[group].high + 0.01
    between = found.less("other", "one")
    assert between.value == pytest.approx(expected["other"] - expected["one"], abs=0.03)
    assert between.low < between.value < between.high


def test_luck_that_a_block_shares_is_no_group() -> None:
    luck = np.repeat(np.random.default_rng(0).normal(size=1024), DESIGN.block)
    a, _, _, _ = DESIGN.points.T
    found = totals(DESIGN, a - 1 + np.sqrt(1 / 12) * luck)
    assert found.index["one"].value == pytest.approx(0.5, abs=0.05)
    assert found.index["other"].value == pytest.approx(0.0, abs=1e-9)


def test_an_outcome_that_never_differs_has_no_indices() -> None:
    found = totals(DESIGN, np.ones(len(DESIGN.points)))
    assert np.isnan(found.index["one"].value)
    assert np.isnan(found.less("one", "other").low)
