"""Seasoning × wood: what became of simulated fires, and where theory draws the edge.

The simulated edge at a volume is the seasoning at which half of the runs burn; its distance from the theory's
is told in units of seasoning, with a bootstrap over seeds (a seed is one luck for the whole diagram).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import RESAMPLES, Interval
from analysis.patterns.edge import HALF, STEEP
from analysis.patterns.observe import ending
from analysis.theory.course import course_edge
from analysis.theory.field import edge
from experiments.arms import Arm, run_arms
from sim.outcome import BURNS_ABOVE
from sim.scenario import Scenario

Column = NDArray[np.float64]

SEASONINGS: Final = tuple(round(0.45 + 0.025 * k, 3) for k in range(19))
VOLUMES: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
SEEDS: Final = tuple(range(10))

CROSSING: Final = (
    "Theory tells a crossing, not a final state: the first seasoning, or share lit, from which on the course of the "
    "means ends the weeks of the scenario above one half. How high it burns, and what becomes of it later, it leaves "
    "open."
)
"""What an edge of theory is, beside each that is printed."""


@dataclass(frozen=True, eq=False)
class Phase:
    """Simulated fires over seasoning × volume.

    Attributes:
        scenario: what was varied.
        seasonings: shape (A,), rising.
        volumes: shape (B,), training places as a share of staff, rising.
        seeds: n of them.
        final: shape (A, B, n), mean share practising at the end of each run, as outcomes are taken.
    """

    scenario: Scenario
    seasonings: tuple[float, ...]
    volumes: tuple[float, ...]
    seeds: tuple[int, ...]
    final: Column

    @property
    def burning(self) -> Column:
        """Shape (A, B, n): 1 where a run burns at its end."""
        return (self.final > BURNS_ABOVE).astype(np.float64)


@dataclass(frozen=True)
class Edges:
    """Where the edge lies at each volume, in seasoning; NaN where it does not lie between the ends looked at.

    Attributes:
        volumes: training places as a share of staff.
        fold: theory: below it nothing but "out" stays.
        course: theory: from it on the course of the means ends above one half.
        simulated: half of the runs burn, with 95 % interval.
        distance: simulated − course, with 95 % interval.
    """

    volumes: tuple[float, ...]
    fold: tuple[float, ...]
    course: tuple[float, ...]
    simulated: tuple[Interval, ...]
    distance: tuple[Interval, ...]


def run_phase(
    scenario: Scenario,
    seasonings: Sequence[float] = SEASONINGS,
    volumes: Sequence[float] = VOLUMES,
    seeds: Sequence[int] = SEEDS,
    *,
    keep: Path | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Phase:
    """Run a scenario of one organisation at each seasoning and volume, with each seed.

    Args:
        scenario: antecedents that it gives itself stay as given.
        seasonings, volumes: rising.
        seeds: shared by all points, so that their luck is the same.
        keep: a file that keeps finished runs, so that a diagram that is stopped goes on where it was.
        threads: left out, one a core.
        progress: called with the number of runs done.

    Raises:
        FirewoodError: ties that cannot be built or read; a file that cannot be written.
    """
    arms = [
        Arm(f"{u:g} {volume:g}", scenario.changed(seasoning=u, programme={"volume": volume}), seeds, ending)
        for u in seasonings
        for volume in volumes
    ]
    seen = run_arms(arms, keep, threads=threads, progress=progress)
    final = np.array([seen[arm.name]["practising"] for arm in arms])
    shape = (len(seasonings), len(volumes), len(seeds))
    return Phase(scenario, tuple(seasonings), tuple(volumes), tuple(seeds), final.reshape(shape))


def edges(phase: Phase) -> Edges:
    """The simulated and theoretical edges of a diagram, and how far they lie apart."""
    fold, mean = [], []
    for volume in phase.volumes:
        scenario = phase.scenario.changed(programme={"volume": volume})
        fold.append(_number(edge(scenario)))
        mean.append(_number(course_edge(scenario)))
    simulated = [half_burns(phase.seasonings, phase.burning[:, row]) for row in range(len(phase.volumes))]
    distance = [Interval(*(end - theory for end in sure)) for sure, theory in zip(simulated, mean, strict=True)]
    return Edges(phase.volumes, tuple(fold), tuple(mean), tuple(simulated), tuple(distance))


def table(phase: Phase, found: Edges) -> str:
    """The edges as a table in Markdown, as `docs/theory.md` has it."""
    rows = [
        f"| {100 * volume:g} % | {number(fold)} | {number(mean)} | {number(sure.value)} "
        f"| {told(off) if off.value == off.value else '–'} |"
        for volume, fold, mean, sure, off in zip(
            found.volumes, found.fold, found.course, found.simulated, found.distance, strict=True
        )
    ]
    heading = "| wood | fold | course | half of the runs burn | simulated − course |"
    return "\n".join([heading, "|---|---|---|---|---|", *rows]) + "\n"


def number(value: float) -> str:
    """A seasoning or share as ".713"; a dash where there is none."""
    return "–" if value != value else f"{value:.3f}".removeprefix("0")


def told(distance: Interval) -> str:
    """A distance in seasoning with its interval: "+0.020 (−0.010 to +0.040)"."""
    value, low, high = (f"{0.0 + round(end, 3):+.3f}".replace("-", "−") for end in distance)
    return f"{value} ({low} to {high})"


def half_burns(seasonings: Sequence[float], burning: Column, seed: int = 0) -> Interval:
    """The seasoning at which half of the runs burn, with its 95 % bootstrap interval over seeds.

    Args:
        seasonings: shape (A,), rising.
        burning: shape (A, n), 1 where a run burns; columns are seeds.
        seed: of the resampling.

    Returns:
        NaN where half is not crossed from below between the first seasoning and the last. A resample that does
        not cross it counts as the end it stops at; one that rises by more than half from one seasoning to the next
        lies anywhere between them.
    """
    luck = np.random.default_rng(seed)
    rows = luck.integers(0, burning.shape[1], (RESAMPLES, burning.shape[1]))
    places = luck.random(RESAMPLES)
    again = [
        _half(seasonings, burning[:, columns].mean(axis=1), place) for columns, place in zip(rows, places, strict=True)
    ]
    value = _half(seasonings, burning.mean(axis=1))
    if not seasonings[0] < value < seasonings[-1]:
        return Interval(float("nan"), float("nan"), float("nan"))
    low, high = np.percentile(again, (2.5, 97.5))
    return Interval(value, float(low), float(high))


def _half(seasonings: Sequence[float], share: Column, place: float | None = None) -> float:
    """Where `share` last rises through one half; an end where it does not.

    Linear between two points, but where it rises by more than half: then it may be anywhere, and `place` says where.
    """
    below = np.flatnonzero(share < HALF)
    if not len(below):
        return float(seasonings[0])
    last = int(below[-1])
    if last == len(share) - 1:
        return float(seasonings[-1])
    before, after = share[last], share[last + 1]
    part = (HALF - before) / (after - before) if place is None or after - before <= STEEP else place
    return float(seasonings[last] + part * (seasonings[last + 1] - seasonings[last]))


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
