"""Pockets, against networkx's k-truss and by hand."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.structure import Arcs, Pockets, pockets

type Graph = Callable[[Arcs], "nx.DiGraph[int]"]


def check(found: Pockets, graph: "nx.Graph[int]", depth: int) -> None:
    expected = [part for part in nx.connected_components(nx.k_truss(graph, depth)) if len(part) > 1]
    seen = [set(np.flatnonzero(found.label == pocket).tolist()) for pocket in range(len(found))]
    assert sorted(map(sorted, seen)) == sorted(map(sorted, expected))
    assert found.sizes.tolist() == [len(part) for part in seen] == sorted(map(len, expected), reverse=True)
    assert found.density == pytest.approx([nx.density(graph.subgraph(part)) for part in seen])


@given(arcs=st.from_type(Arcs), depth=st.integers(3, 6))
@settings(deadline=None, max_examples=200)
def test_pockets_are_the_components_of_the_truss(arcs: Arcs, depth: int, digraph: Graph) -> None:
    check(pockets(arcs, depth), digraph(arcs).to_undirected(), depth)


@pytest.mark.parametrize("depth", [3, 4, 5])
@pytest.mark.parametrize("seed", range(3))
def test_so_they_are_in_larger_networks(
    seed: int, depth: int, random_arcs: Callable[..., Arcs], digraph: Graph
) -> None:
    arcs = random_arcs(120, 0.04 + 0.01 * seed, seed)
    check(pockets(arcs, depth), digraph(arcs).to_undirected(), depth)


def test_two_cliques_on_a_bridge_are_two_pockets_and_the_chain_is_none() -> None:
    # 0–3 all tied, 4–8 all tied, 3 – 4 a bridge, 8 – 9 – 10 a chain.
    cliques = [(i, j) for part in (range(4), range(4, 9)) for i in part for j in part if i < j]
    ties = [*cliques, (3, 4), (8, 9), (9, 10)]
    found = pockets(Arcs([i for i, _ in ties], [j for _, j in ties], 11))
    assert found.label.tolist() == [1] * 4 + [0] * 5 + [-1, -1]
    assert found.sizes.tolist() == [5, 4]
    assert found.density.tolist() == [1, 1]


def test_a_shallow_pocket_is_a_mistake() -> None:
    with pytest.raises(NetworkError, match="at least 3"):
        pockets(Arcs([0], [1], 2), depth=2)
