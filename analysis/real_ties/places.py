"""Where on real ties training goes furthest: one small cohort, chosen by list, beside one chosen at random.

The cohort is a tenth of the people, at least three. Hubs: who has most partners. Brokers: who stands most often in
open two-paths between others (Gould & Fernandez 1989 [L], all roles). A unit: those of it with most partners inside the
cohort's size; units too small to fill a cohort are passed over and told. All arms share their luck.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.findings import Finding, difference, share
from analysis.intervals import Interval, paired_difference
from analysis.patterns.observe import ending
from analysis.real_ties.data import DataSet
from analysis.theory import MeanField, mean_field
from experiments.arms import Arm, run_arms
from sim.network.build import build
from sim.network.structure import Arcs
from sim.network.structure.brokerage import brokerage
from sim.network.structure.degree import degrees
from sim.outcome import OUT_BELOW
from sim.scenario import Scenario

COHORT: Final = 0.1
LEAST: Final = 3
RANDOM: Final = "random"


@dataclass(frozen=True, eq=False)
class Place:
    """One place to train.

    Attributes:
        name: "random", "hubs", "brokers" or "unit …".
        practising: mean share practising at the end, over runs.
        burning: share of runs that burn, with its interval.
        beyond: practising less that of random, paired; None of random itself.
        among: the same with an interval that holds of all places of a data set at once, as the best and the worst are
            picked from them.
    """

    name: str
    practising: float
    burning: Finding
    beyond: Finding | None
    among: Interval | None


@dataclass(frozen=True, eq=False)
class Places:
    """All places of a data set, best first.

    Attributes:
        name, people: of the data set.
        cohort: people trained.
        seasoning: of the organisation.
        theory: where it stands, with that many trained.
        places: best first.
        passed: units with fewer people than the cohort.
        seeds: n runs each.
    """

    name: str
    people: int
    cohort: int
    seasoning: float
    theory: MeanField
    places: tuple[Place, ...]
    passed: tuple[str, ...]
    seeds: int

    @property
    def said(self) -> str:
        """Which is best and worst, and whether either is told from random."""
        if all(place.practising < OUT_BELOW and place.burning.found.value == 0 for place in self.places):
            return "All fires go out, wherever the cohort is trained: no place is better than another."
        best, worst = self.places[0], self.places[-1]
        sure = [_sure(place) for place in (best, worst) if place.among is not None]
        told = " and ".join(words for words in sure if words)
        ends = f"Best: {best.name} ({100 * best.practising:.0f} % practise at the end); "
        ends += f"worst: {worst.name} ({100 * worst.practising:.0f} %). "
        many = f"as one of {len(self.places) - 1} compared"
        return ends + (f"{told}, {many}." if told else f"Neither is told from a cohort drawn at random, {many}.")


def signed(difference: float) -> str:
    """Points of a hundred with their sign: "−3"."""
    return f"{0.0 + round(100 * difference):+.0f}".replace("-", "−")


def _sure(place: Place) -> str:
    assert place.among is not None
    value, low, high = place.among
    if low > 0 or high < 0:
        side = "more" if value > 0 else "less"
        return f"{place.name} {abs(100 * value):.0f} points {side} than random ({signed(low)} to {signed(high)})"
    return ""


def places(
    data: DataSet,
    scenario: Scenario,
    seeds: Sequence[int],
    *,
    keep: Path | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Places:
    """Train one small cohort at each place, and rank the places.

    Args:
        data: real ties, as they stand (of several layers, those of the reader's first choice).
        scenario: whose rules, context and weeks hold; trained in week 0.
        seeds: of each arm.
        keep, threads, progress: as of `experiments.arms.run_arms`.
    """
    arms, passed, people = _arms(data, scenario, seeds)
    seen = run_arms(arms, keep, threads=threads, progress=progress)
    chance = seen[RANDOM]["practising"]
    ranked = sorted(arms, key=lambda arm: -float(seen[arm.name]["practising"].mean()))
    found = tuple(
        Place(
            arm.name,
            float(seen[arm.name]["practising"].mean()),
            share(f"{arm.name}: burning", seen[arm.name]["burning"]),
            None if arm.name == RANDOM else difference(f"{arm.name} − random", seen[arm.name]["practising"], chance),
            None
            if arm.name == RANDOM
            else paired_difference(seen[arm.name]["practising"], chance, among=len(arms) - 1),
        )
        for arm in ranked
    )
    random = next(arm.scenario for arm in arms if arm.name == RANDOM)
    cohort = round(random.programme.volume * people)
    return Places(data.name, people, cohort, scenario.seasoning, mean_field(random), found, tuple(passed), len(seeds))


def count_of_arms(data: DataSet, scenario: Scenario) -> int:
    """How many arms there are."""
    return len(_arms(data, scenario, (0,))[0])


def cohort_of(people: int) -> int:
    """How many are trained."""
    return min(people, max(LEAST, round(COHORT * people)))


def _arms(data: DataSet, scenario: Scenario, seeds: Sequence[int]) -> tuple[list[Arm], list[str], int]:
    on_ties = scenario.changed(network={"kind": "survey", "path": str(data.path.parent)})
    staff, ties = build(on_ties, 0, 0)
    people, size = len(staff), cohort_of(len(staff))
    arcs = Arcs.from_ties(ties, people, reported=False)
    partners = degrees(arcs)
    between = brokerage(arcs, staff.unit).roles.sum(axis=1)
    everyone = np.arange(people)
    lists = {"hubs": _most(partners, everyone, size), "brokers": _most(between, everyone, size)}
    passed = []
    for unit in range(staff.units) if staff.unit_names else ():
        rows = np.flatnonzero(staff.unit == unit)
        if len(rows) < size:
            passed.append(staff.unit_name(unit))
        else:
            lists[f"unit {staff.unit_name(unit)}"] = _most(partners, rows, size)
    trained = {"volume": size / people, "cohorts": 1, "start": 0}
    plain = on_ties.changed(programme={**trained, "choose": "random"})
    arms = [Arm(RANDOM, plain, seeds, ending)]
    for name, rows in lists.items():
        named = tuple(staff.names[row] for row in rows)
        chosen = on_ties.changed(programme={**trained, "choose": "list", "people": named})
        arms.append(Arm(name, chosen, seeds, ending))
    return arms, passed, people


def _most(values: NDArray[np.int64], rows: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The rows with the largest values; the lower row first where they are alike."""
    return rows[np.lexsort((rows, -values[rows]))][:size]
