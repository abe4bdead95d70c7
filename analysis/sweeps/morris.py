"""Morris' elementary effects: which parameters move an outcome at all, from few runs [R] Campolongo et al. 2007.

An effect is the change of the outcome when one parameter moves, over the step that it really took as a share of its
whole range. mu* is the mean of its size, mu of itself, sigma its spread: far from 0 where the effect hangs on the
others or bends. Where nothing is rounded it is the same as SALib's, which a test holds it to; SALib's takes the step
of the grid, to which whole numbers do not keep.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.intervals import RESAMPLES, Z95
from analysis.sweeps.arms import Arm, Numbers, Reading, blocks, converging, see_to_design
from analysis.sweeps.state import lacking_runs

if TYPE_CHECKING:
    import pandas as pd

LEAST: Final = 4
"""Trajectories without which no effect is told."""

_SEED: Final = 20_220_224


def effects(names: Sequence[str], points: Numbers, outcome: Numbers) -> "pd.DataFrame":
    """Elementary effects, summed up.

    Args:
        names: of the d parameters.
        points: shape (trajectories, d + 1, d), one parameter moved at a time; each from 0 to 1 over its whole range.
        outcome: shape (trajectories, d + 1).

    Returns:
        Columns parameter, moved (trajectories in which it did: a step may be too small for whole numbers), mu_star,
        low, high (bootstrap over trajectories), mu, sigma; in units of the outcome over the whole range of the
        parameter, NaN where fewer than two trajectories moved it.
    """
    import pandas as pd

    change, moved = np.diff(outcome), np.diff(points, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = np.where(moved == 0, np.nan, change[:, :, None] / moved)
    found = zip(names, effect.T.reshape(len(names), -1), strict=True)
    rows = [(name, *_summed_up(each[~np.isnan(each)])) for name, each in found]
    return pd.DataFrame(rows, columns=["parameter", "moved", "mu_star", "low", "high", "mu", "sigma"])


def _summed_up(effect: Numbers) -> tuple[float, ...]:
    """How many they are, mu*, the ends of its interval, mu and sigma of the effects of one parameter, shape (n,)."""
    if len(effect) < 2:
        return (len(effect), *[float("nan")] * 5)
    size = np.abs(effect)
    drawn = size[np.random.default_rng(_SEED).integers(0, len(size), (RESAMPLES, len(size)))].mean(axis=1)
    value, half = float(size.mean()), Z95 * float(drawn.std(ddof=1))
    return len(effect), value, max(0.0, value - half), value + half, float(effect.mean()), float(effect.std(ddof=1))


def unit(points: Numbers, asked: Mapping[str, Any]) -> Numbers:
    """A parameter from 0 to 1 over its whole range, in its logarithm where it was sampled so.

    Args:
        points: its values.
        asked: what `sweep.json` says of it: low, high, whole, log.
    """
    ends = np.array([asked["low"], asked["high"]], dtype=np.float64)
    if asked["whole"]:
        ends = np.array([np.ceil(ends[0]), np.floor(ends[1])])
    if asked["log"]:
        points, ends = np.log(points), np.log(ends)
    return np.asarray((points - ends[0]) / (ends[1] - ends[0]), dtype=np.float64)


def morris(reading: Reading) -> tuple["pd.DataFrame", "pd.DataFrame", list[str]]:
    """Effects in every arm of a sweep.

    Returns:
        The effects (column arm before those of `effects`), the same from fewer trajectories (column n), and what is
        to be told beside them.

    Raises:
        ConfigError: the design is not Morris', or too few trajectories are whole.
    """
    import pandas as pd

    see_to_design(reading, "morris", "Morris' elementary effects")
    asked = {each["name"]: each for each in reading.said["ranges"]}
    found, converged = [], []
    told = [
        "mu*: mean size of the change when a parameter moves, scaled to its whole range, with its 95 % interval "
        "(bootstrap over trajectories); mu: the same with its sign; sigma: how much it hangs on the others, or bends."
    ]
    for arm in reading.arms:
        places, left_out = blocks(arm, len(arm.parameters) + 1, LEAST, reading.path)
        if left_out:
            head = f"{arm.name}: " if arm.name else ""
            told.append(head + lacking_runs(left_out, len(places) + left_out, "trajectory", "trajectories"))

        scaled = [unit(arm.rows[name].to_numpy(dtype=np.float64), asked[name]) for name in arm.parameters]
        points, outcome = np.stack(scaled, axis=-1)[places], arm.row_means[places]

        def at(n: int, arm: Arm = arm, points: Numbers = points, outcome: Numbers = outcome) -> "pd.DataFrame":
            table = effects(arm.parameters, points[:n], outcome[:n])
            table.insert(0, "arm", arm.name)
            return table

        found.append(at(len(places)))
        converged.append(converging(len(places), LEAST, at))
    return pd.concat(found, ignore_index=True), pd.concat(converged, ignore_index=True), told
