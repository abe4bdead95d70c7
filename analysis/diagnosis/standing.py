"""People one by one: messengers, bottlenecks, and where each stands."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.seen import Seen
from sim.network.structure import Arcs, betweenness, components, core_periphery, cut_people, pockets, two_paths
from sim.network.structure.components import joined
from sim.network.structure.degree import degrees

SHOWN: Final = 10
"""People named one by one in each list."""

FEWEST: Final = 2
"""Unreturned two-paths from which someone is called a messenger: one may be chance."""

CUTS: Final = 200
"""Cut people for whom it is worked out how many they would cut off; those with most betweenness."""

Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Standing:
    """Where each person stands; all of shape (N,).

    Attributes:
        names, named_by, partners: of all arcs as read.
        returned: of the arcs they give to people who answered, how many are returned.
        asked: how many arcs those are.
        chains: two-paths i → b → j between people not tied, of which they are the middle, all three having answered.
        unreturned: of these, those with neither arc returned.
        messenger: most of their chains are unreturned, and at least `FEWEST` are.
        betweenness: share of shortest paths through them, as read.
        cut: whether their leaving would split a component, as read.
        cuts_off: how many people would then be apart from the largest part; 0 for those not worked out.
        component: the component, from 0, the largest first.
        pocket: the pocket, from 0; −1 for none.
        core: whether in the core.
    """

    names: Counts
    named_by: Counts
    partners: Counts
    returned: Counts
    asked: Counts
    chains: Counts
    unreturned: Counts
    messenger: NDArray[np.bool_]
    betweenness: NDArray[np.float64]
    cut: NDArray[np.bool_]
    cuts_off: Counts
    component: Counts
    pocket: Counts
    core: NDArray[np.bool_]

    @property
    def messengers(self) -> Counts:
        """Rows of messengers, those with the most unreturned two-paths first."""
        rows = np.flatnonzero(self.messenger)
        return rows[np.lexsort((rows, -self.unreturned[rows]))]

    @property
    def bottlenecks(self) -> Counts:
        """Rows of cut people and of those with the most betweenness, those that cut off most first."""
        rows = np.flatnonzero((self.cuts_off > 0) | (self.betweenness > 0))
        return rows[np.lexsort((rows, -self.betweenness[rows], -self.cuts_off[rows]))]


def standing(seen: Seen, seed: int = 0) -> Standing:
    """Where each person stands.

    Args:
        seen: what the form shows.
        seed: of the people from whom betweenness is sampled in large networks.
    """
    arcs, among = seen.arcs, seen.among
    paths = two_paths(among)
    between = np.nan_to_num(betweenness(arcs, seed=seed))
    cut = cut_people(arcs)
    return Standing(
        names=degrees(arcs, "out"),
        named_by=degrees(arcs, "in"),
        partners=degrees(arcs),
        returned=_returned(among),
        asked=degrees(among, "out"),
        chains=paths.apart,
        unreturned=paths.unreturned,
        messenger=(paths.unreturned >= FEWEST) & (2 * paths.unreturned > paths.apart),
        betweenness=between,
        cut=cut,
        cuts_off=_cut_off(arcs, cut, between),
        component=components(arcs).label,
        pocket=pockets(arcs).label,
        core=core_periphery(arcs).member,
    )


def _returned(arcs: Arcs) -> Counts:
    """How many of each person's arcs are returned."""
    key = arcs.source.astype(np.int64) * arcs.people + arcs.target
    back = np.isin(arcs.target.astype(np.int64) * arcs.people + arcs.source, key)
    return np.bincount(arcs.source[back], minlength=arcs.people)


def _cut_off(arcs: Arcs, cut: NDArray[np.bool_], between: NDArray[np.float64]) -> Counts:
    """How many people of the same component would be apart from its largest part without each cut person."""
    rows = np.flatnonzero(cut)
    rows = rows[np.argsort(-between[rows], kind="stable")][:CUTS]
    whole = components(arcs)
    off = np.zeros(arcs.people, dtype=np.int64)
    for row in rows:
        within = (whole.label == whole.label[row]) & (np.arange(arcs.people) != row)
        kept = within[arcs.source] & within[arcs.target]
        off[row] = within.sum() - joined(arcs.source[kept], arcs.target[kept], within).sizes[0]
    return off
