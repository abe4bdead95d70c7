"""Bottlenecks: people through whom much has to pass, and people without whom a network falls apart."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.errors import NetworkError
from sim.network.structure.arcs import BOTH, NAMED, NAMES, Arcs, Partners, ratio

EXACT: Final = 1_000
"""Up to so many people betweenness starts from everyone; above it, by default from `PIVOTS` of them."""

PIVOTS: Final = 250
"""How many people betweenness starts from in larger networks."""


def betweenness(arcs: Arcs, *, directed: bool = False, pivots: int | None = None, seed: int = 0) -> NDArray[np.float64]:
    """Shape (N,): the mean share of shortest paths between two others that go through each person. From 0 to 1.

        betweenness(b) = Σ over ordered pairs i ≠ j of (shortest i–j paths through b / all of them) / ((N−1)(N−2))

    Pairs that do not reach each other count 0. NaN for everyone with fewer than three people.

    Args:
        arcs: the network.
        directed: whether paths must follow the arcs; else partners count in either direction, as in talk.
            Along arcs or against them, asking or telling, betweenness is the same.
        pivots: how many people to start paths from, drawn without replacement; the sum is scaled by
            N / pivots, so that it estimates the whole. None: everyone up to `EXACT` people, else `PIVOTS`.
        seed: of that draw. A sampled betweenness depends on it and on the order of people; a whole one does not.

    Raises:
        NetworkError: pivots below 1.

    Source: Brandes 2001, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology
    25 [L]; pivots: Brandes & Pich 2007, International Journal of Bifurcation and Chaos 17 [L].
    """
    if pivots is not None and pivots < 1:
        raise NetworkError(f"betweenness needs at least one pivot; {pivots} were asked for")
    people = arcs.people
    if people < 3:
        return np.full(people, np.nan)
    if pivots is None:
        pivots = people if people <= EXACT else PIVOTS
    chosen = np.arange(people)
    if pivots < people:
        chosen = np.sort(np.random.default_rng(seed).choice(people, pivots, replace=False))
    through = _depend(arcs.partners, chosen, NAMES if directed else BOTH, NAMED if directed else BOTH)
    return through * (people / len(chosen)) / ((people - 1) * (people - 2))


def centralisation_betweenness(
    arcs: Arcs, *, directed: bool = False, pivots: int | None = None, seed: int = 0
) -> float:
    """How far betweenness hangs on one person: Σ_i (max − betweenness_i) / (N − 1).

    0 when all have the same, 1 for a star; NaN with fewer than three people. Arguments as for `betweenness`.

    Source: Freeman 1979, "Centrality in social networks: conceptual clarification", Social Networks 1 [R].
    """
    each = betweenness(arcs, directed=directed, pivots=pivots, seed=seed)
    return ratio(float(np.sum(each.max() - each)), arcs.people - 1)


def cut_people(arcs: Arcs) -> NDArray[np.bool_]:
    """Shape (N,): whose leaving would split a component (articulation points), direction left aside.

    Source: Hopcroft & Tarjan 1973, "Efficient algorithms for graph manipulation", CACM 16 [L].
    """
    return _cut(arcs.partners)


@compiled
def _depend(partners: Partners, chosen: NDArray[np.int64], onward: int, backward: int) -> NDArray[np.float64]:
    """Σ over chosen starts of each person's dependency: shortest paths from there that go through them."""
    people = len(partners.start) - 1
    through = np.zeros(people)
    far, order = np.full(people, -1, np.int64), np.empty(people, np.int64)
    ways, rest = np.zeros(people), np.zeros(people)
    for start in chosen:
        reached = _spread(partners, start, onward, far, order, ways)
        for at in range(reached - 1, 0, -1):
            person = order[at]
            share = (1.0 + rest[person]) / ways[person]
            for entry in range(partners.start[person], partners.start[person + 1]):
                before = partners.row[entry]
                if partners.way[entry] & backward and far[before] == far[person] - 1:
                    rest[before] += ways[before] * share
            through[person] += rest[person]
        for at in range(reached):
            far[order[at]], ways[order[at]], rest[order[at]] = -1, 0.0, 0.0
    return through


@compiled
def _spread(
    partners: Partners,
    start: int,
    onward: int,
    far: NDArray[np.int64],
    order: NDArray[np.int64],
    ways: NDArray[np.float64],
) -> int:
    """Walk outward from `start`; fills distance, order of visit and number of shortest ways; how many are reached."""
    order[0], far[start], ways[start] = start, 0, 1.0
    reached, at = 1, 0
    while at < reached:
        person = order[at]
        at += 1
        for entry in range(partners.start[person], partners.start[person + 1]):
            if partners.way[entry] & onward == 0:
                continue
            other = partners.row[entry]
            if far[other] < 0:
                far[other] = far[person] + 1
                order[reached] = other
                reached += 1
            if far[other] == far[person] + 1:
                ways[other] += ways[person]
    return reached


@compiled
def _cut(partners: Partners) -> NDArray[np.bool_]:
    """Articulation points by one depth-first walk of each component, without recursion."""
    people = len(partners.start) - 1
    cut = np.zeros(people, np.bool_)
    met, low = np.zeros(people, np.int64), np.zeros(people, np.int64)
    parent, at = np.full(people, -1, np.int64), partners.start[:-1].copy()
    moment = 0
    for root in range(people):
        if met[root]:
            continue
        branches, person = 0, root
        moment += 1
        met[root] = low[root] = moment
        while person >= 0:
            if at[person] < partners.start[person + 1]:
                other = partners.row[at[person]]
                at[person] += 1
                if met[other] == 0:
                    moment += 1
                    met[other] = low[other] = moment
                    parent[other], person = person, other
                elif other != parent[person]:
                    low[person] = min(low[person], met[other])
                continue
            above = parent[person]
            if above == root:
                branches += 1
            elif above >= 0:
                cut[above] |= low[person] >= met[above]
            if above >= 0:
                low[above] = min(low[above], low[person])
            person = above
        cut[root] = branches > 1
    return cut
