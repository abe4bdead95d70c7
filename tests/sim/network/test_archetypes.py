"""What each archetype looks like; Trust A and Trust D in a simulated survey of about 70 people, 50 seeds."""

from typing import Any

import networkx as nx
import numpy as np
import pytest

from sim.network.build import Population, build
from sim.network.shapes.groups import runs, shared, split
from sim.network.shapes.trust_d import parts
from sim.scenario import Organisation

SEEDS = range(50)


def population(kind: str, size: int, seed: int = 1, **network: Any) -> Population:
    return build(Organisation(network={"kind": kind, "size": size, **network}), 0, seed)


def graph(of: Population) -> "nx.Graph[int]":
    return of.ties.to_networkx(len(of.staff)).to_undirected()


def reported(of: Population) -> np.ndarray:
    """Shape (N, N): the arcs of a survey that everyone answers."""
    named = np.zeros((len(of.staff), len(of.staff)), dtype=bool)
    forth, back = of.ties.reported()
    named[of.ties.first[forth], of.ties.second[forth]] = True
    named[of.ties.second[back], of.ties.first[back]] = True
    return named


def reciprocity(named: np.ndarray) -> float:
    """Share of arcs that are returned."""
    return float((named & named.T).sum() / named.sum())


def messenger_share(named: np.ndarray) -> float:
    """Share of open two-paths i→b→j, i and j not tied, whose arcs are both unreturned."""
    unreturned = named & ~named.T
    apart = ~(named | named.T) & ~np.eye(len(named), dtype=bool)
    messengers, paths = (int(((arcs.astype(int) @ arcs.astype(int)) * apart).sum()) for arcs in (unreturned, named))
    return messengers / paths


@pytest.fixture(scope="module")
def surveys() -> dict[str, list[np.ndarray]]:
    return {kind: [reported(population(kind, 70, seed)) for seed in SEEDS] for kind in ("trust_a", "trust_d")}


def test_talk_is_returned_in_trust_a_and_not_in_trust_d(surveys: dict[str, list[np.ndarray]]) -> None:
    a, d = (np.array([reciprocity(named) for named in surveys[kind]]) for kind in ("trust_a", "trust_d"))
    assert a.mean() == pytest.approx(0.7, abs=0.04)
    assert d.mean() == pytest.approx(0.2, abs=0.04)
    assert np.mean(a - d) >= 0.2
    assert np.min(a - d) >= 0.2


def test_trust_d_is_full_of_messengers(surveys: dict[str, list[np.ndarray]]) -> None:
    a, d = (np.array([messenger_share(named) for named in surveys[kind]]) for kind in ("trust_a", "trust_d"))
    assert d.mean() / a.mean() >= 2
    assert np.min(d / a) >= 2


def test_a_third_of_trust_d_is_cut_off_in_about_fourteen_components(surveys: dict[str, list[np.ndarray]]) -> None:
    fits = 0
    for named in surveys["trust_d"]:
        sizes = sorted(len(part) for part in nx.connected_components(nx.from_numpy_array(named | named.T)))
        outside = sum(sizes[:-1]) / len(named)
        fits += 10 <= len(sizes) - 1 <= 18 and 0.25 <= outside <= 0.40
    assert fits >= 45


@pytest.mark.parametrize("size", [45, 70, 300, 2000])
def test_trust_d_has_exactly_fourteen_components_outside_two_thirds(size: int) -> None:
    for seed in range(5):
        sizes = sorted(len(part) for part in nx.connected_components(graph(population("trust_d", size, seed))))
        assert len(sizes) == 15
        assert sizes[-1] == size - round(size / 3)


@pytest.mark.parametrize(("size", "components"), [(4, 1), (10, 3), (30, 9), (44, 14)])
def test_a_small_trust_d_has_fewer_components(size: int, components: int) -> None:
    assert nx.number_connected_components(graph(population("trust_d", size))) == components + 1


def test_the_core_of_trust_d_is_a_chain_with_one_dense_cluster() -> None:
    ties = graph(population("trust_d", 300))
    core = ties.subgraph(max(nx.connected_components(ties), key=len))
    hubs = sum(degree >= 5 for _, degree in core.degree())
    assert nx.diameter(core) >= 15
    assert 20 <= hubs <= 60
    clique = max(nx.k_core(core, 5).subgraph(part) for part in nx.connected_components(nx.k_core(core, 5)))
    assert 8 <= len(clique) <= 12
    assert nx.density(clique) > 0.7


def test_trust_a_has_clusters_inside_units_and_across_them() -> None:
    def clustering_across(kind: str) -> float:
        found = population(kind, 300, dyads=6, cross_unit=0.4)
        unit, ties = found.staff.unit, graph(found)
        ties.remove_edges_from([(i, j) for i, j in ties.edges if unit[i] == unit[j]])
        return nx.average_clustering(ties)

    assert clustering_across("trust_a") > 0.2
    assert clustering_across("distributed") < 0.05


@pytest.mark.parametrize("kind", ["centralised", "decentralised", "distributed", "trust_a"])
@pytest.mark.parametrize("dyads", [1.0, None])
@pytest.mark.parametrize("size", [70, 300])
def test_everyone_can_be_reached(kind: str, dyads: float | None, size: int) -> None:
    assert all(nx.is_connected(graph(population(kind, size, seed, dyads=dyads))) for seed in range(5))


def test_hubs_are_one_several_or_none() -> None:
    def most(kind: str) -> list[int]:
        return sorted((d for _, d in graph(population(kind, 300, dyads=1, reciprocity=0.7)).degree()), reverse=True)

    assert most("centralised")[0] == 299
    assert most("centralised")[1] <= 3
    assert min(most("decentralised")[:6]) >= 49
    assert most("decentralised")[6] <= 3
    assert most("distributed")[0] <= 9


def test_distributed_has_about_eight_arcs_a_person_in_dense_units() -> None:
    found = population("distributed", 300)
    assert found.ties.arcs / 300 == pytest.approx(8.0, abs=0.05)
    within = graph(found).subgraph(np.flatnonzero(found.staff.unit == 4).tolist())
    assert nx.density(within) > 0.6


def test_one_more_hub_is_one_more_centre() -> None:
    for hubs in (2, 3, 10):
        degree = sorted((d for _, d in graph(population("decentralised", 300, hubs=hubs, dyads=1)).degree()))
        assert degree[-hubs] >= 300 / hubs - 2
        assert degree[-hubs - 1] <= 4


def test_shared_gives_whole_parts_by_largest_remainder() -> None:
    assert shared(10, (0.26, 0.26, 0.48)).tolist() == [3, 2, 5]
    assert shared(7, np.array([3, 3, 1])).tolist() == [3, 3, 1]
    assert shared(0, np.array([0, 0])).tolist() == [0, 0]


def test_groups_split_evenly() -> None:
    units = runs(0, 10, 3)
    assert units.sizes.tolist() == [3, 3, 4]
    assert split(units, np.array([1, 3, 2])).tolist() == [0, 0, 0, 1, 2, 3, 4, 4, 5, 5]


def test_no_hub_of_trust_d_has_spokes_in_two_units() -> None:
    units = runs(0, 300, 25)
    chain = parts(units).chain
    unit = units.label[chain.member]
    assert all(len(set(unit[a:b])) == 1 for a, b in zip(chain.offset[:-1], chain.offset[1:], strict=True))
