"""The trend test, against all permutations and against pairs counted one by one."""

from itertools import combinations, permutations

import numpy as np
import pytest

from analysis.trend import jonckheere


def test_the_statistic_counts_pairs_in_order_and_ties_as_halves() -> None:
    groups = [[1, 2, 2], [2, 3], [0, 2, 5]]
    pairs = [(x, y) for one, other in combinations(groups, 2) for x in one for y in other]
    assert jonckheere(groups).statistic == sum((x < y) + 0.5 * (x == y) for x, y in pairs)


@pytest.mark.parametrize("values", [[1, 2, 3, 4, 5, 6, 7], [1, 1, 2, 2, 2, 3, 4], [0, 0, 0, 0, 1, 1, 1]])
def test_mean_and_variance_are_those_of_all_permutations(values: list[int]) -> None:
    every = [jonckheere([order[:2], order[2:4], order[4:]]).statistic for order in permutations(values)]
    found = jonckheere([values[:2], values[2:4], values[4:]])
    assert found.expected == pytest.approx(np.mean(every))
    assert found.variance == pytest.approx(np.var(every))


@pytest.mark.parametrize("shift", [0.0, 0.15, 0.3])
def test_p_is_near_that_of_random_permutations(shift: float) -> None:
    luck = np.random.default_rng(3)
    groups = [np.round(luck.normal(shift * place, 1.0, 20), 1) for place in range(3)]
    found = jonckheere(groups)
    pool = np.concatenate(groups)
    drawn = []
    for _ in range(4000):
        luck.shuffle(pool)
        drawn.append(jonckheere([pool[:20], pool[20:40], pool[40:]]).statistic)
    assert found.p == pytest.approx(np.mean(np.array(drawn) >= found.statistic), abs=0.02)


def test_a_clear_rise_has_a_small_p_and_a_clear_fall_a_large_one() -> None:
    groups = [np.arange(20) + 15 * place for place in range(3)]
    assert jonckheere(groups).p < 1e-6
    assert jonckheere(groups[::-1]).p > 1 - 1e-6
    assert jonckheere([np.ones(5)] * 3).p == 1
