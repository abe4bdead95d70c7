"""The archetypes: what each has of its own, what each can hold, and its shape.

| archetype | shape | file |
|---|---|---|
| `centralised` | one hub, sparse | `shapes/hubs.py` |
| `decentralised` | hubs with spokes, hubs in a ring | `shapes/hubs.py` |
| `distributed` | units and dyads across them, dense and cohesive | `shapes/distributed.py` |
| `trust_a` | distributed, with second clusters that overlap the units | `shapes/distributed.py` |
| `trust_d` | a chain of hubs with one small dense cluster; a third in isolated components | `shapes/trust_d.py` |

The number of dyads is exact in each. So is the number that cross units, but where a shape forbids it: hubs
(see there), and units too small to hold the dyads that are not to cross.
"""

from collections.abc import Callable, Mapping
from math import ceil, floor
from types import MappingProxyType
from typing import Final, NamedTuple

from sim.errors import NetworkError
from sim.network.shapes.distributed import distributed, trust_a
from sim.network.shapes.draws import Luck
from sim.network.shapes.dyads import Dyads
from sim.network.shapes.groups import Groups, count_of, runs
from sim.network.shapes.hubs import centralised, decentralised
from sim.network.shapes.plan import Plan
from sim.network.shapes.trust_d import room, trust_d
from sim.scenario import Network


class Own(NamedTuple):
    """What an archetype has where the network does not say.

    Attributes:
        dyads: per person; in small organisations at most half of all pairs.
        reciprocity: share of arcs that are returned (arc form).
        cross_unit: share of dyads that cross units.
    """

    dyads: float
    reciprocity: float
    cross_unit: float


OWN: Final[Mapping[str, Own]] = MappingProxyType(
    {
        "centralised": Own(dyads=1.0, reciprocity=0.7, cross_unit=0.95),
        "decentralised": Own(dyads=1.5, reciprocity=0.7, cross_unit=0.60),
        "distributed": Own(dyads=5.2, reciprocity=0.7, cross_unit=0.25),
        "trust_a": Own(dyads=6.0, reciprocity=0.7, cross_unit=0.40),
        "trust_d": Own(dyads=1.25, reciprocity=0.2, cross_unit=0.20),
    }
)
"""Structure and reciprocity of the trusts after the talk [S]; it gives no densities, so the rest is [A]."""

SHAPES: Final[Mapping[str, Callable[[Plan, Luck], Dyads]]] = MappingProxyType(
    {
        "centralised": centralised,
        "decentralised": decentralised,
        "distributed": distributed,
        "trust_a": trust_a,
        "trust_d": trust_d,
    }
)
"""How each archetype ties people."""


def reciprocity(network: Network) -> float:
    """Share of arcs that are returned: as given, or the archetype's own."""
    return OWN[network.kind].reciprocity if network.reciprocity is None else network.reciprocity


def plan(network: Network) -> Plan:
    """The numbers of an archetype, worked out.

    Raises:
        NetworkError: more dyads than the shape can hold, or fewer than hold it together; more hubs than people.
    """
    if network.kind == "decentralised" and network.hubs > network.size:
        raise NetworkError(
            f"network.hubs: {network.hubs} hubs among {network.size} people; allowed is 2 to network.size"
        )
    units = runs(0, network.size, count_of(network.size, network.unit_size))
    dyads = _dyads(network, units)
    cross_unit = OWN[network.kind].cross_unit if network.cross_unit is None else network.cross_unit
    return Plan(
        people=network.size,
        units=units,
        unit_size=network.unit_size,
        dyads=dyads,
        crossing=round(cross_unit * dyads),
        hubs=network.hubs,
    )


def _dyads(network: Network, units: Groups) -> int:
    """How many dyads: as given, or the archetype's own, which gives way to what the shape can hold."""
    people = network.size
    pairs = people * (people - 1) // 2
    fewest, most = room(units) if network.kind == "trust_d" else (1, pairs)
    if network.dyads is None:
        return min(max(round(OWN[network.kind].dyads * people), fewest), max(fewest, min(most, pairs // 2)))
    wanted = round(network.dyads * people)
    if not fewest <= wanted <= most:
        low, high = ceil(1e3 * fewest / people) / 1e3, floor(1e3 * most / people) / 1e3
        raise NetworkError(
            f"network.dyads: {network.dyads:g} a person make {wanted:,} dyads among {people:,} people; "
            f"{network.kind} has {fewest:,} to {most:,}, so allowed is {low:g} to {high:g}"
        )
    return wanted
