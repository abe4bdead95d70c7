"""Sobol indices of groups of factors: how much of an outcome's variance each group is part of.

A group's total index is the share of variance that would remain, on average, were all but the group held. The
design is Saltelli's (SALib): blocks of points A, one for each group with that group's factors from B, and B. Points of
one block are to share their luck: then a total index tells what the group does, alone, with the other groups and
with luck, and what luck does alone is in none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from SALib.analyze.sobol import analyze
from SALib.sample.sobol import sample

from analysis.intervals import RESAMPLES, Z95, Interval

Points = NDArray[np.float64]

_SEED: Final = 20_220_208
"""Of the scrambling of the points and of the bootstrap."""


@dataclass(frozen=True)
class Design:
    """Points at which an outcome is to be known.

    Attributes:
        groups: names of the factors of each group, all different.
        bounds: lower and upper bound of every factor.
        blocks: how many blocks of points, a power of two.
    """

    groups: Mapping[str, Sequence[str]]
    bounds: tuple[float, float]
    blocks: int

    @property
    def factors(self) -> list[str]:
        """All factors, in the order of the columns of `points`."""
        return [factor for group in self.groups.values() for factor in group]

    @property
    def block(self) -> int:
        """Points in a block."""
        return len(self.groups) + 2

    @cached_property
    def points(self) -> Points:
        """Shape (blocks × block, factors), evenly spread between the bounds, block after block."""
        found: Points = sample(self._problem, self.blocks, calc_second_order=False, seed=_SEED)
        return found

    @property
    def _problem(self) -> dict[str, object]:
        """What SALib calls it."""
        owner = [group for group, factors in self.groups.items() for _ in factors]
        bounds = [list(self.bounds) for _ in owner]
        return {"num_vars": len(owner), "names": self.factors, "groups": owner, "bounds": bounds}


@dataclass(frozen=True, eq=False)
class Totals:
    """Total indices of the groups of a design.

    Attributes:
        index: of each group, with its 95 % interval.
        resampled: of each group, shape (resamples,): its index in each resample of blocks.
    """

    index: Mapping[str, Interval]
    resampled: Mapping[str, NDArray[np.float64]]

    def less(self, one: str, other: str) -> Interval:
        """The index of one group less that of another, with its 95 % interval."""
        return _about(self.index[one].value - self.index[other].value, self.resampled[one] - self.resampled[other])


def totals(design: Design, outcome: ArrayLike) -> Totals:
    """The total indices.

    Args:
        design: with its points.
        outcome: shape (points,), what came out at each.

    Returns:
        NaNs where the outcome is everywhere the same.
    """
    values = np.asarray(outcome, dtype=np.float64)
    names = list(design.groups)
    if np.ptp(values) == 0:
        unknown = np.full(RESAMPLES, nan)
        return Totals(dict.fromkeys(names, Interval(nan, nan, nan)), dict.fromkeys(names, unknown))
    found = analyze(
        design._problem,
        values,
        calc_second_order=False,
        num_resamples=RESAMPLES,
        keep_resamples=True,
        seed=_SEED,
    )
    resampled = dict(zip(names, found["ST_conf_all"].T, strict=True))
    index = {name: _about(float(value), resampled[name]) for name, value in zip(names, found["ST"], strict=True)}
    return Totals(index, resampled)


def _about(value: float, resampled: NDArray[np.float64]) -> Interval:
    """A value and SALib's interval about it: 1.96 standard deviations of its resamples."""
    half = Z95 * float(resampled.std(ddof=1))
    return Interval(value, value - half, value + half)
