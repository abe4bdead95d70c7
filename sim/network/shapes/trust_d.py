"""Trust D: a chain-like core with one small dense cluster, and a third of the people in isolated components.

The core is a chain of hubs, each with a few spokes; neighbouring hubs also share one collaborator, so that the
chain does not hang on single ties. The dense cluster is tied to the middle of the chain. Outside the core stand 14
components (fewer below 45 people) of random sizes, single people among them, each a tree.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.network.shapes.draws import Kind, Luck
from sim.network.shapes.dyads import Dyads
from sim.network.shapes.groups import Groups, Whole, shared, split
from sim.network.shapes.plan import Plan

COMPONENTS: Final = 14
"""Isolated components outside the core. [S]"""
FULL_SIZE: Final = 45
"""From this many people on there are all of them: below, one for about every three people."""
CLUSTER_SIZE: Final = 6
"""A hub of the chain and its spokes, about. [A]"""
DENSE_SHARE: Final = 1 / 6
"""Share of the core in the dense cluster, which is never larger than a unit. [A]"""
DENSITY: Final = 0.85
"""Share of the pairs of the dense cluster that are dyads. [A]"""


class Parts(NamedTuple):
    """Who stands where: rows of people.

    Attributes:
        dense: the dense cluster; may be empty.
        chain: hubs, each the first of its group, with their spokes.
        outside: shape (people outside the core,), their rows.
        components: how many isolated components they make.
    """

    dense: Whole
    chain: Groups
    outside: Whole
    components: int

    @property
    def core(self) -> Whole:
        """Rows of the core."""
        return np.concatenate((self.dense, self.chain.member))


def parts(units: Groups) -> Parts:
    """Two thirds in the core, one third outside it; no hub's spokes stand in two units."""
    people, unit_size = len(units.member), int(units.sizes.max())
    core = people - round(people / 3)
    dense = min(round(core * DENSE_SHARE), unit_size)
    dense = dense if dense >= 3 else 0
    cluster = split(units, np.maximum(1, np.rint(units.sizes / CLUSTER_SIZE)).astype(np.int64))[dense:core]
    offset = np.append(np.flatnonzero(np.diff(cluster, prepend=-1)), core - dense)
    components = COMPONENTS if people >= FULL_SIZE else max(1, round(COMPONENTS * people / FULL_SIZE))
    outside = np.arange(core, people)
    return Parts(np.arange(dense), Groups(np.arange(dense, core), offset), outside, min(components, len(outside)))


def room(units: Groups) -> tuple[int, int]:
    """The fewest and the most dyads that the shape can have."""
    of = parts(units)
    trees = len(of.outside) - of.components
    core = len(of.core)
    return core - 1 + trees, core * (core - 1) // 2 + trees


def trust_d(plan: Plan, luck: Luck) -> Dyads:
    """The core and the islands."""
    of = parts(plan.units)
    dyads = Dyads(plan.dyads, plan.unit, luck)
    _place_islands(dyads, of, luck)
    _place_chain(dyads, of)
    if len(of.dense):
        quota = min(round(DENSITY * len(of.dense) * (len(of.dense) - 1) / 2) - len(of.dense) + 1, dyads.left)
        dyads.fill(Groups(of.dense, np.array([0, len(of.dense)])), np.array([quota]), Kind.DENSE_TIES)
    quota = min(dyads.left, int((of.chain.pairs - of.chain.sizes + 1).sum()))
    dyads.fill(of.chain, shared(quota, of.chain.pairs - of.chain.sizes + 1), Kind.CLUSTER_TIES)
    dyads.complete(of.core)
    return dyads


def _place_chain(dyads: Dyads, of: Parts) -> None:
    """What holds the core together, then the second ties from hub to hub and to the dense cluster."""
    hub = of.chain.member[of.chain.offset[:-1]]
    spoke = np.setdiff1d(of.chain.member, hub)
    dyads.place(hub[:-1], hub[1:])
    dyads.place(hub[of.chain.label[spoke - of.chain.member[0]]], spoke)
    middle = hub[len(hub) // 2 : len(hub) // 2 + 1]
    dyads.place(of.dense[:-1], of.dense[1:])
    dyads.place(of.dense[:1], middle)
    dyads.place(of.dense[1:2], middle)
    has_spoke = of.chain.sizes[:-1] > 1
    dyads.place(hub[:-1][has_spoke] + 1, hub[1:][has_spoke])


def _place_islands(dyads: Dyads, of: Parts, luck: Luck) -> None:
    """Isolated components: one person each, the others thrown in at random.

    Each new one knows one of the last `CLUSTER_SIZE` there before: a chain-like tree where a component is large.
    """
    thrown = luck.of_ties(Kind.ISLAND_SIZES, len(of.outside) - of.components) * of.components
    sizes = 1 + np.bincount(thrown.astype(np.int64), minlength=of.components)
    start = np.repeat(np.cumsum(sizes) - sizes, sizes)
    place = np.arange(len(of.outside))
    near = np.minimum(place - start, CLUSTER_SIZE)
    known = place - 1 - (luck.of_ties(Kind.ISLAND_TIES, len(place)) * near).astype(np.int64)
    tied = near > 0
    dyads.place(of.outside[tied], of.outside[known[tied]])
