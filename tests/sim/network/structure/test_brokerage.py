"""The five roles: one by one by hand, and against counting every two-path."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import ROLES, Arcs, brokerage, two_paths


def one_by_one(table: np.ndarray, label: list[int]) -> np.ndarray:
    """The table of roles in `brokerage`, read literally."""
    roles = np.zeros((len(table), 5), dtype=int)
    for i, b, j in itertools.permutations(range(len(table)), 3):
        x, y, z = label[i], label[b], label[j]
        if table[i, b] and table[b, j] and not table[i, j] and min(x, y, z) >= 0:
            roles[b, 0] += x == y == z
            roles[b, 1] += x == z != y
            roles[b, 2] += y == z != x
            roles[b, 3] += x == y != z
            roles[b, 4] += len({x, y, z}) == 3
    return roles


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ([0, 0, 0], "coordinator"),
        ([0, 1, 0], "itinerant"),
        ([1, 0, 0], "gatekeeper"),
        ([0, 0, 1], "representative"),
        ([0, 1, 2], "liaison"),
    ],
)
def test_each_role(label: list[int], role: str) -> None:
    arcs = Arcs([0, 1], [1, 2], 3)
    found = brokerage(arcs, label)
    assert found.total == {name: int(name == role) for name in ROLES}
    assert found.roles[1, ROLES.index(role)] == found.roles.sum() == 1
    closed = Arcs([0, 1, 0], [1, 2, 2], 3)
    assert brokerage(closed, label).roles.sum() == 0
    assert all(math.isnan(share) for share in brokerage(closed, label).share.values())
    back = Arcs([0, 1, 2], [1, 2, 0], 3)  # 2 → 0 does not close 0 → 1 → 2
    assert brokerage(back, label).roles[1].tolist() == found.roles[1].tolist()


def test_worked_by_hand() -> None:
    # Wards a = {0, 1, 2}, b = {3, 4}, c = {5}. Through 1: 0→1→2 coordinator, 0→1→3 representative,
    # 3→1→2 gatekeeper, 5→1→3 liaison, 5→1→2 closed by 5→2; 3→1→3 is no two-path.
    arcs = Arcs([0, 1, 1, 3, 5, 5], [1, 2, 3, 1, 1, 2], 6)
    found = brokerage(arcs, [0, 0, 0, 1, 1, 2])
    assert found.roles[1].tolist() == [1, 0, 1, 1, 1]
    # Through 3 come 1→3→1 only, and through no one else anything.
    assert found.roles.sum() == 4
    assert found.share == {**dict.fromkeys(ROLES, 0.25), "itinerant": 0}


@given(arcs=st.from_type(Arcs), data=st.data())
@settings(deadline=None, max_examples=300)
def test_roles_are_those_found_one_by_one(
    arcs: Arcs, data: st.DataObject, matrix: Callable[[Arcs], np.ndarray]
) -> None:
    label = data.draw(st.lists(st.integers(-1, 3), min_size=arcs.people, max_size=arcs.people))
    assert brokerage(arcs, label).roles.tolist() == one_by_one(matrix(arcs), label).tolist()


@pytest.mark.parametrize("seed", range(3))
def test_so_they_are_in_larger_networks(
    seed: int, random_arcs: Callable[..., Arcs], matrix: Callable[[Arcs], np.ndarray]
) -> None:
    arcs = random_arcs(40, 0.05 + 0.1 * seed, seed)
    label = np.random.default_rng(seed).integers(0, 5, 40).tolist()
    assert brokerage(arcs, label).roles.tolist() == one_by_one(matrix(arcs), label).tolist()


@given(arcs=st.from_type(Arcs))
@settings(deadline=None)
def test_all_roles_together_are_the_open_two_paths(arcs: Arcs) -> None:
    found = brokerage(arcs, np.arange(arcs.people) % 3)
    assert found.roles.sum(axis=1).tolist() == two_paths(arcs).open.tolist()
    one_group = brokerage(arcs, np.zeros(arcs.people, int)).roles
    assert one_group[:, 0].tolist() == two_paths(arcs).open.tolist()


def test_turning_all_arcs_exchanges_gatekeepers_and_representatives(random_arcs: Callable[..., Arcs]) -> None:
    arcs, label = random_arcs(40, 0.08, 7), np.arange(40) % 4
    asked, told = brokerage(arcs, label).total, brokerage(Arcs(arcs.target, arcs.source, 40), label).total
    assert (asked["gatekeeper"], asked["representative"]) == (told["representative"], told["gatekeeper"])
    assert asked["gatekeeper"] != asked["representative"]
    assert all(asked[role] == told[role] for role in ("coordinator", "itinerant", "liaison"))
