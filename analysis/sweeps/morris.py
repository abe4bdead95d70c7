"""Morris' elementary effects: which parameters move an outcome at all, from few runs [R] Campolongo et al. 2007.

An effect is the change of the outcome when one parameter moves, on the scale of its whole range. mu* is the mean of
its size, mu of itself, sigma its spread: far from 0 where the effect hangs on the others or bends. Analysed by SALib.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from SALib.analyze.morris import analyze

from analysis.intervals import RESAMPLES
from analysis.sweeps.arms import Arm, Numbers, Reading, blocks, converging, see_to_design

if TYPE_CHECKING:
    import pandas as pd

LEAST: Final = 4
"""Trajectories without which no effect is told."""

_SEED: Final = 20_220_224


def effects(names: Sequence[str], points: Numbers, outcome: Numbers, levels: int) -> "pd.DataFrame":
    """Elementary effects, summed up.

    Args:
        names: of the d parameters.
        points: shape (trajectories, d + 1, d), one parameter moved at a time.
        outcome: shape (trajectories, d + 1).
        levels: of the grid that was sampled.

    Returns:
        Columns parameter, mu_star, low, high (bootstrap over trajectories), mu, sigma; in units of the outcome over
        the whole range of the parameter.
    """
    import pandas as pd

    count = len(names)
    found = analyze(
        {"num_vars": count, "names": list(names), "bounds": [[0.0, 1.0]] * count},
        points.reshape(-1, count),
        outcome.ravel(),
        num_levels=levels,
        num_resamples=RESAMPLES,
        seed=_SEED,
    )
    size, half = np.asarray(found["mu_star"], dtype=np.float64), np.asarray(found["mu_star_conf"], dtype=np.float64)
    return pd.DataFrame(
        {
            "parameter": list(names),
            "mu_star": size,
            "low": np.maximum(0.0, size - half),
            "high": size + half,
            "mu": np.asarray(found["mu"], dtype=np.float64),
            "sigma": np.asarray(found["sigma"], dtype=np.float64),
        }
    )


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
    levels = int(reading.said["design"]["levels"])
    found, converged = [], []
    told = [
        "mu*: mean size of the change when a parameter moves, scaled to its whole range, with its 95 % interval "
        "(bootstrap over trajectories); mu: the same with its sign; sigma: how much it hangs on the others, or bends."
    ]
    for arm in reading.arms:
        places, left_out = blocks(arm, len(arm.parameters) + 1, LEAST, reading.path)
        if left_out:
            head = f"{arm.name}: " if arm.name else ""
            told.append(f"{head}{left_out} of {len(places) + left_out} trajectories lack a run, and are left out.")

        def at(n: int, arm: Arm = arm, places: NDArray[np.intp] = places) -> "pd.DataFrame":
            points = arm.rows.to_numpy(dtype=np.float64)[places[:n]]
            table = effects(arm.parameters, points, arm.row_means[places[:n]], levels)
            table.insert(0, "arm", arm.name)
            return table

        found.append(at(len(places)))
        converged.append(converging(len(places), LEAST, at))
    return pd.concat(found, ignore_index=True), pd.concat(converged, ignore_index=True), told
