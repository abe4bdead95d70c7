"""Brokerage by group: the five roles of Gould and Fernandez."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.compiled import compiled
from sim.network.structure.arcs import NAMED, NAMES, Arcs, Partners
from sim.network.structure.labels import groups
from sim.network.structure.shared import common, longest

ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The roles of b in i → b → j, in the order of the columns of `Brokerage.roles`."""

_COORDINATOR, _ITINERANT, _GATEKEEPER, _REPRESENTATIVE, _LIAISON = range(len(ROLES))


@dataclass(frozen=True, eq=False)
class Brokerage:
    """How often each person brokers, in each role.

    Attributes:
        roles: shape (N, 5), counts of open two-paths, in the order of `ROLES`; 0 for people of no known group.
    """

    roles: NDArray[np.int64]

    @property
    def total(self) -> dict[str, int]:
        """The counts of each role over everyone."""
        return dict(zip(ROLES, self.roles.sum(axis=0).tolist(), strict=True))

    @property
    def share(self) -> dict[str, float]:
        """Each role's share of all brokering; they add up to 1; NaN when nobody brokers."""
        brokered = int(self.roles.sum())
        return {role: count / brokered if brokered else float("nan") for role, count in self.total.items()}


def brokerage(arcs: Arcs, label: ArrayLike) -> Brokerage:
    """The roles people play in open two-paths i → b → j (i, b, j different, no arc i → j), by group.

    | role | groups |
    |---|---|
    | coordinator | i, b and j in one group |
    | itinerant | i and j in one group, b in another |
    | gatekeeper | b and j in one group, i in another |
    | representative | i and b in one group, j in another |
    | liaison | i, b and j in three groups |

    Roles follow the arcs as they are named: i asks b, b asks j. What is known flows the other way, so who
    reads it as a flow of knowledge reads gatekeeper and representative exchanged. Two-paths with a person
    of no known group (label below 0) are left out.

    Source: Gould & Fernandez 1989, "Structures of mediation: a formal approach to brokerage in transaction
    networks", Sociological Methodology 19 [L].
    """
    group = groups(label, arcs.people)
    roles = _through(arcs.partners, group)
    _close(arcs.partners, group, roles)
    return Brokerage(roles)


@compiled
def _through(partners: Partners, group: NDArray[np.int64]) -> NDArray[np.int64]:
    """All two-paths by their middle and role, open or not, by arithmetic on each person's arcs."""
    people = len(partners.start) - 1
    roles = np.zeros((people, 5), np.int64)
    names, named = np.zeros(group.max() + 1, np.int64), np.zeros(group.max() + 1, np.int64)
    for b in range(people):
        own = group[b]
        if own < 0:
            continue
        out, back, both_own, both = 0, 0, 0, 0
        for entry in range(partners.start[b], partners.start[b + 1]):
            other = group[partners.row[entry]]
            if other >= 0:
                to, fro = partners.way[entry] & NAMES > 0, partners.way[entry] & NAMED > 0
                names[other] += to
                named[other] += fro
                out += to
                back += fro
                both += to and fro
                both_own += to and fro and other == own
        out, back = out - names[own], back - named[own]
        roles[b, _COORDINATOR] = named[own] * names[own] - both_own
        roles[b, _GATEKEEPER] = back * names[own]
        roles[b, _REPRESENTATIVE] = named[own] * out
        names[own], named[own] = 0, 0
        alike = 0
        for entry in range(partners.start[b], partners.start[b + 1]):
            other = group[partners.row[entry]]
            if other >= 0:
                alike += named[other] * names[other]
                names[other], named[other] = 0, 0
        roles[b, _ITINERANT] = alike - (both - both_own)
        roles[b, _LIAISON] = back * out - alike
    return roles


@compiled
def _close(partners: Partners, group: NDArray[np.int64], roles: NDArray[np.int64]) -> None:
    """Take from `roles` the two-paths i → b → j whose i names j."""
    room = longest(partners)
    of_i, of_j = np.empty(room, np.int64), np.empty(room, np.int64)
    row, way = partners.row, partners.way
    for i in range(len(partners.start) - 1):
        for entry in range(partners.start[i], partners.start[i + 1]):
            j = row[entry]
            if way[entry] & NAMES == 0 or group[i] < 0 or group[j] < 0:
                continue
            for at in range(common(partners, i, j, of_i, of_j)):
                b = row[of_i[at]]
                if group[b] >= 0 and way[of_i[at]] & NAMES > 0 and way[of_j[at]] & NAMED > 0:
                    roles[b, _role(group[i], group[b], group[j])] -= 1


@compiled
def _role(i: int, b: int, j: int) -> int:
    """The role of b in i → b → j, from the groups of the three."""
    if i == j:
        return _COORDINATOR if b == i else _ITINERANT
    if b == j:
        return _GATEKEEPER
    return _REPRESENTATIVE if b == i else _LIAISON
