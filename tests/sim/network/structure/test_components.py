"""Components, against networkx."""

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs, components, largest_component


def parted(label: np.ndarray) -> set[frozenset[int]]:
    """Who is together."""
    return {frozenset(np.flatnonzero(label == part).tolist()) for part in range(label.max() + 1)}


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_components_are_those_of_networkx(arcs: Arcs, digraph: Callable[[Arcs], "nx.DiGraph[int]"]) -> None:
    parts = components(arcs)
    expected = {frozenset(part) for part in nx.weakly_connected_components(digraph(arcs))}
    assert parted(parts.label) == expected
    assert parts.sizes.tolist() == np.bincount(parts.label).tolist() == sorted(map(len, expected), reverse=True)
    assert largest_component(arcs) == pytest.approx(max(map(len, expected)) / arcs.people)


@pytest.mark.parametrize("seed", range(5))
def test_so_they_are_in_larger_networks(seed: int, random_arcs: Callable[..., Arcs]) -> None:
    arcs = random_arcs(400, 0.002, seed)
    graph: nx.Graph[int] = nx.Graph(zip(arcs.source.tolist(), arcs.target.tolist(), strict=True))
    graph.add_nodes_from(range(400))
    assert parted(components(arcs).label) == {frozenset(part) for part in nx.connected_components(graph)}


def test_parts_are_numbered_by_size_then_by_lowest_row() -> None:
    parts = components(Arcs([1, 5, 3, 7], [6, 4, 7, 2], 8))
    assert parts.label.tolist() == [3, 1, 0, 0, 2, 2, 1, 0]
    assert parts.sizes.tolist() == [3, 2, 2, 1]
    assert len(parts) == 4
