"""The core–periphery fit: perfect cores, by hand, and beside the best over all cuts."""

import itertools
import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs, core_periphery


def both_ways(graph: "nx.Graph[int]") -> Arcs:
    """Each tie of a graph as two arcs."""
    return Arcs(*np.nonzero(nx.to_numpy_array(graph, nodelist=range(len(graph)))), len(graph))


def correlation(table: np.ndarray, member: np.ndarray) -> float:
    """The definition, over the pairs themselves."""
    pair = np.triu_indices(len(table), 1)
    hit, ideal = (table | table.T)[pair].astype(float), (member[:, None] | member)[pair].astype(float)
    if hit.std() == 0 or ideal.std() == 0:
        return math.nan
    return float(np.corrcoef(hit, ideal)[0, 1])


def best_of_all(table: np.ndarray) -> float:
    """The largest correlation over every core."""
    people = len(table)
    cores = itertools.chain.from_iterable(itertools.combinations(range(people), k) for k in range(1, people - 1))
    return max(correlation(table, np.isin(np.arange(people), core)) for core in cores)


@pytest.mark.parametrize(("core", "rest"), [(1, 2), (1, 8), (2, 2), (3, 9), (6, 2)])
def test_a_perfect_core_fits_perfectly(core: int, rest: int) -> None:
    people = core + rest
    table = np.zeros((people, people), dtype=bool)
    table[:core] = True
    np.fill_diagonal(table, False)
    found = core_periphery(Arcs(*np.nonzero(table), people))
    assert found.fit == pytest.approx(1)
    assert found.member.tolist() == [True] * core + [False] * rest
    assert (found.within, found.across, found.outside) == pytest.approx(
        (1 if core > 1 else math.nan, 1, 0), nan_ok=True
    )


def test_worked_by_hand() -> None:
    # Five people, hub 0 tied to 1, 2, 3, and 3 to 4: T = 10, D = 4. With the core {0, 3}: P = 7, H = 4,
    # fit = (10·4 − 4·7) / sqrt(4·6 · 7·3) = 12 / sqrt(504) = .53. With the core {0}: P = 4, H = 3,
    # fit = (30 − 16) / sqrt(24 · 24) = 14/24 = .58, the best.
    found = core_periphery(Arcs([0, 2, 0, 3], [1, 0, 3, 4], 5))
    assert found.fit == pytest.approx(14 / 24)
    assert found.member.tolist() == [True, False, False, False, False]
    assert found.across == pytest.approx(3 / 4)
    assert found.outside == pytest.approx(1 / 6)


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_the_fit_is_the_correlation_of_its_own_core(arcs: Arcs, matrix: Callable[[Arcs], np.ndarray]) -> None:
    found = core_periphery(arcs)
    table = matrix(arcs) > 0
    if math.isnan(found.fit):
        assert not found.member.any()
        return
    assert found.fit == pytest.approx(correlation(table, found.member))
    tied, core = table | table.T, found.member
    for share, one, other in ((found.within, core, core), (found.across, core, ~core), (found.outside, ~core, ~core)):
        pairs = np.triu(np.outer(one, other) | np.outer(other, one), 1)
        assert share == pytest.approx(tied[pairs].mean() if pairs.any() else math.nan, nan_ok=True)


def test_it_is_near_the_best_over_all_cuts_in_every_small_network() -> None:
    gaps = []
    for graph in nx.graph_atlas_g():
        if 3 <= len(graph) <= 6:
            arcs = both_ways(graph)
            found, best = core_periphery(arcs).fit, best_of_all(nx.to_numpy_array(graph) > 0)
            if not math.isnan(found):
                gaps.append(best - found)
            elif not math.isnan(best):  # only where all are alike, or all but isolates are
                assert len({degree for _, degree in graph.degree() if degree}) == 1
    assert min(gaps) > -1e-9
    assert np.mean(np.array(gaps) < 1e-9) > 0.75
    assert np.mean(gaps) < 0.045


def test_and_in_larger_random_ones(random_arcs: Callable[..., Arcs], matrix: Callable[[Arcs], np.ndarray]) -> None:
    gaps = []
    for seed in range(12):
        arcs = random_arcs(10, 0.1 + 0.03 * seed, seed)
        gaps.append(best_of_all(matrix(arcs) > 0) - core_periphery(arcs).fit)
    assert min(gaps) > -1e-9
    assert np.mean(gaps) < 0.02


@pytest.mark.parametrize(
    ("folder", "layer", "least"),
    [
        ("cross_parker_consulting", "info", 3),
        ("keating_primarycare", "influential_discussion", 1),
        ("medical_innovation_125", "advice", 1),
        ("krackhardt_hightech", "advice", 1),
    ],
)
def test_no_move_and_no_exchange_betters_it_in_real_networks(
    folder: str, layer: str, least: float, real: Callable[..., Arcs], matrix: Callable[[Arcs], np.ndarray]
) -> None:
    arcs = real(folder, layer, least)
    found, table = core_periphery(arcs), matrix(arcs) > 0
    core, rest = np.flatnonzero(found.member), np.flatnonzero(~found.member)
    for changed in [[person] for person in range(arcs.people)] + [[i, j] for i in core for j in rest]:
        member = found.member.copy()
        member[changed] ^= True
        other = correlation(table, member)
        assert math.isnan(other) or other <= found.fit + 1e-9


def test_nothing_to_cut() -> None:
    ring = Arcs([0, 1, 2, 3, 4], [1, 2, 3, 4, 0], 5)
    complete = Arcs(*np.nonzero(~np.eye(4, dtype=bool)), 4)
    for arcs in (ring, complete, Arcs([], [], 5), Arcs([0], [1], 2), Arcs([], [], 1)):
        found = core_periphery(arcs)
        assert math.isnan(found.fit)
        assert not found.member.any()
