"""Clustering, against networkx and igraph."""

import math
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs, clustering, degrees, local_clustering, transitivity, triangles

type Graph = Callable[[Arcs], "nx.DiGraph[int]"]


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_clustering_is_that_of_networkx(arcs: Arcs, digraph: Graph) -> None:
    graph = digraph(arcs).to_undirected()
    assert triangles(arcs).tolist() == [nx.triangles(graph, i) for i in range(arcs.people)]
    assert local_clustering(arcs) == pytest.approx([nx.clustering(graph, i) for i in range(arcs.people)])
    assert clustering(arcs) == pytest.approx(nx.average_clustering(graph))
    if degrees(arcs).max() > 1:
        assert transitivity(arcs) == pytest.approx(nx.transitivity(graph))
    else:
        assert math.isnan(transitivity(arcs))


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_clustering_is_that_of_igraph(arcs: Arcs) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    graph = igraph.Graph(arcs.people, list(zip(arcs.source, arcs.target, strict=True)), directed=True)
    graph.to_undirected()
    assert transitivity(arcs) == pytest.approx(graph.transitivity_undirected(mode="nan"), nan_ok=True)
    assert clustering(arcs) == pytest.approx(graph.transitivity_avglocal_undirected(mode="zero"))


def test_a_larger_network(random_arcs: Callable[..., Arcs], digraph: Graph) -> None:
    arcs = random_arcs(150, 0.06, 1)
    assert clustering(arcs) == pytest.approx(nx.average_clustering(digraph(arcs).to_undirected()))


def test_a_triangle_with_a_tail() -> None:
    arcs = Arcs([0, 1, 2, 2], [1, 2, 0, 3], 4)
    assert local_clustering(arcs) == pytest.approx([1, 1, 1 / 3, 0])
    assert clustering(arcs) == pytest.approx(7 / 12)
    assert transitivity(arcs) == pytest.approx(3 / 5)
