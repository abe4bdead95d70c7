"""Degree, density and centralisation, against networkx and by hand."""

import math
from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs, centralisation, degrees, density, isolates, mean_degree, mean_out_degree

type Graph = Callable[[Arcs], "nx.DiGraph[int]"]


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_degrees_and_density_are_those_of_networkx(arcs: Arcs, digraph: Graph) -> None:
    graph = digraph(arcs)
    people = range(arcs.people)
    assert degrees(arcs).tolist() == [graph.to_undirected().degree(i) for i in people]
    assert degrees(arcs, "out").tolist() == [graph.out_degree(i) for i in people]
    assert degrees(arcs, "in").tolist() == [graph.in_degree(i) for i in people]
    assert isolates(arcs) == nx.number_of_isolates(graph)
    assert mean_degree(arcs) == pytest.approx(degrees(arcs).mean())
    assert mean_out_degree(arcs) == pytest.approx(degrees(arcs, "in").mean())
    if arcs.people > 1:
        assert density(arcs) == pytest.approx(nx.density(graph))
    else:
        assert math.isnan(density(arcs))


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_centralisation_stays_between_none_and_a_star(arcs: Arcs) -> None:
    for way, least in (("either", 3), ("out", 2), ("in", 2)):
        value = centralisation(arcs, way)
        assert math.isnan(value) if arcs.people < least else -1e-12 <= value <= 1 + 1e-12


@pytest.mark.parametrize("people", [3, 4, 9])
def test_a_star_is_fully_centralised_in_its_direction(people: int) -> None:
    hub, others = np.zeros(people - 1, int), np.arange(1, people)
    outward, inward = Arcs(hub, others, people), Arcs(others, hub, people)
    assert centralisation(outward) == centralisation(inward) == 1
    assert centralisation(outward, "out") == centralisation(inward, "in") == 1
    # Everyone but the hub is named once, the hub never: (N − 1) · 1 − 0 too few, over (N − 1)².
    assert centralisation(outward, "in") == pytest.approx(1 / (people - 1) ** 2)


def test_a_ring_is_not_centralised_and_a_worked_case() -> None:
    ring = Arcs([0, 1, 2, 3], [1, 2, 3, 0], 4)
    assert [centralisation(ring, way) for way in ("either", "out", "in")] == [0, 0, 0]
    # A chain of four has degrees 1, 2, 2, 1: (1 + 0 + 0 + 1) / (3 · 2).
    assert centralisation(Arcs([0, 1, 2], [1, 2, 3], 4)) == pytest.approx(2 / 6)
