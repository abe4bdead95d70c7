"""Seasoning × wood: what became of simulated fires, and where theory draws the edge.

The simulated edge at a volume is the seasoning at which half of the runs burn; its distance from the theory's
is told in units of seasoning, with a bootstrap over seeds (a seed is one luck for the whole diagram).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import RESAMPLES, Interval
from analysis.theory.course import course_edge
from analysis.theory.field import edge
from experiments.run import cores
from sim.outcome import BURNS_ABOVE
from sim.scenario import Scenario
from sim.simulation import simulate

Column = NDArray[np.float64]

SEASONINGS: Final = tuple(round(0.45 + 0.025 * k, 3) for k in range(19))
VOLUMES: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
SEEDS: Final = tuple(range(10))


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
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Phase:
    """Run a scenario of one organisation at each seasoning and volume, with each seed.

    Args:
        scenario: antecedents that it gives itself stay as given.
        seasonings, volumes: rising.
        seeds: shared by all points, so that their luck is the same.
        threads: left out, one a core.
        progress: called with the number of runs done.
    """
    points = [(u, volume, seed) for u in seasonings for volume in volumes for seed in seeds]

    def final(point: tuple[float, float, int]) -> float:
        seasoning, volume, seed = point
        run = scenario.changed(seasoning=seasoning, programme={"volume": volume}, seed=seed)
        return simulate(run).outcomes()[0].practising

    found: list[float] = []
    with ThreadPoolExecutor(threads or cores()) as pool:
        for value in pool.map(final, points):
            found.append(value)
            if progress is not None:
                progress(len(found))
    shape = (len(seasonings), len(volumes), len(seeds))
    return Phase(scenario, tuple(seasonings), tuple(volumes), tuple(seeds), np.reshape(found, shape))


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


def half_burns(seasonings: Sequence[float], burning: Column, seed: int = 0) -> Interval:
    """The seasoning at which half of the runs burn, with its 95 % bootstrap interval over seeds.

    Args:
        seasonings: shape (A,), rising.
        burning: shape (A, n), 1 where a run burns; columns are seeds.
        seed: of the resampling.

    Returns:
        NaN where half is not crossed from below between the first seasoning and the last. A resample that does
        not cross it counts as the end it stops at; one that jumps from none to all between two seasonings lies
        anywhere between them.
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


def _half(seasonings: Sequence[float], share: Column, place: float = 0.5) -> float:
    """Where `share` last rises through one half; an end where it does not.

    Linear between two points, but where it jumps from none to all: then it may be anywhere, and `place` says where.
    """
    below = np.flatnonzero(share < 0.5)
    if not len(below):
        return float(seasonings[0])
    last = int(below[-1])
    if last == len(share) - 1:
        return float(seasonings[-1])
    before, after = share[last], share[last + 1]
    part = place if before == 0.0 and after == 1.0 else (0.5 - before) / (after - before)
    return float(seasonings[last] + part * (seasonings[last + 1] - seasonings[last]))


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
