"""Betweenness and people whose leaving splits the network, against networkx and igraph."""

import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.structure import Arcs, betweenness, centralisation_betweenness, cut_people
from sim.network.structure.bottlenecks import EXACT, PIVOTS

type Graph = Callable[[Arcs], "nx.DiGraph[int]"]


def star(people: int) -> Arcs:
    return Arcs(np.zeros(people - 1, int), np.arange(1, people), people)


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_they_are_those_of_networkx(arcs: Arcs, digraph: Graph) -> None:
    directed = digraph(arcs)
    graph = directed.to_undirected()
    assert np.flatnonzero(cut_people(arcs)).tolist() == sorted(set(nx.articulation_points(graph)))
    if arcs.people < 3:
        assert np.isnan(betweenness(arcs)).all()
        return
    assert betweenness(arcs) == pytest.approx(list(nx.betweenness_centrality(graph).values()))
    assert betweenness(arcs, directed=True) == pytest.approx(list(nx.betweenness_centrality(directed).values()))


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_they_are_those_of_igraph(arcs: Arcs) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = igraph.Graph(arcs.people, list(zip(arcs.source, arcs.target, strict=True)), directed=True)
    if arcs.people > 2:
        ordered = (arcs.people - 1) * (arcs.people - 2)
        assert betweenness(arcs, directed=True) == pytest.approx(np.array(graph.betweenness()) / ordered)
    graph.to_undirected()
    assert np.flatnonzero(cut_people(arcs)).tolist() == sorted(graph.articulation_points())


@pytest.mark.parametrize("seed", range(3))
def test_so_they_are_in_larger_networks(seed: int, random_arcs: Callable[..., Arcs], digraph: Graph) -> None:
    arcs = random_arcs(200, 0.006, seed)
    graph = digraph(arcs).to_undirected()
    assert betweenness(arcs) == pytest.approx(list(nx.betweenness_centrality(graph).values()))
    assert np.flatnonzero(cut_people(arcs)).tolist() == sorted(set(nx.articulation_points(graph)))


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_asking_and_telling_have_the_same_bottlenecks(arcs: Arcs) -> None:
    turned = Arcs(arcs.target, arcs.source, arcs.people)
    assert betweenness(arcs, directed=True) == pytest.approx(betweenness(turned, directed=True), nan_ok=True)


def test_a_star_hangs_on_its_hub_and_a_ring_on_nobody() -> None:
    assert betweenness(star(6)).tolist() == [1, 0, 0, 0, 0, 0]
    assert centralisation_betweenness(star(6)) == 1
    assert cut_people(star(6)).tolist() == [True] + [False] * 5
    ring = Arcs(np.arange(6), (np.arange(6) + 1) % 6, 6)
    assert centralisation_betweenness(ring) == pytest.approx(0)
    assert not cut_people(ring).any()
    assert math.isnan(centralisation_betweenness(Arcs([0], [1], 2)))


def test_pivots_are_seeded_and_estimate_the_whole(random_arcs: Callable[..., Arcs]) -> None:
    arcs = random_arcs(300, 0.02, 5)
    whole = betweenness(arcs)
    assert np.array_equal(whole, betweenness(arcs, pivots=300, seed=9))
    some = betweenness(arcs, pivots=60, seed=1)
    assert np.array_equal(some, betweenness(arcs, pivots=60, seed=1))
    assert not np.array_equal(some, betweenness(arcs, pivots=60, seed=2))
    mean = np.mean([betweenness(arcs, pivots=60, seed=seed) for seed in range(40)], axis=0)
    assert mean.sum() == pytest.approx(whole.sum(), rel=0.01)
    assert np.corrcoef(mean, whole)[0, 1] > 0.99


def test_large_networks_are_sampled_unless_told_otherwise(random_arcs: Callable[..., Arcs]) -> None:
    arcs = random_arcs(EXACT + 1, 0.002, 3)
    assert np.array_equal(betweenness(arcs), betweenness(arcs, pivots=PIVOTS))
    assert not np.array_equal(betweenness(arcs), betweenness(arcs, pivots=arcs.people))
    smaller = random_arcs(EXACT, 0.002, 3)
    assert np.array_equal(betweenness(smaller), betweenness(smaller, pivots=EXACT))


def test_no_pivots_is_a_mistake() -> None:
    with pytest.raises(NetworkError, match="at least one pivot"):
        betweenness(star(4), pivots=0)
