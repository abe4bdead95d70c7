"""Sobol indices of parameters: the share of an outcome's variance that each is part of [R] Saltelli et al. 2010.

First-order: what would be gone, on average, were only this parameter known. Total: what would remain were all but
this one known, with its part in every interplay. Second-order: what two of them do only together. The design is
Saltelli's, analysed by SALib; intervals are its bootstrap over blocks, and hold for the seeds that were run: luck that
points share is not resampled.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from SALib.analyze.sobol import analyze

from analysis.intervals import RESAMPLES
from analysis.sweeps.arms import Arm, Numbers, Reading, blocks, converging, see_to_design
from analysis.sweeps.state import lacking_runs

if TYPE_CHECKING:
    import pandas as pd

LEAST: Final = 8
"""Blocks without which no index is told."""

_SEED: Final = 20_220_224
_ROOM: Final = 4_000_000
"""Numbers that a bootstrap may hold at once."""


def indices(names: Sequence[str], outcome: Numbers, *, second_order: bool) -> "pd.DataFrame":
    """Sobol indices of an outcome.

    Args:
        names: of the d parameters.
        outcome: shape (blocks, d + 2), or (blocks, 2d + 2) with second order, in SALib's order.
        second_order: whether the design serves second-order indices.

    Returns:
        Columns index (first, total, second), parameter, other (of second order), value, low, high; NaN where the
        outcome is everywhere the same.
    """
    import pandas as pd

    count = len(names)
    pairs = [(i, j) for i in range(count) for j in range(i + 1, count)] if second_order else []
    frame = pd.DataFrame(
        [("first", name, "") for name in names]
        + [("total", name, "") for name in names]
        + [("second", names[i], names[j]) for i, j in pairs],
        columns=["index", "parameter", "other"],
    )
    value = half = np.full(len(frame), np.nan)
    if np.ptp(outcome) > 0:
        found = analyze(
            {"num_vars": count, "names": list(names), "bounds": [[0.0, 1.0]] * count},
            outcome.ravel(),
            calc_second_order=second_order,
            num_resamples=int(np.clip(_ROOM // len(outcome), 200, RESAMPLES)),
            seed=_SEED,
        )
        second = [[found[name][i, j] for i, j in pairs] for name in (("S2", "S2_conf") if second_order else ())]
        value = np.concatenate([found["S1"], found["ST"], *second[:1]])
        half = np.concatenate([found["S1_conf"], found["ST_conf"], *second[1:]])
    return frame.assign(value=value, low=value - half, high=value + half)


def sobol(reading: Reading) -> tuple["pd.DataFrame", "pd.DataFrame", list[str]]:
    """Indices of every arm of a sweep.

    Returns:
        The indices (column arm before those of `indices`), the same from fewer blocks (column n), and what is to be
        told beside them.

    Raises:
        ConfigError: the design is not Saltelli's, or too few blocks are whole.
    """
    import pandas as pd

    see_to_design(reading, "saltelli", "Sobol indices")
    second_order = bool(reading.said["design"]["second_order"])
    found, converged, told = [], [], []
    for arm in reading.arms:
        outcome, left_out = _outcome(reading, arm, second_order)
        head = f"{arm.name}: " if arm.name else ""
        if left_out:
            told.append(head + lacking_runs(left_out, len(outcome) + left_out, "block", "blocks"))
        told += _luck(arm, head)

        def at(n: int, arm: Arm = arm, outcome: Numbers = outcome) -> "pd.DataFrame":
            table = indices(arm.parameters, outcome[:n], second_order=second_order)
            table.insert(0, "arm", arm.name)
            return table

        found.append(at(len(outcome)))
        converged.append(converging(len(outcome), LEAST, at))
        told.append(head + _sum(found[-1]))
    return pd.concat(found, ignore_index=True), pd.concat(converged, ignore_index=True), told


def _outcome(reading: Reading, arm: Arm, second_order: bool) -> tuple[Numbers, int]:
    count = len(arm.parameters)
    places, left_out = blocks(arm, 2 * count + 2 if second_order else count + 2, LEAST, reading.path)
    return arm.row_means[places], left_out


def _sum(found: "pd.DataFrame") -> str:
    total = float(found.loc[found["index"] == "first", "value"].to_numpy(dtype=np.float64).sum())
    if np.isnan(total):
        return "The outcome is the same at all points; there is no variance to share out."
    rest = "what is lacking to 1 is interplay of parameters, and luck"
    if total > 1:
        rest = "more than all there is, since so few blocks are uncertain"
    return (
        f"First-order indices add up to {total:.2f}: {rest}. "
        "Intervals: 95 %, bootstrap over blocks, all with the seeds that were run: how far other seeds would move the "
        "indices is not in them. An index below 0 is one of 0."
    )


def _luck(arm: Arm, head: str) -> list[str]:
    if arm.counts.max() < 2:
        return [f"{head}One run a point: luck is in all indices, total ones above all; replicates=5 would tell it."]
    if np.isnan(arm.luck):
        return []
    common = "; what a seed does to all points alike cancels, and is not counted" if arm.shared else ""
    return [
        f"{head}Indices are of means over runs; about {100 * arm.luck:.0f} % of their variance between points is luck"
        f"{common}. It enters the indices, total ones above all."
    ]
