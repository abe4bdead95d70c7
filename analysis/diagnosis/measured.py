"""Measures of structure that do not depend on how many people answered, if who answered was luck.

What stays about the same when people drop out at random: how many a respondent names; and shares of arcs, pairs of
arcs and triples of people *all of whom answered*. Counts of components and the like only grow more broken as
people drop out, so they are reported as read (`sim.network.structure.summary`) and not here.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.seen import Seen
from sim.network.structure import transitivity, two_paths
from sim.network.structure.arcs import ratio
from sim.network.structure.degree import degrees


class Share(NamedTuple):
    """A share, with how many independent things it can rest on at most.

    Attributes:
        share: from 0 to 1; NaN where there is nothing to divide by.
        of: dyads, brokers, people: an upper limit of its weight of evidence.
    """

    share: float
    of: int


class Measured(NamedTuple):
    """What is estimated of the ties, each by people who answered only."""

    names: float
    returned: Share
    messengers: Share
    closed: Share
    across_units: Share
    across_professions: Share


MEANINGS: Final = {
    "partners": "partners a person has, in either direction (mean degree)",
    "names": "people whom a person names",
    "returned": "share of arcs that are returned (arc form)",
    "returned_dyads": "share of tied pairs with both arcs (dyad form)",
    "messengers": "messenger share: two-paths between people not tied whose arcs are both unreturned",
    "closed": "share of pairs of partners that are partners (transitivity)",
    "ei_unit": "E-I index by unit: −1 all arcs within, 1 all between",
    "ei_profession": "E-I index by profession",
}
"""What is reported, in this order; each follows from `Measured` (see `jackknife.intervals`)."""


def measured(seen: Seen, unit: NDArray[np.int64], profession: NDArray[np.int64]) -> Measured:
    """All of `Measured`.

    Args:
        seen: what the form shows.
        unit: shape (N,), below 0 where not known.
        profession: likewise.
    """
    among, paths = seen.among, two_paths(seen.among)
    return Measured(
        names=ratio(len(seen.told), seen.respondents),
        returned=Share(ratio(among.mutual, among.dyads), among.dyads),
        messengers=Share(ratio(int(paths.unreturned.sum()), int(paths.apart.sum())), int((paths.apart > 0).sum())),
        closed=Share(transitivity(among), int((degrees(among) > 1).sum())),
        across_units=_across(seen, unit),
        across_professions=_across(seen, profession),
    )


def _across(seen: Seen, label: NDArray[np.int64]) -> Share:
    """The share of arcs told that cross groups; people of no known group are left out."""
    source, target = label[seen.told.source], label[seen.told.target]
    known = (source >= 0) & (target >= 0)
    namers = len(np.unique(seen.told.source[known]))
    return Share(ratio(int((source != target)[known].sum()), int(known.sum())), namers)


def arc_form(dyads: float) -> float:
    """The arc form of reciprocity from its dyad form d: 2d / (1 + d)."""
    return 2 * dyads / (1 + dyads)


def partners(names: float, returned: float) -> float:
    """Mean degree, from names a person gives and the share of arcs returned: names · (2 − returned).

    With M arcs of which a share r is returned there are D = M(1 − r/2) dyads, and mean degree is 2D/N. Written so,
    it needs nobody who did not answer.
    """
    return names * (2 - returned)
