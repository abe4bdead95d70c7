"""Pockets: dense, cohesive groups whose people are held together by partners in common."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.compiled import compiled
from sim.errors import NetworkError
from sim.network.structure.arcs import Arcs, Partners
from sim.network.structure.components import Parts, joined
from sim.network.structure.shared import common, longest


@dataclass(frozen=True, eq=False)
class Pockets(Parts):
    """The pockets of a network, the largest first; `label` is −1 for people in none.

    Attributes:
        density: shape (pockets,), the share of pairs of a pocket's people that are dyads.
    """

    density: NDArray[np.float64]


def pockets(arcs: Arcs, depth: int = 4) -> Pockets:
    """The components of the k-truss, with k = `depth`, direction left aside.

    The k-truss is what is left when, again and again, every dyad is dropped whose two people share fewer
    than k − 2 partners over dyads still there. Whoever keeps a dyad belongs to a pocket; those whom kept
    dyads join belong to the same one. With the default each dyad of a pocket is backed by two shared
    partners, and the smallest pocket is four people who are all tied. The answer depends on no luck.
    A network that is dense throughout is one pocket: read their number beside their size.

    Args:
        arcs: the network.
        depth: k, at least 3; higher asks for denser pockets.

    Raises:
        NetworkError: a depth below 3.

    Source: Cohen 2005, "Trusses: cohesive subgraphs for social network analysis" [L].
    """
    if depth < 3:
        raise NetworkError(f"pockets need a depth of at least 3; it is {depth}")
    partners = arcs.partners
    person = np.repeat(np.arange(arcs.people, dtype=np.int32), np.diff(partners.start))
    kept = _truss(partners, person, np.argsort(partners.row, kind="stable"), depth - 2)
    first, second = person[kept], partners.row[kept]
    within = np.zeros(arcs.people, dtype=np.bool_)
    within[first] = within[second] = True
    parts = joined(first, second, within)
    return Pockets(parts.label, parts.sizes, _densities(arcs, parts))


def _densities(arcs: Arcs, parts: Parts) -> NDArray[np.float64]:
    """The density inside each part, of all dyads there, kept or dropped."""
    here = np.repeat(parts.label, np.diff(arcs.partners.start))
    inside = here[(here >= 0) & (here == parts.label[arcs.partners.row])]
    ends = np.bincount(inside, minlength=len(parts))
    return np.asarray(ends / (parts.sizes * (parts.sizes - 1)), dtype=np.float64)


@compiled
def _truss(partners: Partners, person: NDArray[np.int32], twin: NDArray[np.int64], need: int) -> NDArray[np.int64]:
    """Which dyads survive when all with fewer than `need` shared partners are peeled away.

    Args:
        partners: everyone's partners.
        person: shape (2D,), whose run each entry stands in.
        twin: shape (2D,), where the same dyad stands in the partner's run.
        need: how many shared partners a dyad needs.

    Returns:
        The entries kept, each dyad once, as it stands in the run of its lower row.
    """
    room = longest(partners)
    of_i, of_j = np.empty(room, np.int64), np.empty(room, np.int64)
    entries = len(person)
    support, gone = np.zeros(entries, np.int64), np.zeros(entries, np.bool_)
    queue, queued = np.empty(entries // 2, np.int64), 0
    for entry in range(entries):
        if person[entry] < partners.row[entry]:
            support[entry] = common(partners, person[entry], partners.row[entry], of_i, of_j)
            if support[entry] < need:
                queue[queued] = entry
                queued += 1
    at = 0
    while at < queued:
        entry = queue[at]
        at += 1
        gone[entry] = True
        for found in range(common(partners, person[entry], partners.row[entry], of_i, of_j)):
            one, other = min(of_i[found], twin[of_i[found]]), min(of_j[found], twin[of_j[found]])
            if gone[one] or gone[other]:
                continue
            for side in (one, other):
                support[side] -= 1
                if support[side] == need - 1:
                    queue[queued] = side
                    queued += 1
    lower = np.empty(entries // 2 - queued, np.int64)
    count = 0
    for entry in range(entries):
        if person[entry] < partners.row[entry] and not gone[entry]:
            lower[count] = entry
            count += 1
    return lower
