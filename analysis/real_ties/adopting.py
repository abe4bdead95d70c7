"""Our model on real ties with one external firelighter: does it adopt in the order in which people did?

Everyone has heard of what is new from the start (knowledge 1, nobody practising) and lives under the same outside
heat, the firelighter's (a sales force, a campaign): coaching of all, to the end. Adopting is the first week of
practising. The ties are those of the file, and talk spaces stay within a group. One number is chosen to fit the
curve of adoption: the firelighter's strength, of `STRENGTHS`. Then each person's mean simulated time is held
against the observed one, within groups.

A null that is blind to ties: the same predictions, shuffled among people of a group. That is the same as running the
model on ties shuffled so, since people differ in nothing but their ties. Bass (1969) fitted to the curve is blind to
them, too: it gives everyone the same chances, so no order at all; it is the curve to beat.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import RESAMPLES, Interval
from analysis.real_ties.association import Column, Tested, correlation, permuted, ranks, within
from analysis.real_ties.data import Adoption, DataSet
from experiments.arms import Arm, run_arms
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.steps.measures import PRACTISING

STRENGTHS: Final = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0)
WEEKS: Final = 52
PERIODS: Final = 12
"""Weeks, and periods of the file (months), in a year."""


@dataclass(frozen=True, eq=False)
class Adopting:
    """Observed and simulated adoption.

    Attributes:
        strength: of the firelighter, as chosen.
        observed, simulated, bass: shape (periods,), share adopted by the end of each period.
        p, q: of the Bass curve fitted, a period.
        misfit: root mean square difference of simulated and observed; `bass_misfit` of Bass.
        agreement: rank correlation of simulated with observed times within groups, with the null blind to ties.
        over_seeds: the same with its 95 % bootstrap interval over seeds.
        seeds: n runs.
    """

    strength: float
    observed: Column
    simulated: Column
    bass: Column
    p: float
    q: float
    misfit: float
    bass_misfit: float
    agreement: Tested
    over_seeds: Interval
    seeds: int


def adopting(
    data: DataSet,
    scenario: Scenario,
    layer: str,
    seeds: Sequence[int],
    times: int,
    *,
    keep: Path | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Adopting:
    """Run the model on a data set that has adoption.

    Args:
        data: with its adoption.
        scenario: whose rules, seasoning and antecedents hold.
        layer: of the file, which makes the ties.
        seeds: of the runs at each strength.
        times: shuffles.
        keep, threads, progress: as of `experiments.arms.run_arms`.
    """
    seen_of = data.adoption
    assert seen_of is not None
    arms = [
        Arm(
            f"{strength:g}",
            lit_from_outside(data, scenario, layer, seen_of.periods, strength),
            seeds,
            partial(first_weeks, ids=seen_of.ids),
            keep_states=True,
        )
        for strength in STRENGTHS
    ]
    found = run_arms(arms, keep, threads=threads, progress=progress)
    weeks = [np.stack([found[arm.name][name] for name in seen_of.ids], axis=1) for arm in arms]
    observed = curve(np.where(seen_of.adopted, seen_of.time, seen_of.periods + 1), seen_of.periods)
    curves = [curve(period_of(each), seen_of.periods) for each in weeks]
    misfits = [_misfit(each, observed) for each in curves]
    best = int(np.argmin(misfits))
    p, q = fit_bass(observed)
    fitted = bass(p, q, seen_of.periods)
    agreement, over_seeds = agrees(weeks[best], seen_of, times)
    return Adopting(
        STRENGTHS[best], observed, curves[best], fitted, p, q, misfits[best], _misfit(fitted, observed),
        agreement, over_seeds, len(seeds),
    )  # fmt: skip


def lit_from_outside(data: DataSet, scenario: Scenario, layer: str, periods: int, strength: float) -> Scenario:
    """Everyone knows, nobody practises, and the same outside heat comes to all."""
    weeks = -(-periods * WEEKS // PERIODS)
    return scenario.changed(
        network={"kind": "survey", "path": str(data.path.parent), "layer": layer},
        talk={"mix": 0.0},
        programme={"volume": 1.0, "cohorts": 1, "knowledge": 1.0, "effect": 0.0, "choose": "random"},
        support={"start": 0, "end": weeks, "strength": strength},
        workshops={"rate": 0.0},
        staffing={"turnover": 0.0},
        weeks=weeks,
    )


def period_of(weeks: Column) -> Column:
    """The period in which each week ends, both from 1: a week that ends with a period is its last."""
    return np.ceil(weeks * PERIODS / WEEKS)  # divided last: weeks / (52 / 12) puts week 65 into period 16


def first_weeks(run: Simulation, *, ids: tuple[str, ...]) -> Mapping[str, float]:
    """The first week in which each person practised, from 1; one more than all weeks for who never did."""
    lit = (run._world.record.states & PRACTISING) != 0
    first = np.where(lit.any(axis=0), lit.argmax(axis=0) + 1, len(lit) + 1)
    row = {name: at for at, name in enumerate(run.populations[0].staff.names)}
    return {name: float(first[row[name]]) if name in row else float(len(lit) + 1) for name in ids}


def agrees(weeks: NDArray[np.float64], seen: Adoption, times: int) -> tuple[Tested, Interval]:
    """Rank correlation of mean simulated weeks, shape (n, N), with observed times, within groups."""
    observed = within(ranks(seen.time.astype(np.float64)), seen.group)

    def of(mean: Column) -> float:
        return correlation(observed, within(ranks(mean), seen.group))

    mean = weeks.mean(axis=0)
    tested = permuted(lambda order: of(mean[order]), seen.group, times, len(mean))
    luck = np.random.default_rng(0)
    drawn = [of(weeks[luck.integers(0, len(weeks), len(weeks))].mean(axis=0)) for _ in range(RESAMPLES // 4)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return tested, Interval(tested.value, float(low), float(high))


def curve(period: NDArray[np.float64] | NDArray[np.int64], periods: int) -> Column:
    """Share adopted by the end of each period, over all people (and runs)."""
    shares: Column = np.array([np.mean(period <= each) for each in range(1, periods + 1)])
    return shares


def bass(p: float, q: float, periods: int) -> Column:
    """Bass 1969 [L], in closed form: (1 − e^(−(p + q)t)) / (1 + (q/p)·e^(−(p + q)t))."""
    fading = np.exp(-(p + q) * np.arange(1, periods + 1))
    shares: Column = (1.0 - fading) / (1.0 + q / p * fading)
    return shares


def fit_bass(observed: Column) -> tuple[float, float]:
    """P and q by least squares, on finer and finer grids."""
    low, high = np.array([1e-4, 0.0]), np.array([0.5, 1.0])
    best = (0.1, 0.1)
    for _ in range(6):
        points = [
            (_misfit(bass(p, q, len(observed)), observed), p, q)
            for p in np.linspace(low[0], high[0], 21)
            for q in np.linspace(low[1], high[1], 21)
        ]
        _, *where = min(points)
        best, step = (float(where[0]), float(where[1])), (high - low) / 10.0
        low, high = np.maximum((1e-4, 0.0), best - step), best + step
    return best


def _misfit(one: Column, other: Column) -> float:
    return float(np.sqrt(np.mean((one - other) ** 2)))
