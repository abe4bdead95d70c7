"""Numbers that are set are met, luck is keyed by who is asked what, and impossible wishes are told."""

import sys
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import luck
from sim.errors import NetworkError
from sim.network.archetypes import OWN
from sim.network.build import Population, build
from sim.network.ties import ITEMS
from sim.scenario import Organisation

KINDS = tuple(OWN)


def population(index: int = 0, seed: int = 1, **network: Any) -> Population:
    return build(Organisation(name="Leeds", network=network), index, seed)


def share(labels: np.ndarray, of: Population) -> float:
    return float(np.mean(labels[of.ties.first] != labels[of.ties.second]))


def same(one: Population, other: Population) -> bool:
    columns = ("unit", "profession", "seniority")
    staff = all(np.array_equal(getattr(one.staff, name), getattr(other.staff, name)) for name in columns)
    return staff and one.ties.same_as(other.ties)


@pytest.mark.parametrize("kind", KINDS)
def test_matched_networks_have_the_same_people_dyads_and_reciprocity(kind: str) -> None:
    found = population(kind=kind, dyads=1, reciprocity=0.7)
    assert len(found.staff) == 300
    assert len(found.ties) == 300
    assert found.ties.present.all(axis=0).sum() == round(0.7 / 1.3 * 300)


@pytest.mark.parametrize("kind", KINDS)
def test_shares_of_people_are_exact(kind: str) -> None:
    staff = population(kind=kind).staff
    assert np.bincount(staff.profession).tolist() == [36, 102, 54, 24, 84]
    assert np.bincount(staff.seniority)[1:].tolist() == [150, 105, 45]
    assert set(np.bincount(staff.unit)) == {12}


@pytest.mark.parametrize("kind", ["decentralised", "distributed", "trust_a", "trust_d"])
@pytest.mark.parametrize("cross_profession", [0.35, 0.45, 0.6])
def test_the_cross_profession_share_is_met(kind: str, cross_profession: float) -> None:
    for seed in range(5):
        found = population(kind=kind, cross_profession=cross_profession, seed=seed)
        assert share(found.staff.profession, found) == pytest.approx(cross_profession, abs=0.02)


@pytest.mark.parametrize(
    ("kind", "cross_unit"),
    [
        ("distributed", 0.1),
        ("distributed", 0.5),
        ("trust_a", 0.2),
        ("trust_a", 0.6),
        ("trust_d", 0.2),
        ("trust_d", 0.5),
        ("decentralised", 0.6),
        ("decentralised", 0.9),
        ("centralised", 1.0),
    ],
)
def test_the_cross_unit_share_is_met(kind: str, cross_unit: float) -> None:
    for seed in range(5):
        found = population(kind=kind, cross_unit=cross_unit, seed=seed)
        assert share(found.staff.unit, found) == pytest.approx(cross_unit, abs=0.04 if kind == "centralised" else 0.02)


def test_hubs_set_a_floor_under_the_cross_unit_share() -> None:
    found = population(kind="centralised", cross_unit=0, dyads=1)
    assert share(found.staff.unit, found) == pytest.approx(1 - 12 / 300, abs=0.005)
    found = population(kind="decentralised", cross_unit=0, dyads=1, hubs=6)
    assert share(found.staff.unit, found) == pytest.approx(1 - 6 * 12 / 300, abs=0.03)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_wish_gives_the_same_people_and_ties(kind: str) -> None:
    assert same(population(kind=kind), population(kind=kind))
    assert not population(kind=kind, seed=1).ties.same_as(population(kind=kind, seed=2).ties)
    assert not population(kind=kind, index=0).ties.same_as(population(kind=kind, index=1).ties)


def test_the_network_may_have_its_own_seed() -> None:
    def seeded(run: int, network: int | None) -> Population:
        return build(Organisation(network={"seed": network}), 0, run)

    assert same(seeded(1, 7), seeded(2, 7))
    assert same(seeded(7, None), seeded(2, 7))
    assert not same(seeded(1, None), seeded(2, None))


def test_reciprocity_and_items_change_nothing_else() -> None:
    base = population(reciprocity=0.3)
    more = population(reciprocity=0.7, items={"trust": 0.2})
    assert np.array_equal(base.ties.first, more.ties.first)
    assert np.array_equal(base.ties.second, more.ties.second)
    assert np.all(more.ties.present[base.ties.present])
    assert np.array_equal(more.ties.advice[base.ties.present], base.ties.advice[base.ties.present])
    assert same(Population(base.staff, more.ties), more)


@pytest.mark.parametrize(("reciprocity", "mutual"), [(0, 0), (1, 1560)])
def test_reciprocity_may_be_none_or_full(reciprocity: float, mutual: int) -> None:
    assert population(reciprocity=reciprocity).ties.present.all(axis=0).sum() == mutual


def test_arcs_that_are_not_returned_point_either_way() -> None:
    present = population(size=3000, reciprocity=0).ties.present
    assert present[0].mean() == pytest.approx(0.5, abs=0.02)


