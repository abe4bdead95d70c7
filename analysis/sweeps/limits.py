"""Which limits of a box are surer than luck: a quasi-p of each [R] Bryant & Lempert 2010, by points and not by runs.

Were a limit idle, runs in the box would be of interest as often as in the box without it; its quasi-p is how often
as many or more would then be, by the binomial. Runs of a point are no draws of their own, since they share all
parameters: they count for as many as would scatter as points do [R] Rao & Scott 1992. With one run a point it is
Bryant and Lempert's; where runs of a point all end alike, they count for one.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc

if TYPE_CHECKING:
    import pandas as pd

CHANCE: Final = 0.05
"""A limit that luck would explain more often is taken off the box again."""

Mask = NDArray[np.bool_]
Counts = NDArray[np.int64]


def chance(within: Mask, without: Mask, runs: Counts, wanted: Counts) -> float:
    """How often luck alone would make so dense a box without a limit.

    Args:
        within: shape (points,), which lie in the box.
        without: shape (points,), which lie in the box without the limit.
        runs, wanted: shape (points,), runs of each, and how many of them are of interest.

    Returns:
        From 0 to 1.
    """
    of, all_of = wanted[within].sum(), runs[within].sum()
    share = wanted[without].sum() / runs[without].sum()
    if not of or share == 1:
        return 1.0
    scatter = np.square(wanted[without] - share * runs[without]).sum()
    each = max(1.0, scatter / (share * (1 - share) * runs[without].sum()))
    return float(betainc(of / each, (all_of - of) / each + 1, share))


def sure(
    box: Mapping[str, Any], whole: Mapping[str, Any], points: "pd.DataFrame", place: NDArray[np.intp], wanted: Mask
) -> "pd.DataFrame":
    """The limits of a box that luck does not explain.

    Args:
        box, whole: limits by parameter, as the EMA workbench has them, of the box and of all there is.
        points: of the design.
        place: shape (runs,), the row of `points` that each run belongs to.
        wanted: shape (runs,), whether each is of interest.

    Returns:
        A row a parameter: columns parameter, low, high (NaN where nothing is limited), options (tuples, of what has
        names) and chance, the larger of two ends.
    """
    import pandas as pd

    runs, hits = np.bincount(place, minlength=len(points)), np.bincount(place[wanted], minlength=len(points))
    ends = list(_ends(box, whole, points))
    lies = np.array([end[3] for end in ends], dtype=bool).reshape(-1, len(points))
    rows: dict[str, dict[str, Any]] = {}
    for number, (name, key, value, _) in enumerate(ends):
        luck = chance(lies.all(axis=0), np.delete(lies, number, axis=0).all(axis=0), runs, hits)
        if luck <= CHANCE:
            row = rows.setdefault(name, {"parameter": name, "low": np.nan, "high": np.nan, "options": (), "chance": 0})
            row.update({key: value, "chance": max(luck, row["chance"])})
    columns = ["parameter", "low", "high", "options", "chance"]
    return pd.DataFrame(list(rows.values()), columns=columns).astype({"low": float, "high": float, "chance": float})


def inside(limits: "pd.DataFrame", points: "pd.DataFrame") -> Mask:
    """Which points lie in a box of such limits."""
    found = np.ones(len(points), dtype=bool)
    for row in limits.to_dict("records"):
        column = points[str(row["parameter"])]
        if row["options"]:
            found &= column.astype(str).isin(row["options"]).to_numpy()
            continue
        values = column.to_numpy(dtype=np.float64)
        low, high = float(row["low"]), float(row["high"])
        found &= ~(values < low) & ~(values > high)
    return found


def _ends(
    box: Mapping[str, Any], whole: Mapping[str, Any], points: "pd.DataFrame"
) -> Iterator[tuple[str, str, Any, Mask]]:
    """Each end that is limited: parameter, column of `sure`, its value, and which points it lets in."""
    for name in points.columns:
        own, all_of_it, column = list(box[name]), list(whole[name]), points[name]
        if isinstance(all_of_it[0], set):
            if own[0] != all_of_it[0]:
                options = tuple(str(each) for each in column.unique() if each in own[0])
                yield name, "options", options, column.isin(own[0]).to_numpy()
            continue
        values = column.to_numpy(dtype=np.float64)
        if own[0] != all_of_it[0]:
            yield name, "low", float(own[0]), values >= own[0]
        if own[1] != all_of_it[1]:
            yield name, "high", float(own[1]), values <= own[1]
