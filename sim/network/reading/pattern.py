"""What a survey says of how people are tied, taken from those who answered, for building people like them.

Someone who did not answer names nobody in the file, whatever they would have said. So names are counted of
those who answered, and reciprocity on the arcs between two of them: a true .70 that
reads .28 when the silent count as naming nobody, reads .69 so. Non-response then costs precision; it biases what
is built only if those who answered are tied otherwise than those who did not, which no survey can tell.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.network.structure import Arcs, reciprocity_arcs
from sim.network.ties import Ties
from sim.scenario import Network
from sim.staff import Staff

NOT_SAID: Final = "not said"
"""The unit of people whose unit is blank while others have one."""


class Named(NamedTuple):
    """The people of a file, as staff and ties, and what of them is said and not drawn.

    Attributes:
        staff, ties: only those whom the file names or lists, in their order.
        answered: shape (N,), who answered.
        unit_known: shape (N,), whose unit is said, or was found from the ties.
        profession_known: shape (N,), whose profession is said.
    """

    staff: Staff
    ties: Ties
    answered: NDArray[np.bool_]
    unit_known: NDArray[np.bool_]
    profession_known: NDArray[np.bool_]


class Pattern(NamedTuple):
    """How people are tied.

    Attributes:
        partners: people a person is tied with, in either direction.
        reciprocity: share of arcs that are returned (arc form).
        cross_unit: share of dyads that cross units.
        cross_profession: share of dyads that cross professions.
    """

    partners: float
    reciprocity: float
    cross_unit: float
    cross_profession: float


def pattern_of(named: Named, network: Network) -> Pattern:
    """The pattern of a file's ties; what the network says itself wins.

    - reciprocity r: of the arcs between two who answered; of all arcs where there are none
    - partners: n · (2 − r), n being the names a person gives: with M arcs, of which r are returned, there are
      M · (1 − r/2) dyads, and two people to each. Or twice the network's `dyads`
    - shares that cross: of the dyads whose two units, or professions, are known; else the network's, and .25
      (as `distributed`) where it leaves out `cross_unit`
    """
    arcs = named.ties.to_arcs()
    source, target = arcs["source"], arcs["target"]
    answered = named.answered if np.any(named.answered[source]) else np.ones_like(named.answered)
    both = answered[source] & answered[target]
    kept = both if np.any(both) else np.ones_like(both)
    people = len(named.staff)
    returned = reciprocity_arcs(Arcs(source[kept], target[kept], people))
    returned = returned if network.reciprocity is None else network.reciprocity
    names = float(answered[source].sum() / answered.sum())
    cross_unit = _crossing(named.ties, named.staff.unit, named.unit_known, 0.25)
    return Pattern(
        partners=names * (2 - returned) if network.dyads is None else 2 * network.dyads,
        reciprocity=returned,
        cross_unit=cross_unit if network.cross_unit is None else network.cross_unit,
        cross_profession=_crossing(
            named.ties, named.staff.profession, named.profession_known, network.cross_profession
        ),
    )


def _crossing(
    ties: Ties, label: NDArray[np.int32] | NDArray[np.int8], known: NDArray[np.bool_], otherwise: float
) -> float:
    """The share of dyads between unlike labels, of those with both known; `otherwise` where there are none."""
    both = known[ties.first] & known[ties.second]
    unlike = label[ties.first] != label[ties.second]
    return float(unlike[both].mean()) if np.any(both) else otherwise
