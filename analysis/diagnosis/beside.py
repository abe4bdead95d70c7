"""The archetypes beside a survey: as many people, reported through the same form, measured in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.diagnosis.measured import arc_form, measured, partners
from analysis.diagnosis.response import Response
from analysis.diagnosis.seen import Seen, through_form
from analysis.intervals import Interval
from sim.errors import NetworkError
from sim.network.build import build
from sim.network.structure import Arcs, largest_component
from sim.scenario import Network, Organisation

ARCHETYPES: Final[Mapping[str, str]] = {
    "trust_a": "Trust A",
    "trust_d": "Trust D",
    "centralised": "centralised",
    "decentralised": "decentralised",
    "distributed": "distributed",
}
"""What is built, and what it is called."""

COMPARED: Final[Mapping[str, str]] = {
    "partners": "partners a person (mean degree)",
    "returned": "arcs returned (arc form)",
    "messengers": "messenger share",
    "closed": "partners who are partners",
    "outside": "people outside the largest component",
}
"""What is compared. Not density: where people name a fixed number it falls as 1/N whatever they are like."""

BUILDS: Final = 40
"""Organisations built of each archetype, unless more or fewer are asked for."""

SHARE: Final = 0.95


@dataclass(frozen=True)
class Beside:
    """The archetypes, measured.

    Attributes:
        values: by archetype and measure: the median and the middle 95 % of the builds.
        builds: how many of each.
        seed: of the first; the others follow.
        rate: share who answered in each.
        cap: names a person could give in each; None: no limit.
        why_not: why there are none; empty where there are.
    """

    values: Mapping[str, Mapping[str, Interval]]
    builds: int
    seed: int
    rate: float
    cap: int | None
    why_not: str = ""


def beside(people: int, units: int, who: Response, *, builds: int = BUILDS, seed: int = 0) -> Beside:
    """Build the archetypes and measure them.

    Args:
        people: of each organisation.
        units: how many the survey has; 0 where it does not say.
        who: for the response rate and the cap. Where the form does not say who answered, everyone does.
        builds: organisations of each archetype.
        seed: of the first.
    """
    rate = who.rate if who.says else 1.0
    try:
        values = {
            kind: _middle([_one(kind, people, units, rate, who.cap, seed + turn) for turn in range(builds)])
            for kind in ARCHETYPES
        }
    except NetworkError as error:
        return Beside({}, builds, seed, rate, who.cap, f"archetypes of {people} people cannot be built: {error}")
    return Beside(values, builds, seed, rate, who.cap)


def archetype(kind: str, people: int, units: int, seed: int) -> Arcs:
    """The arcs that a survey without limits would report of an archetype of some size.

    Raises:
        NetworkError: too few people for it.
    """
    if people < 4:
        raise NetworkError("four people are the fewest")
    size = 12 if units == 0 else max(2, round(people / units))
    network = Network.model_validate(
        {"kind": kind, "size": people, "unit_size": min(size, people), "hubs": max(2, min(6, people // 4))}
    )
    return Arcs.from_ties(build(Organisation(network=network), 0, seed).ties, people, reported=True)


def _one(kind: str, people: int, units: int, rate: float, cap: int | None, seed: int) -> dict[str, float]:
    rng = np.random.default_rng([seed, list(ARCHETYPES).index(kind)])
    return compared(through_form(archetype(kind, people, units, seed), rate, cap, rng))


def compared(seen: Seen) -> dict[str, float]:
    """Each of `COMPARED`, of what a form shows."""
    unknown: NDArray[np.int64] = np.full(seen.arcs.people, -1, dtype=np.int64)
    found = measured(seen, unknown, unknown)
    returned = arc_form(found.returned.share)
    return {
        "partners": partners(found.names, returned),
        "returned": returned,
        "messengers": found.messengers.share,
        "closed": found.closed.share,
        "outside": 1 - largest_component(seen.arcs),
    }


def _middle(builds: list[dict[str, float]]) -> dict[str, Interval]:
    """The median and the middle of the builds, by measure; NaNs left out."""
    found = {}
    for name in COMPARED:
        values = np.array([build[name] for build in builds])
        known = values[~np.isnan(values)]
        ends = np.quantile(known, (0.5, (1 - SHARE) / 2, (1 + SHARE) / 2)) if len(known) else [np.nan] * 3
        found[name] = Interval(*(float(end) for end in ends))
    return found


def nearer(value: Interval, a: Interval, d: Interval) -> str:
    """Which of Trust A and Trust D a measure is like: "Trust A", "Trust D", "both", "between", "beyond", "not known".

    Like one when the two intervals overlap.
    """
    if any(np.isnan(end) for interval in (value, a, d) for end in (interval.low, interval.high)):
        return "not known"
    sides = (("Trust A", a), ("Trust D", d))
    like = [name for name, other in sides if value.low <= other.high and other.low <= value.high]
    if like:
        return like[0] if len(like) == 1 else "both"
    return "between" if (value.low > a.high) != (value.low > d.high) else "beyond"
