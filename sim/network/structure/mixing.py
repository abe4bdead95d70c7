"""Mixing: whether people name others of their own group (unit, profession) or of other ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.compiled import compiled
from sim.errors import NetworkError
from sim.network.structure.arcs import Arcs, ratio
from sim.network.structure.labels import groups


@dataclass(frozen=True)
class EITest:
    """An E-I index beside what chance gives the same arcs and the same labels.

    Attributes:
        index: the E-I index; NaN when no arc has a known label at both ends, and then all else too.
        expected: its exact mean when labels are shuffled over people.
        low, high: the middle 95 % of the shuffled ones.
        p: how often shuffling leaves an index at least as far from `expected`, either side;
            (1 + times) / (1 + permutations), so never 0.
        permutations: how many shuffles were drawn.
        seed: what they were drawn with.
    """

    index: float
    expected: float
    low: float
    high: float
    p: float
    permutations: int
    seed: int


def ei_index(arcs: Arcs, label: ArrayLike) -> float:
    """The E-I index by a label: (E − I) / (E + I), with E arcs between groups and I arcs within them.

    From −1 (all within) to 1 (all between); NaN without arcs. Each arc counts, so a reciprocal dyad counts
    twice. Arcs of people whose label is below 0 (not known) are left out.

    Source: Krackhardt & Stern 1988, "Informal networks and organizational crises", Social Psychology
    Quarterly 51 [L].
    """
    group = groups(label, arcs.people)
    source, target = _labelled(arcs, group)
    return _index(_between(source, target, group), len(source))


def ei_test(arcs: Arcs, label: ArrayLike, permutations: int = 999, seed: int = 0) -> EITest:
    """The E-I index with a permutation test: labels shuffled over the people who have one, arcs kept.

    With n_g people in group g and n in all, two different people fall in unlike groups with chance
    1 − Σ n_g(n_g − 1) / (n(n − 1)), from which `expected` follows exactly.

    Source: one added to both counts after Phipson & Smyth 2010, "Permutation p-values should never be
    zero", Statistical Applications in Genetics and Molecular Biology 9 [R].

    Raises:
        NetworkError: fewer than one permutation.
    """
    if permutations < 1:
        raise NetworkError(f"a permutation test needs at least one permutation; {permutations} were asked for")
    group = groups(label, arcs.people)
    source, target = _labelled(arcs, group)
    total = len(source)
    if total == 0:
        nan = float("nan")
        return EITest(nan, nan, nan, nan, nan, permutations, seed)
    known = np.flatnonzero(group >= 0)
    size = np.bincount(group[known])
    mean = total * (1 - float((size * (size - 1)).sum()) / (len(known) * (len(known) - 1)))
    rng, shuffled = np.random.default_rng(seed), group.copy()
    counts = np.empty(permutations, dtype=np.int64)
    for turn in range(permutations):
        shuffled[known] = rng.permutation(group[known])
        counts[turn] = _between(source, target, shuffled)
    seen = _between(source, target, group)
    as_far = int(np.count_nonzero(np.abs(counts - mean) >= abs(seen - mean) - 1e-9))
    low, high = np.quantile(counts, (0.025, 0.975))
    return EITest(
        index=_index(seen, total),
        expected=_index(mean, total),
        low=_index(float(low), total),
        high=_index(float(high), total),
        p=(1 + as_far) / (1 + permutations),
        permutations=permutations,
        seed=seed,
    )


def _labelled(arcs: Arcs, group: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The arcs between people with known labels."""
    known = (group[arcs.source] >= 0) & (group[arcs.target] >= 0)
    return arcs.source[known], arcs.target[known]


def _index(between: float, total: int) -> float:
    """(E − I) / (E + I), from E and E + I."""
    return ratio(2 * between - total, total)


@compiled
def _between(source: NDArray[np.int32], target: NDArray[np.int32], group: NDArray[np.int64]) -> int:
    """How many arcs join unlike groups."""
    count = 0
    for arc in range(len(source)):
        count += group[source[arc]] != group[target[arc]]
    return count
