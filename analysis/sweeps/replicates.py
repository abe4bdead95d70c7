"""How sure the means over replicates are, and how many runs a point would need.

The half-width of the 95 % interval of a point's mean from its first n runs: Student's t, as automatic replicates use
it (`experiments.replicates`), or Wilson's where each run is a yes or no. How many are needed is what the same formula
says of more runs; by 1/√n it would be far too many, for of few runs both are wider than that.
"""

from math import ceil, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.stats import t

from analysis.intervals import Z95, wilson
from analysis.sweeps.arms import Numbers, Reading
from analysis.sweeps.outcomes import is_share
from experiments.counted import counted, some_of
from experiments.replicates import half_widths
from experiments.store.columns import NUMBERS
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

PRECISION: Final = 0.05
LEAST: Final = 3
"""Runs of a point without which nothing is told of it."""

_CONFIDENCE: Final = 0.95
_LOOKED: Final = (2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)


def course(values: Numbers, *, share: bool) -> "pd.DataFrame":
    """The mean of the first n values with its interval, for every n.

    Args:
        values: shape (n,), of the runs of one point in the order of replicates.
        share: whether each is 0 or 1.

    Returns:
        Columns n, mean, low, high, half_width; the interval of one number is not known (NaN).
    """
    import pandas as pd

    n = np.arange(1, len(values) + 1)
    mean = np.cumsum(values) / n
    if share:
        found = [wilson(int(count), int(of)) for count, of in zip(np.cumsum(values), n, strict=True)]
        low, high = np.array([each.low for each in found]), np.array([each.high for each in found])
    else:
        half = half_widths(values, _CONFIDENCE, relative=False)
        half[np.isinf(half)] = np.nan
        low, high = mean - half, mean + half
    return pd.DataFrame({"n": n, "mean": mean, "low": low, "high": high, "half_width": (high - low) / 2})


def needed_share(share: float, precision: float) -> int:
    """The least number of runs of which Wilson's interval has at most this half-width, at this share of yes.

    Source: Wilson's half-width solved for n, Piegorsch 2004, "Sample sizes for improved binomial confidence
    intervals" [R].
    """
    odds = share * (1 - share)
    square = precision**2
    root = sqrt(odds**2 - 4 * odds * square + square)
    return max(1, ceil(Z95**2 * (odds - 2 * square + root) / (2 * square) - 1e-9))


def needed_number(spread: float, precision: float) -> int:
    """The least number of runs, two or more, of which Student's interval has at most this half-width.

    Args:
        spread: standard deviation of runs.
        precision: in the same units.
    """
    n = max(2, ceil((Z95 * spread / precision) ** 2))
    while _quantile(n) * spread / sqrt(n) > precision:
        n += 1
    return n


def _quantile(n: int) -> float:
    """Student's, for the mean of n numbers."""
    return float(t.ppf(0.5 + _CONFIDENCE / 2, n - 1))


def replicates(reading: Reading, precision: float = PRECISION) -> tuple["pd.DataFrame", "pd.DataFrame", list[str]]:
    """Cumulative means and half-widths of every point.

    Args:
        reading: of a sweep.
        precision: the half-width that is wanted, in units of the outcome.

    Returns:
        By number of runs (columns arm, n, points, middle, most (95 of 100 points are below), reached); by point and
        run (columns arm and point before those of `course`); and what is to be told.

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
                own_course = course(values, share=is_share(reading.of))
                courses.append(own_course.assign(arm=arm.name, point=point)[["arm", "point", *own_course.columns]])
    if not courses:
        raise ConfigError(
            f"{reading.path}: no point has {LEAST} runs, so nothing can be said of their spread; "
            "the same words with replicates=10 add to this sweep"
        )
    found = pd.concat(courses, ignore_index=True)
    rows = []
    for name, of_arm in found.groupby("arm", sort=False):
        most = int(of_arm["n"].max())
        for n in sorted({*(n for n in _LOOKED if n < most), most}):
            half = of_arm.loc[of_arm["n"] == n, "half_width"]
            rows.append(
                {
                    "arm": name, "n": n, "points": len(half), "middle": half.median(), "most": half.quantile(0.95),
                    "reached": float((half <= precision).mean()),
                }
            )  # fmt: skip
    return pd.DataFrame(rows), found, _told(found, precision, reading.of)


def _told(found: "pd.DataFrame", precision: float, of: str) -> list[str]:
    last = found.groupby(["arm", "point"], sort=False).tail(1)
    if is_share(of):
        wanted = [needed_share(float(share), precision) for share in last["mean"]]
        alike = "the share of runs that it has"
    else:
        spread = [
            float(half) * sqrt(n) / _quantile(int(n)) for half, n in zip(last["half_width"], last["n"], strict=True)
        ]
        wanted = [needed_number(each, precision) for each in spread]
        alike = "the standard deviation that its runs have"
    short = sum(float(h) > precision for h in last["half_width"])
    told = [
        "Half-width of the 95 % interval of a point's mean from its first n runs: median over points, and what 95 of "
        "100 points stay below.",
        f"A half-width of {precision:g} is not reached at {some_of(short, len(last), 'point')}. At {alike}, "
        f"the median point needs {_runs(np.median(wanted))}, and 95 of 100 need no more than "
        f"{_runs(np.quantile(wanted, 0.95))}.",
    ]
    if short:
        auto = f"replicates=auto replicates.measure={of} replicates.precision={precision:g}"
        told.append(f"As many as are needed: {auto if of in NUMBERS else f'replicates={max(wanted)}'}.")
    return told


def _runs(count: float) -> str:
    return counted(ceil(count), "run")
