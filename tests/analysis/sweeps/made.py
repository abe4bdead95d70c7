"""Arms and readings made by hand, so that the truth is known."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.sweeps.arms import Arm, Reading

Numbers = NDArray[np.float64]


def arm(
    points: Numbers | pd.DataFrame,
    outcome: Callable[[Numbers], Numbers],
    *,
    replicates: int = 1,
    noise: float = 0.0,
    common: float = 0.0,
    seed: int = 0,
    name: str = "",
) -> Arm:
    """An arm whose runs are a known function of the points, and luck: `noise` a run, and `common` a replicate."""
    rows = points if isinstance(points, pd.DataFrame) else pd.DataFrame(points)
    rows = rows.rename(columns=lambda column: f"x{column}" if isinstance(column, int) else column)
    rows.index = pd.RangeIndex(len(rows), name="point")
    numbers = rows.select_dtypes("number").to_numpy(dtype=np.float64)
    rng = np.random.default_rng(seed)
    mean = outcome(numbers)
    runs = pd.DataFrame(
        {
            "point": np.repeat(np.arange(len(rows)), replicates),
            "replicate": np.tile(np.arange(replicates), len(rows)),
            "value": np.repeat(mean, replicates) + noise * rng.normal(size=len(rows) * replicates),
        }
    )
    runs["value"] += np.tile(common * rng.normal(size=replicates), len(rows))
    return Arm(name, rows, runs)


def reading(
    *arms: Arm,
    of: str = "practising_final",
    design: Mapping[str, Any] | None = None,
    ranges: Mapping[str, Mapping[str, Any]] | None = None,
) -> Reading:
    """A reading of some arms; ranges are from 0 to 1 unless said."""
    said = {
        "design": {"kind": "sobol", "levels": 4, "second_order": False, **(design or {})},
        "ranges": [
            {"name": name, "low": 0.0, "high": 1.0, "whole": False, "log": False, **(ranges or {}).get(name, {})}
            for name in arms[0].parameters
        ],
        "first_seeds": [0],
        "model": "0123456789abcdef",
    }
    seeds = range(1 + max(int(each.runs["replicate"].max()) for each in arms))
    return Reading(of, arms, said, [], seeds, "made/by/hand", "0" * 16)


def without(full: Arm, points: Sequence[int]) -> Arm:
    """An arm some of whose points have no runs."""
    return Arm(full.name, full.rows, full.runs[~full.runs["point"].isin(points)].reset_index(drop=True))
