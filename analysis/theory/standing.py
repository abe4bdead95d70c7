"""Where an organisation stands by theory (fixed points, critical mass, dampness, edge, course); and simulated starts.

A start: a share of staff, drawn at random, is trained in week 0, and all of them practise. The share from which on
half of the runs burn is the simulated counterpart of the critical mass; the course of the same starts stands beside it.
They differ from the fixed point in that knowledge, trust and alignment have not settled when such a fire is lit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np

from analysis.intervals import Interval
from analysis.patterns.observe import ending
from analysis.theory.course import course
from analysis.theory.field import FixedPoint, crossing, dampness_of, mean_field, mixed_of
from analysis.theory.phase import half_burns
from experiments.arms import Arm, run_arms
from sim.network.build import Population, build
from sim.outcome import BURNS_ABOVE
from sim.scenario import Scenario

STARTS: Final = (0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3, 0.45, 0.7)
"""Shares of staff lit in week 0."""


@dataclass(frozen=True)
class Starts:
    """The share of staff lit in week 0 from which on fires burn; NaN where that is not crossed within `STARTS`.

    Attributes:
        simulated: half of the runs burn, with 95 % interval (bootstrap over seeds).
        course: the course of the means ends above one half.
        burning: shape (K,), share of runs that burn at each of `STARTS`.
        n: runs at each.
    """

    simulated: Interval
    course: float
    burning: tuple[float, ...]
    n: int


@dataclass(frozen=True)
class Standing:
    """What theory says of one organisation in the context of its last week.

    Attributes:
        name: of the organisation.
        people: staff.
        seasoning: as the scenario has it at the start.
        trained: share of staff who are improvers in the last week.
        points: where its fire comes to rest, lowest first.
        critical_mass, burning_level: shares practising; None where there is none.
        dampness: κ/κc.
        edge: the seasoning at which it is 1; None where seasoning does not cross it.
        dry: whether κ/κc lies below 1 at every seasoning (with `edge` None).
        end: share practising at the end of the course.
        starts: simulated beside; None when not asked for.
    """

    name: str
    people: int
    seasoning: float
    trained: float
    points: tuple[FixedPoint, ...]
    critical_mass: float | None
    burning_level: float | None
    dampness: float
    edge: float | None
    dry: bool
    end: float
    starts: Starts | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values; None for what is not known."""
        starts = self.starts
        return {
            "organisation": self.name,
            "people": self.people,
            "seasoning": self.seasoning,
            "trained": self.trained,
            "fixed_points": [{"practising": point.level, "stable": point.stable} for point in self.points],
            "critical_mass": self.critical_mass,
            "burning_level": self.burning_level,
            "dampness": self.dampness,
            "edge": self.edge,
            "course_end": self.end,
            "starts": None
            if starts is None
            else {
                "n": starts.n,
                "shares": list(STARTS),
                "burning": list(starts.burning),
                "half_burn_from": [None if np.isnan(end) else end for end in starts.simulated],
                "course_burns_from": None if np.isnan(starts.course) else starts.course,
            },
        }


def standing(scenario: Scenario, organisation: int = 0, population: Population | None = None) -> Standing:
    """Where an organisation stands.

    Args:
        scenario: any.
        organisation: which of its organisations.
        population: staff and ties; built from the scenario when left out.

    Raises:
        NetworkError: ties that cannot be built or read.
    """
    trust = scenario.trusts[organisation]
    people = population or build(trust, organisation, scenario.seed)
    field = mean_field(scenario, organisation, population=people)
    mixed = mixed_of(scenario, organisation, people)

    def alight(seasoning: float) -> bool:
        return dampness_of(scenario.changed(seasoning=seasoning), organisation, mixed) < 1.0

    return Standing(
        name=trust.name,
        people=len(people.staff),
        seasoning=trust.seasoning,
        trained=field.trained,
        points=field.points,
        critical_mass=field.critical_mass,
        burning_level=field.burning_level,
        dampness=field.dampness,
        edge=crossing(alight),
        dry=alight(0.0),
        end=course(scenario, organisation, mixed=mixed).final,
    )


def starts(
    scenario: Scenario,
    organisation: int,
    seeds: Sequence[int],
    *,
    keep: Path | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Starts:
    """Simulate starts of one organisation, alone, and take the means through the same.

    Args:
        scenario: of which everything holds but who is trained and when.
        organisation: which of its organisations.
        seeds: shared by all starts.
        keep, threads, progress: as of `experiments.arms.run_arms`.
    """
    arms = [Arm(f"{share:g}", start(scenario, organisation, share), seeds, ending) for share in STARTS]
    seen = run_arms(arms, keep, threads=threads, progress=progress)
    burning = np.array([seen[arm.name]["burning"] for arm in arms])
    mixed = mixed_of(arms[0].scenario, 0)

    def burns(share: float) -> bool:
        return course(start(scenario, organisation, share), 0, mixed=mixed).final > BURNS_ABOVE

    return Starts(half_burns(STARTS, burning), _from(burns), tuple(burning.mean(axis=1).tolist()), len(seeds))


def start(scenario: Scenario, organisation: int, share: float) -> Scenario:
    """The organisation alone, with a share of its staff lit in week 0 and nobody trained later."""
    lit = {"volume": share, "cohorts": 1, "start": 0, "end": None, "effect": 1, "choose": "random", "people": ()}
    given = scenario.model_dump(exclude_unset=True)
    given.pop("organisations", None)
    if scenario.organisations:
        given |= scenario.organisations[organisation].model_dump(exclude_unset=True)
    return Scenario(**given).changed(programme=lit)


def _from(burns: Callable[[float], bool]) -> float:
    low, high = STARTS[0], STARTS[-1]
    if burns(low) or not burns(high):
        return float("nan")
    while high > 1.02 * low:
        middle = sqrt(low * high)
        low, high = (low, middle) if burns(middle) else (middle, high)
    return sqrt(low * high)
