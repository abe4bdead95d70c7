"""PAWN: how far the whole distribution of an outcome moves when a parameter is known [R] Pianosi & Wagener 2018.

The range of a parameter is cut into slices of equally many runs; the index is the median, over slices, of the largest
distance between the distribution within and that of all runs (Kolmogorov and Smirnov's), from 0 to 1. It needs no
design of its own, and holds for outcomes with two humps. The same as SALib's index, which a test holds it to; SALib's
works out the chance of every distance besides, which a bootstrap cannot wait for, and cuts where values tie.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.sweeps.arms import Numbers, Reading, converging
from experiments.counted import counted, they_are
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

SLICES: Final = 10
RESAMPLES: Final = 200
LEAST: Final = 8
"""Points of a slice, on average, without which no index is told."""

_SEED: Final = 20_220_224


def indices(
    names: Sequence[str], points: Numbers, place: NDArray[np.intp], outcome: Numbers, slices: int
) -> "pd.DataFrame":
    """PAWN indices.

    Args:
        names: of the d parameters.
        points: shape (points, d).
        place: shape (runs,), the row of `points` that each run belongs to.
        outcome: shape (runs,).
        slices: how many each range is cut into; at most as many as a parameter has values.

    Returns:
        Columns parameter, value, low, high (a bootstrap over points, set about the value: points drawn twice make all
        distances larger), and idle: what 95 of 100 parameters that do nothing would stay below, with so many points,
        runs and slices.
    """
    import pandas as pd

    rng = np.random.default_rng(_SEED)
    own = np.argsort(place, kind="stable")
    starts = np.searchsorted(place[own], np.arange(len(points) + 1))
    value = _medians(points[place], outcome, slices, rng)
    drawn = []
    for _ in range(RESAMPLES):
        chosen = rng.integers(0, len(points), len(points))
        rows = np.concatenate([own[starts[each] : starts[each + 1]] for each in chosen])
        drawn.append(_medians(points[place[rows]], outcome[rows], slices, rng))
    shuffled = np.stack([rng.permutation(len(points)) for _ in range(RESAMPLES)], axis=1).astype(np.float64)
    idle = float(np.quantile(_medians(shuffled[place], outcome, slices, rng), 0.95))
    low, high = value + np.percentile(drawn, (2.5, 97.5), axis=0) - np.mean(drawn, axis=0)
    return pd.DataFrame({"parameter": list(names), "value": value, "low": low, "high": high, "idle": idle})


def _medians(columns: Numbers, outcome: Numbers, slices: int, rng: np.random.Generator) -> Numbers:
    """The index of each column; ties are parted by lot, so that all slices hold equally many runs."""
    runs, count = columns.shape
    lot = rng.random(runs)
    order = np.argsort(outcome, kind="stable")
    last = np.append(np.flatnonzero(np.diff(outcome[order])), runs - 1)
    whole = (last + 1) / runs
    found = np.empty(count)
    for number, column in enumerate(columns.T):
        part = np.empty(runs, dtype=np.intp)
        part[np.lexsort((lot, column))] = np.arange(runs) * slices // runs
        within = np.cumsum(part[order][:, None] == np.arange(slices), axis=0)
        found[number] = np.median(np.abs(within[last] / within[-1] - whole[:, None]).max(axis=0))
    return found


def pawn(reading: Reading, slices: int = SLICES) -> tuple["pd.DataFrame", "pd.DataFrame", list[str]]:
    """Indices in every arm of a sweep, of single runs (not of means over them).

    Returns:
        The indices (column arm before those of `indices`), the same from fewer points (column n), and what is to be
        told beside them.

    Raises:
        ConfigError: too few points; a number of slices that cannot be.
    """
    import pandas as pd

    if not 2 <= slices <= 100:
        raise ConfigError(f"--slices {slices}: allowed are 2 to 100")
    found, converged = [], []
    told = [
        "From 0 (knowing the parameter changes nothing) to 1; the distribution is that of single runs. 95 % intervals, "
        "bootstrap over points. Idle: what 95 of 100 parameters that do nothing would stay below."
    ]
    if reading.kind in ("saltelli", "morris"):
        told.append(
            f"Points of design={reading.kind} are not independent, so intervals are too narrow; "
            "design=sobol serves better."
        )
    for arm in reading.arms:
        fewest = min(slices, *(int(arm.points[name].nunique()) for name in arm.parameters))
        if fewest < slices:
            head = f"{arm.name}: " if arm.name else ""
            told.append(f"{head}{counted(fewest, 'slice')}, as a parameter has no more values.")
        if fewest < 2 or len(arm.points) < fewest * LEAST:
            raise ConfigError(
                f"{reading.path}: {they_are(len(arm.points), 'point')} too few for {max(2, fewest)} slices; at least "
                f"{max(2, fewest) * LEAST} are needed (--slices N cuts into fewer)"
            )
        points = arm.points.to_numpy(dtype=np.float64)
        place = arm.place
        outcome = arm.runs["value"].to_numpy(dtype=np.float64)

        def at(
            n: int,
            points: Numbers = points,
            place: NDArray[np.intp] = place,
            outcome: Numbers = outcome,
            arm: str = arm.name,
            names: Sequence[str] = arm.parameters,
            cut: int = fewest,
        ) -> "pd.DataFrame":
            here = place < n
            table = indices(names, points[:n], place[here], outcome[here], cut)
            table.insert(0, "arm", arm)
            return table

        if reading.kind in ("sobol", "lhs"):
            converged.append(converging(len(points), fewest * LEAST, at))
            found.append(converged[-1][converged[-1]["n"] == len(points)].drop(columns="n"))
        else:
            found.append(at(len(points)))
    settled = pd.concat(converged, ignore_index=True) if converged else pd.DataFrame()
    return pd.concat(found, ignore_index=True), settled, told
