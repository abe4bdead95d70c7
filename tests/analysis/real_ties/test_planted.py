"""Contagion that was planted is found; where none was, none is."""

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.real_ties.adopting import bass, fit_bass, period_of
from analysis.real_ties.association import named_beside_null, ranks, shuffled
from analysis.real_ties.hazard import coefficient, exposure, exposure_beside_null, logistic

PEOPLE, PERIODS = 160, 12
GROUP = np.repeat([0, 1], PEOPLE // 2)


def ties(luck: np.random.Generator) -> NDArray[np.int64]:
    """Everyone names three of their own group."""
    named = [
        (i, int(j))
        for i in range(PEOPLE)
        for j in luck.choice(np.flatnonzero((GROUP[i] == GROUP) & (np.arange(PEOPLE) != i)), 3, replace=False)
    ]
    return np.array(named)


def spread(arcs: NDArray[np.int64], pull: float, seed: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Times of adoption with log odds −2.6 + pull·(share of those named who adopted before); towns differ."""
    luck = np.random.default_rng(seed)
    time = np.full(PEOPLE, PERIODS + 1)
    for period in range(1, PERIODS + 1):
        share = np.bincount(arcs[:, 0], weights=time[arcs[:, 1]] < period, minlength=PEOPLE) / 3
        chance = 1 / (1 + np.exp(2.6 - 0.8 * GROUP - pull * share))
        time[(time > PERIODS) & (luck.random(PEOPLE) < chance)] = period
    return time, time <= PERIODS


@pytest.fixture(scope="module")
def arcs() -> NDArray[np.int64]:
    return ties(np.random.default_rng(5))


def test_planted_contagion_is_found(arcs: NDArray[np.int64]) -> None:
    time, adopted = spread(arcs, 3.0, 1)
    by_time = named_beside_null(time.astype(float), arcs, GROUP, 200)
    by_hazard = exposure_beside_null(time, adopted, GROUP, arcs, PERIODS, 60)
    assert by_time.above
    assert by_time.p < 0.01
    assert by_hazard.above
    assert by_hazard.value == pytest.approx(3.0, abs=1.0)


def test_towns_that_differ_are_not_taken_for_contagion(arcs: NDArray[np.int64]) -> None:
    found = [spread(arcs, 0.0, seed) for seed in range(8)]
    by_time = [named_beside_null(time.astype(float), arcs, GROUP, 100) for time, _ in found]
    assert np.mean([each.value for each in by_time]) > 0.05, "towns differ, so times go together"
    assert sum(each.p < 0.05 for each in by_time) <= 2
    assert abs(np.mean([coefficient(time, done, GROUP, arcs, PERIODS) for time, done in found])) < 0.5


def test_exposure_counts_only_what_was_before() -> None:
    shares = exposure(np.array([1, 2, 4]), np.array([True, True, False]), np.array([[2, 0], [2, 1], [0, 2]]), 3)
    assert shares[:, 2].tolist() == [0.0, 0.5, 1.0]
    assert shares[:, 0].tolist() == [0.0, 0.0, 0.0], "who never adopted exposes nobody"


def test_the_regression_gives_back_its_coefficients() -> None:
    luck = np.random.default_rng(2)
    columns = np.column_stack([luck.normal(size=20_000), np.ones(20_000)])
    answer = luck.random(20_000) < 1 / (1 + np.exp(-(columns @ (0.7, -1.2))))
    assert logistic(columns, answer.astype(float)) == pytest.approx([0.7, -1.2], abs=0.06)


def test_shuffles_stay_within_groups() -> None:
    order = shuffled(GROUP, np.random.default_rng(1))
    assert np.array_equal(GROUP[order], GROUP)
    assert sorted(order) == list(range(PEOPLE))
    assert not np.array_equal(order, np.arange(PEOPLE))


def test_ranks_share_ties() -> None:
    assert ranks(np.array([3.0, 1.0, 3.0, 0.0])).tolist() == [3.5, 2.0, 3.5, 1.0]


def test_bass_is_fitted_back() -> None:
    assert fit_bass(bass(0.03, 0.4, 17)) == pytest.approx((0.03, 0.4), abs=0.01)


def test_a_week_that_ends_with_a_period_is_its_last() -> None:
    weeks = np.arange(1.0, 521.0)
    assert period_of(weeks).tolist() == [-(-week * 12 // 52) for week in range(1, 521)]
    assert period_of(np.array([65.0, 66.0])).tolist() == [15, 16], "fifteen months are 65 weeks"
