"""PRIM: in which contexts does it burn? A box of parameters that holds most of it [R] Bryant & Lempert 2010.

Layers are peeled off the whole space, one side of one parameter at a time, wherever what is left burns most; each
step gives up coverage (the share of all burning runs that lie in the box) for density (the share of runs in the box
that burn). Done by the EMA workbench (Kwakkel 2017 [R]), the extra `prim`.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import Interval, wilson
from analysis.sweeps.arms import Arm, Reading
from analysis.sweeps.limits import CHANCE, Mask, inside, sure
from analysis.sweeps.outcomes import is_share
from experiments.counted import they_are
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

DENSITY: Final = 0.8
LEAST: Final = 40
"""Points without which no box is looked for."""

_ALPHA: Final = 0.05
"""Share of a box that a step peels off."""

_FOLDS: Final = 5
_RESAMPLES: Final = 1000
_SEED: Final = 20_220_224


@dataclass(frozen=True, eq=False)
class Box:
    """A box that was found in one arm.

    Attributes:
        arm: its name.
        limits: columns arm, parameter, low, high (numbers), options (of what has names), chance: how often luck alone
            would make so dense a box without this limit (`limits.chance`). What luck would do too often is taken off.
        path: columns arm, step, coverage, density, mass, limits; the steps of the peeling.
        step: which of them was chosen.
        coverage, density: of the box, with 95 % intervals (bootstrap over points; where all agree, Wilson's of these).
        fresh: coverage and density of boxes found in the same way, in points that had no part in finding them.
        of: the share of all runs that are of interest.
    """

    arm: str
    limits: "pd.DataFrame"
    path: "pd.DataFrame"
    step: int
    coverage: Interval
    density: Interval
    fresh: tuple[float, float]
    of: float


def prim(
    reading: Reading, density: float = DENSITY, *, above: float | None = None, below: float | None = None
) -> tuple[list[Box], list[str]]:
    """The box of every arm.

    Args:
        reading: of a sweep, read together.
        density: of the steps that reach it, the one with the largest coverage is taken; where none does, the densest.
        above, below: what counts, where the outcome is a number.

    Raises:
        ConfigError: the extra is not installed; nothing, or everything, counts; too few points.
    """
    if not 0 < density <= 1:
        raise ConfigError(f"--density {density:g}: a share above 0, at most 1")
    counts, words = _counting(reading, above, below)
    told = [
        f"Of interest: runs {words}. Coverage: the share of them that lie in the box; density: the share of the runs "
        "in the box that are of interest. 95 % intervals, the box held: bootstrap over points; where all agree, "
        "Wilson's of as many runs as there are points.",
        f"Fresh: both in points that had no part in finding the box, {_FOLDS} parts in turn: what a new sample "
        "would show. Chance: how often luck alone would do without this limit (quasi-p, runs of a point counted for as "
        f"much as they tell); limits at more than {CHANCE:g} were taken off again.",
    ]
    found = []
    for arm in reading.arms:
        head = f"{arm.name}: " if arm.name else ""
        wanted = counts(arm)
        if len(arm.points) < LEAST:
            raise ConfigError(
                f"{reading.path}: {head}{they_are(len(arm.points), 'point')} too few; PRIM needs {LEAST} or more"
            )
        if wanted.all() or not wanted.any():
            told.append(f"{head}{'All' if wanted.all() else 'No'} runs are of interest; there is no box to look for.")
            continue
        found.append(_box(arm, wanted, density))
        if not len(found[-1].limits):
            told.append(f"{head}No limit is surer than luck: the box is all there is.")
        if found[-1].path["density"].iloc[found[-1].step] < density:
            told.append(f"{head}No box reaches a density of {density:g}; this is the densest.")
    if not found:
        raise ConfigError(f"{reading.path}: {told[-1]} (--of, --above and --below say what is of interest)")
    if reading.kind in ("saltelli", "morris"):
        told.append(f"Points of design={reading.kind} are not independent; design=sobol or lhs serves better.")
    return found, told


def _counting(reading: Reading, above: float | None, below: float | None) -> tuple[Any, str]:
    if is_share(reading.of):
        if above is not None or below is not None:
            raise ConfigError(f"--of {reading.of} is a yes or no; --above and --below are about numbers")
        return lambda arm: arm.runs["value"].to_numpy() > 0.5, f"that end {reading.of}"
    if above is not None and below is not None:
        raise ConfigError("--above and --below: give one of them; the other side is what is of no interest")
    if above is None and below is None:
        raise ConfigError(f"--of {reading.of} is a number: say --above X or --below X, what is to be of interest")
    if above is not None:
        return lambda arm: arm.runs["value"].to_numpy() > above, f"with {reading.of} above {above:g}"
    return lambda arm: arm.runs["value"].to_numpy() < below, f"with {reading.of} below {below:g}"


def _box(arm: Arm, wanted: Mask, density: float) -> Box:
    place = arm.place
    found = _peeled(arm.points, place, wanted)
    path = found.peeling_trajectory
    step = _chosen(path, density)
    limits = sure(found.box_lims[step], found.box_lims[0], arm.points, place, wanted)
    coverage, dense = _intervals(inside(limits, arm.points)[place], wanted, place, len(arm.points))
    told = path[["coverage", "density", "mass", "res_dim"]].astype(np.float64)
    told = told.rename(columns={"res_dim": "limits"}).astype({"limits": int})
    told.insert(0, "step", np.arange(len(told)))
    told.insert(0, "arm", arm.name)
    limits["options"] = [", ".join(options) for options in limits["options"]]
    limits.insert(0, "arm", arm.name)
    fresh = _fresh(arm, place, wanted, density)
    return Box(arm.name, limits, told, step, coverage, dense, fresh, float(wanted.mean()))


def _peeled(points: "pd.DataFrame", place: NDArray[np.intp], wanted: Mask) -> Any:
    """The EMA workbench's box, with its steps; a run is a row."""
    with _workbench() as workbench:
        x = points.iloc[place].reset_index(drop=True)
        numbers = {name: np.float64 for name in x.columns if x[name].dtype.kind in "iuf"}
        names = {name: object for name in x.columns if name not in numbers}
        return workbench(x.astype({**numbers, **names}), wanted.astype(np.float64), peel_alpha=_ALPHA).find_box()


@contextmanager
def _workbench() -> Iterator[Any]:
    """The EMA workbench's `Prim`, its own warnings of what is not installed, or will change, kept aside.

    Raises:
        ConfigError: it is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from ema_workbench.analysis.prim import Prim
        except ImportError:
            raise ConfigError(
                "PRIM needs the EMA workbench: uv sync --extra prim, or pip install 'firewood[prim]'"
            ) from None
        logging.getLogger("EMA").setLevel(logging.WARNING)
        yield Prim


def _chosen(path: "pd.DataFrame", density: float) -> int:
    """The step with the largest coverage of those dense enough, of equals the one with fewest limits."""
    dense = path[path["density"] >= density]
    if not len(dense):
        return int(path["density"].to_numpy().argmax())
    best = dense.sort_values(["coverage", "res_dim", "density"], ascending=[False, True, False])
    return int(best.index[0])


def _shares(within: Mask, wanted: Mask) -> tuple[Any, Any]:
    """Coverage and density; NaN where nothing is there."""
    with np.errstate(invalid="ignore", divide="ignore"):
        both = (within & wanted).sum()
        return both / wanted.sum(), both / within.sum()


def _intervals(within: Mask, wanted: Mask, place: NDArray[np.intp], points: int) -> tuple[Interval, Interval]:
    """Coverage and density of a box, resampled over points with all their runs.

    Where all agree a resample does so, too; then it is Wilson's interval of as many runs as there are points.
    """
    sums = [np.bincount(place, each, points) for each in (within & wanted, wanted, within)]
    rows = np.random.default_rng(_SEED).integers(0, points, (_RESAMPLES, points))
    both, of, boxed = (each[rows].sum(axis=1) for each in sums)
    value = _shares(within, wanted)
    with np.errstate(invalid="ignore", divide="ignore"):
        drawn = both / of, both / boxed
    ends = [np.nanpercentile(each, (2.5, 97.5)) for each in drawn]
    first, second = (Interval(float(v), float(e[0]), float(e[1])) for v, e in zip(value, ends, strict=True))
    hit, inside_it = (int((each > 0).sum()) for each in sums[1:])
    return (first if within.all() else _widened(first, hit)), _widened(second, inside_it)


def _widened(found: Interval, points: int) -> Interval:
    return wilson(round(found.value * points), points) if found.value in (0.0, 1.0) else found


def _fresh(arm: Arm, place: NDArray[np.intp], wanted: Mask, density: float) -> tuple[float, float]:
    """Coverage and density in points that had no part in finding the box, over all parts together."""
    part = np.random.default_rng(_SEED).permutation(len(arm.points)) % _FOLDS
    within = np.zeros(len(wanted), dtype=bool)
    for fold in range(_FOLDS):
        known = part[place] != fold
        if wanted[known].all() or not wanted[known].any():
            continue
        found = _peeled(arm.points, place[known], wanted[known])
        own = found.box_lims[_chosen(found.peeling_trajectory, density)]
        limits = sure(own, found.box_lims[0], arm.points, place[known], wanted[known])
        within[~known] = inside(limits, arm.points)[place[~known]]
    coverage, dense = _shares(within, wanted)
    return float(coverage), float(dense)
