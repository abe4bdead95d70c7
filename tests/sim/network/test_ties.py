"""Ties: from arcs and back, to networkx and back, in any order; what cannot be is refused."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import NetworkError
from sim.network.ties import ITEMS, REPORTED, Ties

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), unique=True)


def ties_of(pairs: list[tuple[int, int]], seed: int = 0) -> Ties:
    random = np.random.default_rng(seed)
    items = {name: random.uniform(0.0, 1.0, len(pairs)) for name in ITEMS}
    return Ties.from_arcs([a for a, _ in pairs], [b for _, b in pairs], items)


@given(PAIRS)
def test_arcs_and_back(pairs: list[tuple[int, int]]) -> None:
    ties = ties_of(pairs)
    arcs = ties.to_arcs()
    assert list(zip(arcs["source"], arcs["target"], strict=True)) == sorted(pairs)
    assert Ties.from_arcs(arcs["source"], arcs["target"], arcs).same_as(ties)
    assert ties.arcs == len(pairs)
    assert len(ties) == len({frozenset(pair) for pair in pairs})


@given(PAIRS)
def test_networkx_and_back(pairs: list[tuple[int, int]]) -> None:
    ties = ties_of(pairs)
    graph = ties.to_networkx(10)
    assert isinstance(graph, nx.DiGraph)
    assert graph.number_of_nodes() == 10
    assert Ties.from_networkx(graph, {node: node for node in graph}, {}).same_as(ties)


def test_an_undirected_edge_is_two_arcs_and_parallel_edges_count_once() -> None:
    graph = nx.MultiGraph()
    graph.add_edge("x", "y", trust=0.9)
    graph.add_edge("y", "x", trust=0.1)
    ties = Ties.from_networkx(graph, {"x": 0, "y": 1}, dict.fromkeys(ITEMS, 0.5))
    assert ties.arcs == 2
    assert ties.trust.ravel().tolist() == [0.9, 0.9]
    assert ties.advice.ravel().tolist() == [0.5, 0.5]


def test_a_survey_reports_arcs_whose_items_are_high() -> None:
    high = dict.fromkeys(ITEMS, REPORTED)
    ties = Ties.from_arcs([0, 1], [1, 0], high | {"trust": [REPORTED, REPORTED - 0.01]})
    assert ties.reported().tolist() == [[True], [False]]


@pytest.mark.parametrize(
    ("source", "target", "items", "said"),
    [
        ([0], [0], {}, "to itself"),
        ([0, 0], [1, 1], {}, "more than once"),
        ([0], [1], {"trust": 1.2}, "trust has values outside 0 to 1"),
        ([0], [1], {"trust": float("nan")}, "trust has values outside 0 to 1"),
    ],
)
def test_what_cannot_be_is_refused(source: list[int], target: list[int], items: dict[str, float], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        Ties.from_arcs(source, target, dict.fromkeys(ITEMS, 0.5) | items)


def test_an_item_cannot_be_missing() -> None:
    with pytest.raises(NetworkError, match="comfort is missing"):
        Ties.from_arcs([0], [1], {"trust": 1, "awareness": 1})
