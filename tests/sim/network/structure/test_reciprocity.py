"""Reciprocity in its two forms, against networkx and igraph."""

import math
from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs, reciprocity_arcs, reciprocity_dyads


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_the_arc_form_is_that_of_networkx(arcs: Arcs, digraph: Callable[[Arcs], "nx.DiGraph[int]"]) -> None:
    if len(arcs) == 0:
        assert math.isnan(reciprocity_arcs(arcs))
        assert math.isnan(reciprocity_dyads(arcs))
        return
    assert reciprocity_arcs(arcs) == pytest.approx(nx.overall_reciprocity(digraph(arcs)))
    dyad = reciprocity_dyads(arcs)
    assert reciprocity_arcs(arcs) == pytest.approx(2 * dyad / (1 + dyad))


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_both_forms_are_those_of_igraph(arcs: Arcs) -> None:
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    if len(arcs) == 0:
        return
    graph = igraph.Graph(arcs.people, list(zip(arcs.source, arcs.target, strict=True)), directed=True)
    assert reciprocity_arcs(arcs) == pytest.approx(graph.reciprocity())
    assert reciprocity_dyads(arcs) == pytest.approx(graph.reciprocity(mode="ratio"))


def test_one_of_two_dyads_returned() -> None:
    arcs = Arcs([0, 1, 1], [1, 0, 2], 3)
    assert reciprocity_dyads(arcs) == pytest.approx(1 / 2)
    assert reciprocity_arcs(arcs) == pytest.approx(2 / 3)
