"""Approximate Bayesian computation by sequential Monte Carlo, for any simulator.

The first generation is drawn from the prior. Each next one accepts what lies within a quantile of the distances
of the one before, among moved copies of its particles; weights undo that particles were moved and not drawn
(Toni, Welch, Strelkowa, Ipsen & Stumpf 2009, J R Soc Interface 6, 187-202; adaptive kernel and weights: Beaumont,
Cornuet, Marin & Robert 2009, Biometrika 96, 983-990).

It works in the unit cube, where the prior is even; `analysis.fitting.free` gives each coordinate its parameter.
Every draw is a function of (seed, generation, number of the candidate), and how many candidates are tried depends
on distances alone. So a search that is killed and begun again comes to the same posterior, bit for bit, wherever
its distances come from; what runs them need only give the same distance again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.fitting.distance import NoDistanceError
from analysis.fitting.kernel import KERNELS, Kernel

Values = NDArray[np.float64]
Seeds = NDArray[np.int64]

_PLACE, _LUCK = 0, 1
"""Streams of draws of a candidate: where it lies, and the seed of its first run."""


class Batch(NamedTuple):
    """Candidates to be simulated.

    Attributes:
        generation: their generation, from 0.
        number: of the batch in it, from 0.
        unit: shape (B, d), places in the unit cube.
        seeds: shape (B,), of the first run of each; of run r it is r more.
    """

    generation: int
    number: int
    unit: Values
    seeds: Seeds


Evaluate = Callable[[Batch], Values]
"""The distances of a batch, shape (B, R), R runs a candidate; infinite where a run gave none."""


@dataclass(frozen=True)
class How:
    """How to search.

    Attributes:
        dimensions: d, how many parameters are free.
        particles: accepted in each generation.
        generations: at most.
        quantile: of the accepted distances that the next generation must keep within.
        goal: the tolerance at which the search is done.
        rate: the least share of candidates that must be accepted; a generation below it is given up.
        kernel: "global" or "local" (`analysis.fitting.kernel`).
        seed: of all draws.
    """

    dimensions: int
    particles: int = 100
    generations: int = 6
    quantile: float = 0.5
    goal: float = 0.0
    rate: float = 0.02
    kernel: str = "global"
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Generation:
    """The particles accepted in one generation.

    Attributes:
        index: from 0.
        tolerance: the largest distance accepted.
        unit: shape (N, d), in the unit cube.
        weights: shape (N,), sum 1.
        seeds: shape (N,), of the first run of each.
        distances: shape (N, R), of all runs, also of those beyond the tolerance.
        tried: how many candidates were tried for them.
    """

    index: int
    tolerance: float
    unit: Values
    weights: Values
    seeds: Seeds
    distances: Values
    tried: int

    @property
    def effective(self) -> float:
        """The effective sample size, 1 / Σ w²: how many equally weighted particles would say as much."""
        return float(1.0 / np.sum(self.weights**2))

    @property
    def digest(self) -> str:
        """A digest of all of it: 16 hex digits."""
        parts = (self.unit, self.weights, self.seeds, self.distances)
        return sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in parts)).hexdigest()[:16]


class Found(NamedTuple):
    """All generations, and why there are no more."""

    generations: tuple[Generation, ...]
    ended: str


def search(how: How, evaluate: Evaluate, tell: Callable[[Generation], None] | None = None) -> Found:
    """Run generations until one of the ends in `how` is reached.

    Args:
        how: the search.
        evaluate: simulates a batch.
        tell: called after each generation.

    Returns:
        At least one generation.

    Raises:
        NoDistanceError: no candidate of the prior gave a finite distance.
    """
    done: list[Generation] = []
    ended = f"{how.generations} generations"
    while len(done) < how.generations:
        tolerance = np.inf if not done else max(how.goal, next_tolerance(done[-1], how.quantile))
        if done and tolerance >= done[-1].tolerance:
            ended = f"no candidate came closer than {tolerance:.3g}"
            break
        found = _generation(how, evaluate, len(done), tolerance, done[-1] if done else None)
        if found is None:
            if not done:
                raise NoDistanceError("no candidate drawn from the prior gave a distance")
            ended = f"within {tolerance:.3g} fewer than {how.rate:.0%} of the candidates were accepted"
            break
        done.append(found)
        if tell is not None:
            tell(found)
        if found.tolerance <= how.goal:
            ended = f"the goal, {how.goal:g}, was met"
            break
    return Found(tuple(done), ended)


def one_by_one(simulate: Callable[[Values, int], float], replicates: int = 1) -> Evaluate:
    """A batch simulated run by run.

    Args:
        simulate: from a place in the unit cube, shape (d,), and a seed to a distance.
        replicates: runs a candidate.
    """

    def evaluate(batch: Batch) -> Values:
        pairs = zip(batch.unit, batch.seeds.tolist(), strict=True)
        return np.array([[simulate(place, seed + run) for run in range(replicates)] for place, seed in pairs])

    return evaluate


def weighted_quantile(values: Values, weights: Values, share: float) -> float:
    """The smallest value at which the weights of it and of all below add up to a share of their sum."""
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    place = np.searchsorted(total, share * total[-1] * (1 - 1e-12))
    return float(values[order][min(int(place), len(order) - 1)])


def next_tolerance(before: Generation, quantile: float) -> float:
    """The weighted quantile of the distances that were accepted; the runs of a particle share its weight."""
    within = before.distances <= before.tolerance
    share = before.weights[:, None] * within / within.sum(axis=1, keepdims=True)
    return weighted_quantile(before.distances[within], share[within], quantile)


def _generation(
    how: How, evaluate: Evaluate, index: int, tolerance: float, before: Generation | None
) -> Generation | None:
    """The first candidates, in order of their numbers, that are accepted; None where these are too few."""
    kernel = None if before is None else KERNELS[how.kernel](before.unit, before.weights)
    unit, seeds, distances = np.empty((0, how.dimensions)), np.empty(0, dtype=np.int64), None
    number, accepted = 0, np.empty(0, dtype=np.intp)
    while len(accepted) < how.particles:
        if len(unit) * how.rate >= max(how.particles, 1):
            return None
        count = _next_size(how.particles, len(unit), len(accepted))
        batch = _drawn(how, kernel, index, number, range(len(unit), len(unit) + count))
        found = np.where(np.isfinite(given := evaluate(batch)), given, np.inf)
        unit, seeds = np.concatenate([unit, batch.unit]), np.concatenate([seeds, batch.seeds])
        distances = found if distances is None else np.concatenate([distances, found])
        accepted = np.flatnonzero((distances <= tolerance).any(axis=1) & np.isfinite(distances).any(axis=1))
        number += 1
    assert distances is not None
    kept = accepted[: how.particles]
    mine = distances[kept]
    within = np.isfinite(mine) & (mine <= tolerance)
    log_weights = np.log(within.mean(axis=1)) - (0.0 if kernel is None else kernel.log_density(unit[kept]))
    weights = np.exp(log_weights - log_weights.max())
    reached = float(mine[within].max()) if np.isinf(tolerance) else tolerance
    return Generation(index, reached, unit[kept], weights / weights.sum(), seeds[kept], mine, int(kept[-1]) + 1)


def _next_size(wanted: int, tried: int, accepted: int) -> int:
    """How many candidates the next batch has: as many as the rate so far asks for, within bounds."""
    if not tried:
        return wanted
    lacking = (wanted - accepted) * tried / max(accepted, 1)
    return int(np.clip(np.ceil(lacking), np.ceil(wanted / 4), 4 * wanted))


def _drawn(how: How, kernel: Kernel | None, index: int, number: int, candidates: range) -> Batch:
    places = []
    for candidate in candidates:
        random = np.random.default_rng([how.seed, index, candidate, _PLACE])
        places.append(random.random(how.dimensions) if kernel is None else kernel.move(random))
    return Batch(index, number, np.array(places), np.array([_luck(how.seed, index, each) for each in candidates]))


def _luck(seed: int, index: int, candidate: int) -> int:
    """A seed of 53 bits: each candidate has luck of its own, as a likelihood wants."""
    words = np.random.SeedSequence([seed, index, candidate, _LUCK]).generate_state(1, np.uint64)
    return int(words[0] >> np.uint64(_SHIFT))


_SHIFT: Final = 11
