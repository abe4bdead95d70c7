"""Gives a null model its best chance: its free values are searched on the calibrated patterns.

What is sought is as in calibration: first as many judged findings of patterns 1, 2, 3 and 8 as can hold, then the least
distance, the sum of what is missing to those that do not; and among those to which nothing is missing, an edge well
inside its bounds. The search is SciPy's differential evolution, seeded, on the logarithm of each value, from a start
reasoned by hand; few runs an arm, as the best is scored again with all of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isnan
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from scipy.optimize import differential_evolution

from analysis.findings import Finding
from analysis.nulls.course import Null
from analysis.nulls.runner import run_arms_with
from analysis.patterns import p01_damp_dies, p02_outlives_support, p03_edge_inside, p08_talk_keeps_alive
from analysis.patterns.edge import edge_arms, edge_of
from analysis.patterns.pattern import Pattern, Setting

Missing = Callable[[float], float]
"""How far a value is from what is wanted of it; 0 where it holds."""


def at_most(most: float, scale: float = 1.0) -> Missing:
    """What a value lies above `most`, in units of `scale`."""
    return lambda value: max(0.0, value - most) / scale


def at_least(least: float, scale: float = 1.0) -> Missing:
    """What a value lies below `least`, in units of `scale`."""
    return lambda value: max(0.0, least - value) / scale


def between(least: float, most: float) -> Missing:
    """What a value lies outside."""
    return lambda value: max(0.0, least - value, value - most)


EDGE: Final = (0.4, 0.7)
"""Where pattern 3 wants the edge."""

_LAST: Final = 1e-3
"""Weight of what decides last."""

CALIBRATED: Final[Mapping[Pattern, tuple[Missing, ...]]] = MappingProxyType(
    {
        p01_damp_dies.PATTERN: (at_most(0.01),) * 4,
        p02_outlives_support.PATTERN: (at_least(0.97), at_least(0.9), at_least(-0.0002, 0.001)),
        p03_edge_inside.PATTERN: (between(*EDGE), at_most(0.25), at_least(0.9), at_least(-0.05)),
        p08_talk_keeps_alive.PATTERN: (at_least(0.8), at_most(0.1)),
    }
)
"""The patterns calibrated on, and for each of their judged findings, in order, what is missing to the criterion."""


@dataclass(frozen=True)
class Fit:
    """How a null model does on the calibrated patterns.

    Attributes:
        null: with its free values.
        fails: judged findings that do not hold, of `of`.
        of: judged findings.
        distance: the sum of what is missing to them.
        edge: the seasoning at which half of its runs burn; NaN where there is none.
    """

    null: Null
    fails: int
    of: int
    distance: float
    edge: float

    @property
    def loss(self) -> float:
        """Fails first, then distance, then how far the edge is from the middle of its bounds: what is made small."""
        off = 1.0 if isnan(self.edge) else abs(self.edge - sum(EDGE) / 2)
        return self.fails + self.distance / (1.0 + self.distance) + _LAST * off


def assess(null: Null, setting: Setting) -> Fit:
    """How a null model does with the seeds of a setting."""
    along = run_arms_with(null, edge_arms(setting))
    edge = edge_of(along)
    there = replace(setting, edge=1.0 if isnan(edge) else edge)
    missing: list[float] = []
    fails = 0
    for pattern, wanted in CALIBRATED.items():
        arms = pattern.arms(there)
        runs = {**along, **run_arms_with(null, [arm for arm in arms if arm.name not in along])}
        findings = pattern.judge({arm.name: runs[arm.name] for arm in arms}, there)
        found = [finding for finding in findings if finding.holds is not None]
        fails += sum(not finding.holds for finding in found)
        missing += [_missing(far, finding) for far, finding in zip(wanted, found, strict=True)]
    return Fit(null, fails, len(missing), float(sum(missing)), edge)


def fit(
    kind: Callable[..., Null],
    bounds: Mapping[str, tuple[float, float]],
    start: Mapping[str, float],
    setting: Setting,
    *,
    seed: int = 0,
    rounds: int = 8,
    crowd: int = 4,
    progress: Callable[[int, Fit], None] | None = None,
) -> Fit:
    """Search the free values of a null model.

    Args:
        kind: makes one from its free values.
        bounds: of each free value, by name.
        start: a first candidate.
        setting: its seeds are those of each arm in the search.
        seed: of the search.
        rounds: generations after the first.
        crowd: candidates a free value.
        progress: called with the number of candidates assessed and the best of them.

    Returns:
        The best of all candidates assessed.
    """
    tried: list[Fit] = []
    best: list[Fit] = []

    def loss(at: np.ndarray[Any, Any]) -> float:
        found = assess(kind(**dict(zip(bounds, (10.0**at).tolist(), strict=True))), setting)
        tried.append(found)
        if not best or found.loss < best[-1].loss:
            best.append(found)
        if progress is not None:
            progress(len(tried), best[-1])
        return found.loss

    differential_evolution(
        loss,
        [tuple(np.log10(ends)) for ends in bounds.values()],
        rng=np.random.default_rng(seed),
        x0=[np.log10(start[name]) for name in bounds],
        maxiter=rounds,
        popsize=crowd,
        tol=0.0,
        polish=False,
    )
    return best[-1]


def _missing(far: Missing, finding: Finding) -> float:
    """What is missing to a criterion; 1 where there is no value at all."""
    return 1.0 if isnan(finding.found.value) else far(finding.found.value)
