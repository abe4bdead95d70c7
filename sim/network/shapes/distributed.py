"""Distributed shapes: many ties inside units, the rest across them, nobody a hub.

`distributed` ties any two units; in `trust_a` most of the dyads that cross units lie in second clusters,
small and dense, so that dense clusters overlap: each person belongs to the home unit and to one of these.

Both hang together wherever the dyads suffice: each unit is a path, broken into as many pieces as the
dyads within units force, and each piece is tied to a random person of an earlier piece of another unit.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.network.shapes.draws import Kind, Luck
from sim.network.shapes.dyads import Dyads, Relation
from sim.network.shapes.groups import Groups, Whole, chunks, shared, split
from sim.network.shapes.plan import Plan

SECOND_SIZE: Final = 8
"""People in a second cluster of trust_a, about. [A]"""
SECOND_SHARE: Final = 0.85
"""Share of the dyads across units that lies in second clusters of trust_a. [A]"""
SECOND_REACH: Final = 24
"""Units over which the people of a second cluster are scattered, about. [A]"""


def distributed(plan: Plan, luck: Luck) -> Dyads:
    """Units, and dyads between any two of them."""
    dyads = _connected(plan, luck)
    return fill_by_unit(dyads, plan)


def trust_a(plan: Plan, luck: Luck) -> Dyads:
    """Units, and second clusters that cross them: dense and overlapping."""
    dyads = _connected(plan, luck)
    clusters = second_clusters(plan, luck)
    across = min(plan.crossing - dyads.crossing, dyads.left)
    quota = shared(min(round(SECOND_SHARE * across), int(clusters.pairs.sum())), clusters.pairs)
    dyads.fill(clusters, quota, Kind.SECOND_TIES, Relation.ACROSS)
    return fill_by_unit(dyads, plan)


def second_clusters(plan: Plan, luck: Luck) -> Groups:
    """Everyone in clusters of about `SECOND_SIZE`, each from about `SECOND_REACH` neighbouring units."""
    reach = SECOND_REACH * plan.unit_size
    place = np.arange(plan.people) + reach * luck.of_ties(Kind.SECOND_CLUSTER, plan.people)
    return chunks(np.argsort(place, kind="stable"), SECOND_SIZE)


def fill_by_unit(dyads: Dyads, plan: Plan, across: Groups | None = None) -> Dyads:
    """Place all dyads that are left, within units and across them, so that the wanted number crosses.

    Args:
        dyads: those placed so far.
        plan: the numbers.
        across: groups inside which dyads across units lie; left out, all people are one group.
    """
    crossing = min(max(plan.crossing - dyads.crossing, 0), dyads.left)
    room = plan.units.pairs - dyads.within(len(plan.units.sizes))
    inside = min(dyads.left - crossing, int(room.sum()))
    dyads.fill(plan.units, shared(inside, room), Kind.WITHIN)
    groups = plan.everyone if across is None else across
    quota = min(dyads.left, int(groups.pairs.sum()))
    dyads.fill(groups, shared(quota, groups.pairs), Kind.ACROSS, Relation.ACROSS)
    dyads.complete(plan.units.member)
    return dyads


def _connected(plan: Plan, luck: Luck) -> Dyads:
    """The skeleton: units as paths in pieces, and the pieces tied to one another."""
    dyads = Dyads(plan.dyads, plan.unit, luck)
    room = plan.units.pairs
    inside = shared(min(plan.dyads - plan.crossing, int(room.sum())), room)
    piece = split(plan.units, np.maximum(1, plan.units.sizes - inside))
    rows = np.flatnonzero(np.diff(piece) == 0)
    dyads.place(rows, rows + 1)
    head, target = _links(piece, plan.unit, luck)
    wanted = min(len(head), plan.crossing)
    dyads.place(head[:wanted], target[:wanted])
    return dyads


def _links(piece: Whole, unit: NDArray[np.int32], luck: Luck) -> tuple[Whole, Whole]:
    """A tie from the first person of each piece but one to a person of an earlier piece of another unit.

    Pieces are taken in turns: the first of each unit, then the second of each, and so on.
    """
    head = np.flatnonzero(np.diff(piece, prepend=-1))
    size = np.diff(head, append=len(piece))
    home = unit[head]
    turn = np.arange(len(head)) - np.flatnonzero(np.diff(home, prepend=-1))[home]
    order = np.lexsort((home, turn))
    head, size, home = head[order], size[order], home[order]

    place = np.arange(1, len(head))
    earlier = (luck.of_ties(Kind.LINK_PIECE, len(place)) * place).astype(np.int64)
    for _ in range(3):
        earlier = np.where(home[earlier] == home[place], (earlier + 1) % place, earlier)
    person = head[earlier] + (luck.of_ties(Kind.LINK_PERSON, len(place)) * size[earlier]).astype(np.int64)
    fits = home[earlier] != home[place]
    return head[1:][fits], person[fits]
