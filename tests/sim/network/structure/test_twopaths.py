"""Two-paths and messengers: by hand, against counting them one by one, and Trust A beside Trust D."""

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.network.structure import Arcs, messenger_share, open_share, two_paths


def one_by_one(table: np.ndarray) -> dict[str, list[int]]:
    """The definitions, read off the square of 0 and 1."""
    people = len(table)
    counts = {name: [0] * people for name in ("every", "open", "apart", "unreturned")}
    for i, b, j in itertools.permutations(range(people), 3):
        if table[i, b] and table[b, j]:
            apart = not table[i, j] and not table[j, i]
            counts["every"][b] += 1
            counts["open"][b] += not table[i, j]
            counts["apart"][b] += apart
            counts["unreturned"][b] += apart and not table[b, i] and not table[j, b]
    return counts


def check(arcs: Arcs, table: np.ndarray) -> None:
    paths, expected = two_paths(arcs), one_by_one(table)
    assert {name: getattr(paths, name).tolist() for name in expected} == expected
    every, open_, apart, unreturned = (sum(expected[name]) for name in ("every", "open", "apart", "unreturned"))
    assert open_share(arcs) == pytest.approx(open_ / every if every else math.nan, nan_ok=True)
    assert messenger_share(arcs) == pytest.approx(unreturned / apart if apart else math.nan, nan_ok=True)


@given(arcs=st.from_type(Arcs))
@settings(deadline=None, max_examples=300)
def test_they_are_those_found_one_by_one(arcs: Arcs, matrix: Callable[[Arcs], np.ndarray]) -> None:
    check(arcs, matrix(arcs))


@pytest.mark.parametrize("seed", range(4))
def test_so_they_are_in_larger_networks(
    seed: int, random_arcs: Callable[..., Arcs], matrix: Callable[[Arcs], np.ndarray]
) -> None:
    arcs = random_arcs(35, 0.05 + 0.1 * seed, seed, returned=0.2 * seed)
    check(arcs, matrix(arcs))


def test_worked_by_hand() -> None:
    # 0 → 1 → 2 → 3 with 2 → 1 returned, and 4 → 2, 0 → 2.
    arcs = Arcs([0, 1, 2, 2, 4, 0], [1, 2, 1, 3, 2, 2], 5)
    paths = two_paths(arcs)
    # Through 1: 0→1→2, closed by 0→2.
    # Through 2: 1→2→3; 4→2→1; 4→2→3; 0→2→1, closed by 0→1; 0→2→3.
    assert paths.every.tolist() == [0, 1, 5, 0, 0]
    assert paths.open.tolist() == [0, 0, 4, 0, 0]
    assert paths.apart.tolist() == [0, 0, 4, 0, 0]
    # Unreturned: 4→2→3 and 0→2→3 (2 → 1 and 1 → 2 answer each other in the rest).
    assert paths.unreturned.tolist() == [0, 0, 2, 0, 0]
    assert messenger_share(arcs) == pytest.approx(2 / 4)
    assert open_share(arcs) == pytest.approx(4 / 6)
    assert paths.messenger == pytest.approx([math.nan, math.nan, 0.5, math.nan, math.nan], nan_ok=True)


def test_an_arc_back_leaves_a_two_path_open_but_not_apart() -> None:
    paths = two_paths(Arcs([0, 1, 2], [1, 2, 0], 3))
    assert (paths.every.sum(), paths.open.sum(), paths.apart.sum()) == (3, 3, 0)


def test_a_chain_is_all_messengers_and_the_same_chain_returned_has_none() -> None:
    chain = Arcs([0, 1, 2], [1, 2, 3], 4)
    returned = Arcs([0, 1, 2, 1, 2, 3], [1, 2, 3, 0, 1, 2], 4)
    assert (messenger_share(chain), messenger_share(returned)) == (1, 0)
    assert open_share(chain) == open_share(returned) == 1


def test_messenger_share_tells_trust_a_from_trust_d_where_open_share_does_not() -> None:
    """The idea of evidence.md: like open shares, messenger share several times as high in D."""
    shares = []
    for returned, seed in ((0.7, 1), (0.2, 2)):
        rng = np.random.default_rng(seed)
        dyads = np.array([pair for pair in itertools.combinations(range(70), 2) if rng.random() < 0.1])
        # An arc share of .7 or .2 returned is a dyad share of r / (2 − r).
        both = rng.random(len(dyads)) < returned / (2 - returned)
        turn = rng.random(len(dyads)) < 0.5
        first, second = np.where(turn[:, None], dyads[:, ::-1], dyads).T
        arcs = Arcs(np.concatenate((first, second[both])), np.concatenate((second, first[both])), 70)
        shares.append((open_share(arcs), messenger_share(arcs)))
    (open_a, messenger_a), (open_d, messenger_d) = shares
    assert abs(open_a - open_d) < 0.05
    assert messenger_d > 2 * messenger_a
