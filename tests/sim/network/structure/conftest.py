"""Random networks for Hypothesis (`st.from_type(Arcs)`), and the same network for other libraries."""

import csv
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import strategies as st

from sim.network.structure import Arcs

SHARED = Path(__file__).parents[5] / "shared" / "data"


@st.composite
def networks(draw: st.DrawFn) -> Arcs:
    """Up to ten people: sparse, dense, empty or complete, with isolates or without, arcs in any order."""
    people = draw(st.integers(1, 10))
    possible = [(i, j) for i in range(people) for j in range(people) if i != j]
    if not possible:
        return Arcs([], [], people)
    sparse = st.lists(st.sampled_from(possible), unique=True, max_size=3 * people)
    absent = st.sets(st.sampled_from(possible), max_size=2 * people)
    dense = absent.map(lambda without: [arc for arc in possible if arc not in without])
    mutual = sparse.map(lambda some: sorted({arc for i, j in some for arc in ((i, j), (j, i))}))
    chosen = draw(st.one_of(sparse, mutual, dense, st.just([]), st.just(possible)))
    return Arcs([i for i, _ in chosen], [j for _, j in chosen], people)


st.register_type_strategy(Arcs, networks())


@pytest.fixture(scope="session")
def digraph() -> Callable[[Arcs], "nx.DiGraph[int]"]:
    """Arcs as a networkx graph with directions."""

    def build(arcs: Arcs) -> "nx.DiGraph[int]":
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(arcs.people))
        graph.add_edges_from(zip(arcs.source.tolist(), arcs.target.tolist(), strict=True))
        return graph

    return build


@pytest.fixture(scope="session")
def matrix() -> Callable[[Arcs], np.ndarray]:
    """Arcs as a square table of 0 and 1."""

    def build(arcs: Arcs) -> np.ndarray:
        table = np.zeros((arcs.people, arcs.people), dtype=int)
        table[arcs.source, arcs.target] = 1
        return table

    return build


@pytest.fixture(scope="session")
def random_arcs() -> Callable[..., Arcs]:
    """Larger networks than Hypothesis draws: each possible arc with one chance, returned with another."""

    def build(people: int, chance: float, seed: int, returned: float = 0.3) -> Arcs:
        rng = np.random.default_rng(seed)
        table = rng.random((people, people)) < chance
        table |= table.T & (rng.random((people, people)) < returned)
        np.fill_diagonal(table, False)
        return Arcs(*np.nonzero(table), people)

    return build


@pytest.fixture(scope="session")
def real() -> Callable[..., Arcs]:
    """A layer of a real network in the shared data; ties from `least` on."""

    def read(folder: str, layer: str, least: float = 1) -> Arcs:
        place = SHARED / folder
        if not place.is_dir():
            pytest.skip(f"the real networks are not beside this project (no shared/data/{folder})")
        with (place / "nodes.csv").open(newline="", encoding="utf-8") as file:
            row = {line["id"]: number for number, line in enumerate(csv.DictReader(file))}
        with (place / "edges.csv").open(newline="", encoding="utf-8") as file:
            ties = [t for t in csv.DictReader(file) if t["layer"] == layer and float(t["weight"]) >= least]
        return Arcs([row[t["source"]] for t in ties], [row[t["target"]] for t in ties], len(row))

    return read