def test_items_are_drawn_as_the_specification_says() -> None:
    network = {"size": 60, "items": {"trust": 0.9, "awareness": 0.1, "spread": 0.4}}
    _, ties = build(Organisation(network=network), 3, 11)
    means = {"trust": 0.9, "awareness": 0.1, "comfort": 0.7, "influence": 0.6, "advice": 0.7}
    for dyad in range(0, len(ties), 7):
        ends = (int(ties.first[dyad]), int(ties.second[dyad]))
        for way in (0, 1):
            source, target = ends[way], ends[1 - way]
            people = (np.uint64(luck.person_identity(3, 0, row)) for row in (source, target))
            key = np.uint64(luck.pair(*people))
            for name in ITEMS:
                u = luck.draw(np.uint64(luck.base(11, luck.NUMBERS[f"item.{name}"], 0)), key)
                drawn = min(max(means[name] + 0.4 * (2 * u - 1), 0.0), 1.0)
                assert getattr(ties, name)[way, dyad] == (drawn if ties.present[way, dyad] else 0.0)


def test_rewiring_moves_one_end_and_keeps_every_number() -> None:
    base = population(kind="distributed", size=600)
    before = set(zip(base.ties.first.tolist(), base.ties.second.tolist(), strict=True))
    gone: set[tuple[int, int]] = set()
    for rewiring in (0.01, 0.1, 1.0):
        moved = population(kind="distributed", size=600, rewiring=rewiring)
        after = set(zip(moved.ties.first.tolist(), moved.ties.second.tolist(), strict=True))
        assert len(after) == len(before) == 3120
        assert len(before - after) == round(rewiring * 3120)
        assert gone <= before - after
        gone = before - after
        assert moved.ties.present.all(axis=0).sum() == base.ties.present.all(axis=0).sum()
        assert share(moved.staff.profession, moved) == share(base.staff.profession, base)
        assert np.array_equal(moved.staff.profession, base.staff.profession)


def test_rewiring_takes_the_clusters_apart() -> None:
    import networkx as nx

    clustering = [
        nx.average_clustering(population(rewiring=rewiring).ties.to_networkx(300).to_undirected())
        for rewiring in (0.0, 0.1, 1.0)
    ]
    assert clustering[0] > 0.35
    assert clustering[0] > clustering[1] + 0.05
    assert clustering[2] < 0.1


@pytest.mark.parametrize(
    ("network", "said"),
    [
        ({"kind": "distributed", "size": 10, "dyads": 5}, "Leeds: network.dyads: .* allowed is 0.1 to 4.5"),
        ({"kind": "trust_d", "dyads": 0.5}, "285 to 19,986, so allowed is 0.95 to 66.62"),
        ({"kind": "centralised", "size": 4, "dyads": 0.1}, "1 to 6"),
        ({"kind": "decentralised", "size": 70, "hubs": 71}, "network.hubs: .* allowed is 2 to network.size"),
    ],
)
def test_what_cannot_be_built_is_told_with_what_can(network: dict[str, Any], said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        population(**network)


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    size=st.integers(4, 120),
    unit_size=st.integers(2, 40),
    dyads=st.one_of(st.none(), st.floats(0.1, 60)),
    cross_unit=st.floats(0, 1),
    hubs=st.integers(2, 20),
    rewiring=st.sampled_from((0.0, 0.3, 1.0)),
    seed=st.integers(0, 2**63 - 1),
)
def test_any_wish_is_built_or_refused(
    kind: str,
    size: int,
    unit_size: int,
    dyads: float | None,
    cross_unit: float,
    hubs: int,
    rewiring: float,
    seed: int,
) -> None:
    network = {"kind": kind, "size": size, "unit_size": unit_size, "dyads": dyads, "cross_unit": cross_unit}
    organisation = Organisation(network={**network, "hubs": hubs, "rewiring": rewiring})
    try:
        staff, ties = build(organisation, seed % 7, seed)
    except NetworkError as error:
        refusal = str(error)
        impossible = dyads is not None and (kind == "trust_d" or dyads > (size - 1) / 2 or round(dyads * size) < 1)
        assert impossible or (kind == "decentralised" and hubs > size), refusal
        return
    assert len(staff) == size
    assert staff.units == max(1, round(size / unit_size))
    assert dyads is None or len(ties) == round(dyads * size)
    assert ties.second.max() < size


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [6, 9])
def test_all_pairs_can_be_tied(kind: str, size: int) -> None:
    if kind == "trust_d":
        assert len(population(kind=kind, size=9, dyads=15 / 9).ties) == 15
    else:
        assert len(population(kind=kind, size=size, dyads=(size - 1) / 2).ties) == size * (size - 1) // 2


def test_a_survey_is_read_with_the_seed_of_the_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Any, int, int]] = []
    known = population(size=20)

    def read_population(network: Any, index: int, seed: int) -> Population:
        asked.append((network.path, index, seed))
        return known

    reading = ModuleType("sim.network.reading")
    monkeypatch.setattr(reading, "read_population", read_population, raising=False)
    monkeypatch.setitem(sys.modules, "sim.network.reading", reading)
    for own, seed in ((None, 5), (9, 9)):
        network = {"kind": "survey", "path": "staff.csv", "seed": own}
        assert build(Organisation(network=network), 2, 5) == known
        assert asked.pop() == ("staff.csv", 2, seed)
