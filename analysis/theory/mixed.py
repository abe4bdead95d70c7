"""A population well mixed: what its ties and units come to when everyone is as likely to be anyone's partner.

Kept are the numbers of returned and unreturned dyads, and how eagerly improvement is raised on their arcs
(advice, comfort, load, same profession or not), as quantiles. Who is tied with whom is let go.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.theory.context import Context
from sim.network.build import Population
from sim.network.ties import Ties
from sim.rules import load
from sim.scenario import Rules

Column = NDArray[np.float64]

BINS = 24
"""Equal parts into which the eagerness on arcs of a kind is sorted; each stands for its mean."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """The arcs of returned dyads, or those of unreturned ones.

    Attributes:
        partners: arcs a person sends (and gets) on average.
        pull: shape (M,), advice·comfort of each arc.
        same: shape (M,), whether both have one profession.
        ends: shape (2, M), partners of the source and of the target.
        trust, awareness: means at the start.
    """

    partners: float
    pull: Column
    same: NDArray[np.bool_]
    ends: NDArray[np.int64]
    trust: float
    awareness: float


@dataclass(frozen=True, eq=False)
class Eagerness:
    """How eagerly improvement is raised on arcs of a kind in a context: r·advice·comfort·load·load, trust left out.

    Attributes:
        same, cross: shape (BINS,), within and across professions; empty where there are no such arcs.
        share_same: share of the arcs that lie within professions.
    """

    same: Column
    cross: Column
    share_same: float


@dataclass(frozen=True, eq=False)
class WellMixed:
    """What is kept of a population.

    Attributes:
        people: staff.
        returned: arcs of dyads in which both name each other.
        unreturned: arcs of dyads in which one names the other; a person gets as many as they send.
        influence: mean of it on all arcs, and half the width of an even spread with the same variance.
        rosters: shape (U,), people in each unit.
        within: share of dyads that lie within a unit.
    """

    people: int
    returned: Arcs
    unreturned: Arcs
    influence: tuple[float, float]
    rosters: NDArray[np.int64]
    within: float


def well_mixed(population: Population) -> WellMixed:
    """Let go of who is tied with whom."""
    staff, ties = population
    both = ties.present.all(axis=0)
    unit = staff.unit
    partners = np.bincount(np.concatenate([ties.first, ties.second]), minlength=len(staff))
    influence = ties.influence[ties.present]
    spread = float(np.sqrt(3.0) * influence.std()) if len(influence) else 0.0
    return WellMixed(
        people=len(staff),
        returned=_arcs(ties, ties.present & both, staff.profession, partners),
        unreturned=_arcs(ties, ties.present & ~both, staff.profession, partners),
        influence=(float(influence.mean()) if len(influence) else 0.0, spread),
        rosters=np.bincount(unit)[np.bincount(unit) > 0],
        within=float(np.mean(unit[ties.first] == unit[ties.second])) if len(ties) else 0.0,
    )


def eagerness(arcs: Arcs, context: Context, rules: Rules) -> Eagerness:
    """The eagerness on arcs in a context, sorted into quantiles."""
    room = np.array(
        [load(rules.capacity, context.enablement, int(k)) for k in range(1, int(arcs.ends.max(initial=0)) + 1)]
    )
    eager = rules.talk_rate * arcs.pull
    if len(eager):
        eager = eager * room[arcs.ends[0] - 1] * room[arcs.ends[1] - 1]
    share = float(arcs.same.mean()) if len(eager) else 0.0
    return Eagerness(_quantiles(eager[arcs.same]), _quantiles(eager[~arcs.same]), share)


def attendance(mixed: WellMixed, context: Context) -> float:
    """Talk spaces a person comes to in a week, on average."""
    home, guests = _home(mixed, context), _guests(mixed, context)
    return context.held * float((home + guests).sum()) / mixed.people


def meetings(mixed: WellMixed, context: Context) -> float:
    """Chance that both of a dyad come to one session, as partners from their unit; guests are left out."""
    home, roster = _home(mixed, context), mixed.rosters
    pairs = home * (home - 1) / np.maximum(1, roster * (roster - 1))
    weight = roster * (roster - 1)
    return context.held * mixed.within * float((pairs * weight).sum() / max(1, weight.sum()))


def _home(mixed: WellMixed, context: Context) -> NDArray[np.int64]:
    here = int(np.floor(context.size * (1.0 - context.mix) + 0.5))
    return np.minimum(here, mixed.rosters)


def _guests(mixed: WellMixed, context: Context) -> NDArray[np.int64]:
    here = int(np.floor(context.size * (1.0 - context.mix) + 0.5))
    return np.minimum(context.size - here, mixed.people - mixed.rosters)


def _arcs(ties: Ties, chosen: NDArray[np.bool_], profession: NDArray[np.int8], partners: NDArray[np.int64]) -> Arcs:
    way, dyad = np.nonzero(chosen)
    source = np.where(way == 0, ties.first[dyad], ties.second[dyad])
    target = np.where(way == 0, ties.second[dyad], ties.first[dyad])
    some = len(source) > 0
    return Arcs(
        partners=len(source) / len(profession),
        pull=ties.advice[way, dyad] * ties.comfort[way, dyad],
        same=profession[source] == profession[target],
        ends=np.stack([partners[source], partners[target]]),
        trust=float(ties.trust[way, dyad].mean()) if some else 0.0,
        awareness=float(ties.awareness[way, dyad].mean()) if some else 0.0,
    )


def _quantiles(values: Column) -> Column:
    """Means of `BINS` equal parts of the sorted values, or the values themselves where they are few."""
    if len(values) <= BINS:
        return np.sort(values)
    edges = np.linspace(0, len(values), BINS + 1)
    total = np.interp(edges, np.arange(len(values) + 1), np.concatenate([[0.0], np.cumsum(np.sort(values))]))
    return np.asarray(np.diff(total) / np.diff(edges))
