"""Shapes of hubs and spokes: one hub (`centralised`) or several (`decentralised`).

Hubs and spokes come first, as far as the dyads reach; what is left ties spokes with one another. A spoke's tie crosses
units unless the hub's unit is its own, which sets a floor under the share of dyads that cross: about
1 - hubs * unit_size / size where there is about one dyad a person. Above the floor the share is met.
"""

import numpy as np

from sim.network.shapes.distributed import fill_by_unit
from sim.network.shapes.draws import Kind, Luck
from sim.network.shapes.dyads import Dyads
from sim.network.shapes.groups import Whole, runs
from sim.network.shapes.plan import Plan


def centralised(plan: Plan, luck: Luck) -> Dyads:
    """One hub, tied with everyone."""
    return _hubs(plan, luck, 1)


def decentralised(plan: Plan, luck: Luck) -> Dyads:
    """Hubs in a ring, each with an equal share of the people as its spokes."""
    return _hubs(plan, luck, plan.hubs)


def _hubs(plan: Plan, luck: Luck, count: int) -> Dyads:
    """Hubs in a ring, each the first of its unbroken run of rows, with the rest of the run as spokes."""
    dyads = Dyads(plan.dyads, plan.unit, luck)
    clusters = runs(0, plan.people, count)
    hub = clusters.offset[:-1]
    dyads.place(*_ring(hub))
    spoke = np.delete(np.arange(plan.people), hub)
    spoke = spoke[np.argsort(luck.of_ties(Kind.SPOKES, len(spoke)), kind="stable")]
    dyads.place(hub[clusters.label[spoke]], spoke)
    return fill_by_unit(dyads, plan, across=clusters)


def _ring(member: Whole) -> tuple[Whole, Whole]:
    """Each tied with the next, the last with the first; two make one pair, one makes none."""
    pairs = len(member) if len(member) > 2 else len(member) - 1
    return member[:pairs], np.roll(member, -1)[:pairs]
