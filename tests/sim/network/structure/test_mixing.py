"""The E-I index and its permutation test, by hand, against all permutations, and for its coverage."""

import itertools
import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.structure import Arcs, ei_index, ei_test


def test_worked_by_hand() -> None:
    # Two wards of two. 0↔1 within, 1→2 and 3→0 between: E = 2, I = 2. Without 3→0: E = 1, I = 2.
    assert ei_index(Arcs([0, 1, 1, 3], [1, 0, 2, 0], 4), [5, 5, 8, 8]) == 0
    assert ei_index(Arcs([0, 1, 1], [1, 0, 2], 4), [5, 5, 8, 8]) == pytest.approx(-1 / 3)


def test_ends_of_the_range_and_nothing_to_measure() -> None:
    arcs = Arcs([0, 1], [1, 2], 3)
    assert ei_index(arcs, [0, 0, 0]) == -1
    assert ei_index(arcs, [0, 1, 2]) == 1
    assert math.isnan(ei_index(Arcs([], [], 3), [0, 1, 2]))


def test_people_of_unknown_label_are_left_out() -> None:
    arcs = Arcs([0, 1, 2, 3], [1, 2, 3, 0], 4)
    assert ei_index(arcs, [0, 0, 1, -1]) == 0
    assert math.isnan(ei_index(arcs, [0, -1, 1, -1]))
    nothing = ei_test(arcs, [0, -1, 1, -1])
    assert all(math.isnan(x) for x in (nothing.index, nothing.expected, nothing.low, nothing.high, nothing.p))


@given(arcs=st.from_type(Arcs), data=st.data())
@settings(deadline=None)
def test_the_index_is_that_of_networkx_mixing(
    arcs: Arcs, data: st.DataObject, digraph: Callable[[Arcs], "nx.DiGraph[int]"]
) -> None:
    label = data.draw(st.lists(st.integers(0, 3), min_size=arcs.people, max_size=arcs.people))
    graph = digraph(arcs)
    nx.set_node_attributes(graph, dict(enumerate(label)), "label")
    mixing = nx.attribute_mixing_matrix(graph, "label", normalized=False)
    within, total = np.trace(mixing), mixing.sum()
    expected = (total - 2 * within) / total if total else math.nan
    assert ei_index(arcs, label) == pytest.approx(expected, nan_ok=True)


def test_the_test_agrees_with_all_permutations() -> None:
    table = np.random.default_rng(4).random((10, 10)) < 0.3
    np.fill_diagonal(table, False)
    arcs, rows = Arcs(*np.nonzero(table), 10), np.arange(10)
    every = np.array([ei_index(arcs, np.isin(rows, ward).astype(int)) for ward in itertools.combinations(rows, 4)])
    label = (rows < 4).astype(int)
    seen = ei_index(arcs, label)
    test = ei_test(arcs, label, permutations=20_000, seed=3)
    assert test.index == seen
    assert test.expected == pytest.approx(every.mean())
    exact = np.mean(np.abs(every - every.mean()) >= abs(seen - every.mean()) - 1e-9)
    assert test.p == pytest.approx(exact, abs=4 * math.sqrt(exact * (1 - exact) / 20_000))
    assert 0.01 < exact < 0.99
    # The ends are steps of a coarse scale, on which the middle 90 % would end elsewhere.
    ends = np.quantile(every, (0.025, 0.05, 0.95, 0.975))
    assert (test.low, test.high) == pytest.approx((ends[0], ends[3]))
    assert ends[0] < ends[1] - 0.05 < ends[2] < ends[3] - 0.05


@given(arcs=st.from_type(Arcs), data=st.data())
@settings(deadline=None, max_examples=40)
def test_it_is_seeded_and_within_its_ranges(arcs: Arcs, data: st.DataObject) -> None:
    label = data.draw(st.lists(st.integers(-1, 2), min_size=arcs.people, max_size=arcs.people))
    first, again = ei_test(arcs, label, 49, seed=5), ei_test(arcs, label, 49, seed=5)
    assert repr(first) == repr(again)
    if not math.isnan(first.index):
        assert 1 / 50 <= first.p <= 1
        assert -1 <= first.low <= first.high <= 1
        assert -1 <= first.expected <= 1


def test_another_seed_draws_other_permutations(random_arcs: Callable[..., Arcs]) -> None:
    arcs, label = random_arcs(40, 0.1, 0), np.arange(40) % 4
    assert ei_test(arcs, label, 99, seed=0).p != ei_test(arcs, label, 99, seed=1).p


def test_wards_that_keep_to_themselves_are_found_and_chance_is_not(random_arcs: Callable[..., Arcs]) -> None:
    label = np.repeat(np.arange(6), 10)
    rng = np.random.default_rng(0)
    table = rng.random((60, 60)) < np.where(label[:, None] == label, 0.4, 0.02)
    np.fill_diagonal(table, False)
    own = ei_test(Arcs(*np.nonzero(table), 60), label)
    assert own.p == 1 / 1000
    assert own.index < own.low < own.expected < own.high
    chance = [ei_test(random_arcs(60, 0.1, seed), label, 199).p for seed in range(100)]
    assert 0 <= np.mean(np.array(chance) <= 0.1) <= 0.2  # 10 of 100 expected; more than 20 has chance .001


def test_no_permutations_is_a_mistake() -> None:
    with pytest.raises(NetworkError, match="at least one permutation"):
        ei_test(Arcs([0], [1], 2), [0, 1], permutations=0)
