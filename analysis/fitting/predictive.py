"""The posterior run again, with luck that the fit never saw, beside the target.

The same data made the posterior, so points inside the bands show that the model *can* tell them, and never that it
is right; points outside show that it cannot, whatever its free parameters.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from analysis.fitting.target import Target

if TYPE_CHECKING:
    import pandas as pd

Values = NDArray[np.float64]

BANDS: Final = (0.5, 0.8, 0.95)
ENOUGH: Final = 0.8
"""The share of a measure's points inside the widest band below which the model is said not to tell it."""

LUCK: Final = 1_000_000
"""The seed of the first fresh run; that of draw k is k more."""


def table(target: Target, simulated: Values) -> "pd.DataFrame":
    """One row a point of the target: what was measured, and the middle of what was simulated.

    Args:
        target: P points.
        simulated: shape (draws, P); NaN where a run failed or a measure is not defined, which is left out.

    Returns:
        Columns organisation, week, measure, value, scale, said (whether the scale stands in the target), n, p50, then
        `low_50`, `high_50`, `inside_50` and so on for each band.
    """
    import pandas as pd

    columns: dict[str, object] = {
        "organisation": target.organisation,
        "week": target.week,
        "measure": target.measure,
        "value": target.value,
        "scale": target.scale,
        "said": target.said,
        "n": np.isfinite(simulated).sum(axis=0),
        "p50": _quantile(simulated, 0.5),
    }
    for band in BANDS:
        low, high = (_quantile(simulated, (1 + sign * band) / 2) for sign in (-1, 1))
        name = f"{band * 100:g}"
        columns |= {
            f"low_{name}": low,
            f"high_{name}": high,
            f"inside_{name}": (target.value >= low) & (target.value <= high),
        }
    return pd.DataFrame(columns)


def inside(found: "pd.DataFrame") -> "pd.DataFrame":
    """One row a measure and band: how many points of the target lie inside, of how many."""
    import pandas as pd

    rows = [
        {
            "measure": measure,
            "band": band,
            "inside": int(mine[f"inside_{band * 100:g}"].sum()),
            "of": len(mine),
        }
        for measure, mine in found.groupby("measure", sort=False)
        for band in BANDS
    ]
    return pd.DataFrame(rows)


def warnings(found: "pd.DataFrame") -> list[str]:
    """The measures that the fit does not tell, a sentence each; `found` as of `inside`."""
    widest = found[found["band"] == BANDS[-1]]
    return [
        f"{measure}: only {count} of {of} points lie inside the 95 % band: with what is free here the model does not "
        "tell it."
        for measure, count, of in zip(widest["measure"], widest["inside"], widest["of"], strict=True)
        if count < ENOUGH * of
    ]


def fresh(count: int) -> Sequence[int]:
    """Seeds of the draws."""
    return range(LUCK, LUCK + count)


def _quantile(simulated: Values, share: float) -> Values:
    """Of each column, what is not defined left out; NaN where nothing is."""
    known = [column[np.isfinite(column)] for column in simulated.T]
    return np.array([np.quantile(column, share) if len(column) else np.nan for column in known])
