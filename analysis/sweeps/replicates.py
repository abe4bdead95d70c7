"""How sure the means over replicates are, and how many runs a point would need.

The half-width of the 95 % interval of a point's mean from its first n runs: Student's t, as automatic replicates use
it (`experiments.replicates`), or Wilson's where each run is a yes or no. It falls as 1/√n.
"""

from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np

from analysis.intervals import wilson
from analysis.sweeps.arms import Numbers, Reading
from analysis.sweeps.outcomes import is_share
from experiments.replicates import half_widths
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

PRECISION: Final = 0.05
LEAST: Final = 3
"""Runs of a point without which nothing is told of it."""

_CONFIDENCE: Final = 0.95
_LOOKED: Final = (2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)


def widths(values: Numbers, *, share: bool) -> Numbers:
    """The half-width of the interval of the mean of the first n values, for every n.

    Args:
        values: shape (n,), of the runs of one point in the order of replicates.
        share: whether each is 0 or 1.

    Returns:
        Shape (n,); infinite for the first of numbers.
    """
    if not share:
        return half_widths(values, _CONFIDENCE, relative=False)
    found = [wilson(int(count), n) for n, count in enumerate(np.cumsum(values), start=1)]
    return np.array([(each.high - each.low) / 2 for each in found])


def needed(half: float, n: int, precision: float) -> int:
    """Runs at which a half-width that n runs gave would have fallen to `precision`, by 1/√n."""
    return max(1, ceil(n * (half / precision) ** 2 - 1e-9))


def replicates(reading: Reading, precision: float = PRECISION) -> tuple["pd.DataFrame", "pd.DataFrame", list[str]]:
    """Cumulative means and half-widths of every point.

    Args:
        reading: of a sweep.
        precision: the half-width that is wanted, in units of the outcome.

    Returns:
        By number of runs (columns arm, n, points, middle, most (95 of 100 points are below), reached); by point and
        run (columns arm, point, n, mean, half_width); and what is to be told.

    Raises:
        ConfigError: no point has three runs; a precision that cannot be.
    """
    import pandas as pd

    if not 0 < precision < float("inf"):
        raise ConfigError(f"--precision {precision:g}: a half-width above 0")
    courses = []
    for arm in reading.arms:
        for point, own in arm.runs.sort_values("replicate").groupby("point")["value"]:
            values = own.to_numpy(dtype=np.float64)
            if len(values) >= LEAST:
                n = np.arange(1, len(values) + 1)
                half = widths(values, share=is_share(reading.of))
                courses.append(
                    pd.DataFrame(
                        {"arm": arm.name, "point": point, "n": n, "mean": np.cumsum(values) / n, "half_width": half}
                    )
                )
    if not courses:
        raise ConfigError(
            f"{reading.path}: no point has {LEAST} runs, so nothing can be said of their spread; "
            "the same words with replicates=10 add to this sweep"
        )
    course = pd.concat(courses, ignore_index=True)
    course["half_width"] = course["half_width"].replace(np.inf, np.nan)
    rows = []
    for arm, own in course.groupby("arm", sort=False):
        most = int(own["n"].max())
        for n in sorted({*(n for n in _LOOKED if n < most), most}):
            half = own.loc[own["n"] == n, "half_width"]
            rows.append(
                {
                    "arm": arm, "n": n, "points": len(half), "middle": half.median(), "most": half.quantile(0.95),
                    "reached": float((half <= precision).mean()),
                }
            )  # fmt: skip
    return pd.DataFrame(rows), course, _told(course, precision)


def _told(course: "pd.DataFrame", precision: float) -> list[str]:
    last = course.groupby(["arm", "point"], sort=False).tail(1)
    wanted = [needed(float(h), int(n), precision) for h, n in zip(last["half_width"], last["n"], strict=True)]
    short = sum(float(h) > precision for h in last["half_width"])
    told = [
        "Half-width of the 95 % interval of a point's mean from its first n runs: median over points, and what 95 of "
        "100 points stay below.",
        f"A half-width of {precision:g} is not reached at {short:,} of {len(last):,} points. By 1/√n it takes about "
        f"{int(np.median(wanted)):,} runs at the median point, {int(np.quantile(wanted, 0.95)):,} at 95 of 100.",
    ]
    if short:
        told.append(f"As many as are needed: replicates=auto replicates.precision={precision:g}.")
    return told
