"""Approximate Bayesian computation by population Monte Carlo, for any distance.

Particles are drawn from an even prior over a box; from one generation to the next the largest distance that is
accepted falls to a quantile of those of the generation before, new particles are moved copies of accepted ones,
and weights undo that choice (Beaumont, Cornuet, Marin & Robert 2009, Biometrika 96, 983-990; the kernel has
twice the weighted covariance, Filippi et al. 2013) [R].

Everything is drawn from (seed, generation, number), so a search that is killed goes on exactly where it was: every
distance that was found is a line of a file.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.book import Book, kept_lines

Values = NDArray[np.float64]
Distance = Callable[[Values, float], tuple[float, dict[str, float]]]
"""From values and the largest distance of interest to the distance and what was seen; a distance beyond the
largest of interest need only be shown to be so."""


@dataclass(frozen=True, eq=False)
class Generation:
    """The particles accepted in one generation.

    Attributes:
        tolerance: the largest distance accepted.
        values: shape (particles, dimensions).
        weights: shape (particles,), sum 1.
        distances: shape (particles,).
        tried: how many were tried for them.
    """

    tolerance: float
    values: Values
    weights: Values
    distances: Values
    tried: int


@dataclass(frozen=True)
class Search:
    """How to search.

    Attributes:
        low, high: shape (dimensions,), the box of the even prior.
        particles: accepted in each generation.
        quantile: of a generation's distances that the next must keep within.
        goal: the tolerance at which the search is done.
        most: generations at most.
        seed: of all draws.
        start: values whose surroundings (a tenth of the box) half of the first generation is drawn from; left
            out, all are drawn from the prior. The weights of the first generation undo this.
        made_by: what made the distances, such as a digest of the model; those of another maker are found anew.
    """

    low: Values
    high: Values
    particles: int = 60
    quantile: float = 0.4
    goal: float = 0.0
    most: int = 20
    seed: int = 0
    start: Values | None = None
    made_by: str = ""

    _SPREAD: Final = 0.1


def search(
    how: Search, distance: Distance, keep: Path | None = None, tell: Callable[[Generation], None] | None = None
) -> list[Generation]:
    """Run generations until the goal is met.

    Args:
        how: the search.
        distance: of some values from the target.
        keep: a file with what was found before; what is in it is not computed again.
        tell: called after each generation.

    Returns:
        The generations; the last meets the goal unless `how.most` was reached.
    """
    with Book(keep) as book:
        known = _Known(keep, book, how.made_by)
        generations = [_first(how, distance, known)]
        if tell:
            tell(generations[0])
        while generations[-1].tolerance > how.goal and len(generations) < how.most:
            before = generations[-1]
            tolerance = max(how.goal, float(np.quantile(before.distances, how.quantile)))
            generations.append(_next(how, distance, known, before, tolerance, len(generations)))
            if tell:
                tell(generations[-1])
    return generations


def sieve(how: Search, before: Generation, index: int, distance: Distance, keep: Path | None = None) -> Generation:
    """Of a generation those that a stricter distance, such as one with more seeds, also finds within the goal.

    Args:
        how: the search.
        before: the generation to be sieved.
        index: the number of the new one.
        distance: stricter.
        keep: the file of the search.
    """
    with Book(keep) as book:
        known = _Known(keep, book, how.made_by)
        found = np.array([known.find(index, n, value, how.goal, distance) for n, value in enumerate(before.values)])
    kept = found <= how.goal
    weights = before.weights[kept] / max(before.weights[kept].sum(), 1e-300)
    return Generation(how.goal, before.values[kept], weights, found[kept], len(found))


def _first(how: Search, distance: Distance, known: "_Known") -> Generation:
    """The first generation: everything drawn is accepted."""
    drawn = np.array([_from_prior(how, number) for number in range(how.particles)])
    found = np.array([known.find(0, n, value, np.inf, distance) for n, value in enumerate(drawn)])
    weights = 1.0 / np.array([_density(how, value) for value in drawn])
    return Generation(float(found.max()), drawn, weights / weights.sum(), found, how.particles)


def _from_prior(how: Search, number: int) -> Values:
    random = np.random.default_rng([how.seed, 0, number])
    if how.start is None or number % 2 == 0:
        return how.low + (how.high - how.low) * random.random(len(how.low))
    while True:
        value = how.start + how._SPREAD * (how.high - how.low) * random.standard_normal(len(how.low))
        if _inside(how, value):
            return np.asarray(value)


def _density(how: Search, value: Values) -> float:
    """How readily the first generation draws a value, beside the even prior (the truncation's factor left out)."""
    if how.start is None:
        return 1.0
    size = how.high - how.low
    z = (value - how.start) / (how._SPREAD * size)
    near = float(np.exp(-0.5 * z @ z) / np.prod(np.sqrt(2 * np.pi) * how._SPREAD))
    return 0.5 + 0.5 * near


def _next(
    how: Search, distance: Distance, known: "_Known", before: Generation, tolerance: float, index: int
) -> Generation:
    spread = np.cov(before.values.T, aweights=before.weights) * 2.0
    spread = np.atleast_2d(spread) + 1e-10 * np.diag((how.high - how.low) ** 2)
    root, inverse = np.linalg.cholesky(spread), np.linalg.inv(spread)
    values, distances, weights = [], [], []
    for tried, value in _moved(how, before, root, index):
        found = known.find(index, tried, value, tolerance, distance)
        if found <= tolerance:
            apart = before.values - value
            kernel = np.exp(-0.5 * np.einsum("ij,jk,ik->i", apart, inverse, apart))
            values.append(value)
            distances.append(found)
            weights.append(1.0 / float(before.weights @ kernel))
            if len(values) == how.particles:
                break
    total = np.array(weights)
    return Generation(tolerance, np.array(values), total / total.sum(), np.array(distances), tried + 1)


def _moved(how: Search, before: Generation, root: Values, index: int) -> Iterator[tuple[int, Values]]:
    """Moved copies of the particles before, inside the box, numbered."""
    number = 0
    while True:
        random = np.random.default_rng([how.seed, index, number])
        while True:
            chosen = before.values[random.choice(len(before.values), p=before.weights)]
            value = chosen + root @ random.standard_normal(len(how.low))
            if _inside(how, value):
                break
        yield number, value
        number += 1


def _inside(how: Search, value: Values) -> bool:
    return bool(np.all(value >= how.low) and np.all(value <= how.high))


class _Known:
    """Distances found, each kept in a book; those that stand there already are not found again."""

    def __init__(self, keep: Path | None, book: Book, made_by: str) -> None:
        rows = (row for row in kept_lines(keep) if {"generation", "number", "distance"} <= row.keys())
        self._known = {(row["generation"], row["number"]): row for row in rows}
        self._book, self._made_by = book, made_by

    def find(self, generation: int, number: int, value: Values, most: float, distance: Distance) -> float:
        """The distance of a numbered particle, from the file where it stands there with the same values."""
        row = self._known.get((generation, number))
        same = {"values": value.tolist(), "most": _bound(most), "made_by": self._made_by}
        if row is not None and {name: row.get(name) for name in same} == same:
            return float(row["distance"])
        found, seen = distance(value, most)
        row = {"generation": generation, "number": number, **same}
        self._book.write({**row, "distance": found, "seen": seen})
        return found


def _bound(most: float) -> float | None:
    return None if np.isinf(most) else float(most)
