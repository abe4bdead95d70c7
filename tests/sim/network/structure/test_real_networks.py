"""Four real networks: the figures that the README of the shared data gives, and measures by networkx."""

from collections.abc import Callable

import networkx as nx
import pytest

from sim.network.structure import Arcs, betweenness, clustering, components, density, reciprocity_arcs, summary

NETWORKS = [
    # folder, layer, least weight, people, ties, density, arc reciprocity, components
    ("cross_parker_consulting", "info", 3, 46, 310, 0.150, 0.755, 4),
    ("keating_primarycare", "influential_discussion", 1, 33, 163, 0.154, 0.319, 1),
    ("medical_innovation_125", "advice", 1, 125, 161, 0.010, 0.186, 21),
    ("krackhardt_hightech", "advice", 1, 21, 190, 0.452, 0.474, 1),
]


@pytest.mark.parametrize(
    ("folder", "layer", "least", "people", "ties", "dense", "returned", "parts"), NETWORKS, ids=lambda x: str(x)
)
def test_the_figures_of_the_readme(
    folder: str,
    layer: str,
    least: float,
    people: int,
    ties: int,
    dense: float,
    returned: float,
    parts: int,
    real: Callable[..., Arcs],
) -> None:
    arcs = real(folder, layer, least)
    assert (arcs.people, len(arcs)) == (people, ties)
    assert density(arcs) == pytest.approx(dense, abs=0.0005)
    assert reciprocity_arcs(arcs) == pytest.approx(returned, abs=0.0005)
    assert len(components(arcs)) == parts


@pytest.mark.parametrize(("folder", "layer", "least"), [row[:3] for row in NETWORKS], ids=lambda x: str(x))
def test_they_measure_as_in_networkx(
    folder: str,
    layer: str,
    least: float,
    real: Callable[..., Arcs],
    digraph: Callable[[Arcs], "nx.DiGraph[int]"],
) -> None:
    arcs = real(folder, layer, least)
    graph = digraph(arcs)
    assert clustering(arcs) == pytest.approx(nx.average_clustering(graph.to_undirected()))
    assert betweenness(arcs, directed=True) == pytest.approx(list(nx.betweenness_centrality(graph).values()))
    table = summary(arcs)
    assert table["cut_people"] * arcs.people == len(set(nx.articulation_points(graph.to_undirected())))
    assert 0 < table["messenger_share"] < 1
