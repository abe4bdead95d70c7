"""The edge: the seasoning at which half of the runs burn with a fifth of staff trained.

    edge_arms ──► run_arms ──► edge_of ──► Setting.edge

The arms are static: the context stays as it is from the first week. They take size and rules from the setting, so
an edge can be found for each size and each set of rules.
"""

from math import isnan
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.patterns.observe import ending
from analysis.patterns.pattern import Runs, Setting
from experiments.arms import Arm

VOLUME: Final = 0.2
"""Training places, as a share of staff, with which the edge is measured."""
LOW, HIGH, STEP = 0.3, 0.9, 0.025
"""The seasonings that are run."""
HALF: Final = 0.5
"""The share of runs that burn at the edge."""
STEEP: Final = 0.5
"""A rise of the share from one seasoning to the next above which a line between them tells nothing."""
AROUND, CLOSE = 0.025, 0.005
"""How far from an edge already found more seasonings are run, and how close together."""

_NAMED: Final = "edge, seasoning "


def edge_arms(setting: Setting, low: float = LOW, high: float = HIGH, step: float = STEP, **given: Any) -> list[Arm]:
    """Arms along the seasoning axis.

    Args:
        setting: with its own edge not looked at.
        low, high, step: the seasonings, both ends among them.
        given: what else the scenario changes, such as its network; not seasoning or programme.
    """
    along = np.linspace(low, high, round((high - low) / step) + 1).round(6).tolist()
    fuel = {"volume": VOLUME}
    return [setting.arm(f"{_NAMED}{at:g}", ending, seasoning=at, programme=fuel, **given) for at in along]


def edge_of(runs: Runs) -> float:
    """The edge, from runs of `edge_arms` (others among them are passed over); NaN where it is not crossed."""
    seasoning, burning = along_axis(runs)
    return crossing(seasoning, burning.mean(axis=1))


def along_axis(runs: Runs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The seasonings of `edge_arms`, rising, shape (K,); and whether each run burned, shape (K, n)."""
    found = [seen for name, seen in runs.items() if name.startswith(_NAMED)]
    found.sort(key=lambda seen: seen.arm.scenario.seasoning)
    return np.array([seen.arm.scenario.seasoning for seen in found]), np.stack([seen["burning"] for seen in found])


def crossing(seasoning: ArrayLike, share: ArrayLike, place: float | None = None) -> float:
    """The first seasoning at which the share that burns is half, on straight lines between those run.

    Args:
        seasoning: shape (K,), rising.
        share: shape (K,), of runs that burn.
        place: how far between two seasonings, from 0 to 1, it lies where the share rises by more than half from one to
            the next: then it may be anywhere between them, and no line tells. Left out, a line is drawn all the same.

    Returns:
        NaN where no share reaches half, and where already the first lies above it.
    """
    at, burning = np.asarray(seasoning, dtype=np.float64), np.asarray(share, dtype=np.float64)
    reached = np.flatnonzero(burning >= HALF)
    if not len(reached) or burning[0] > HALF:
        return float("nan")
    first = int(reached[0])
    if first == 0:
        return float(at[0])
    rise = burning[first] - burning[first - 1]
    part = place if place is not None and rise > STEEP else (HALF - burning[first - 1]) / rise
    return float(at[first - 1] + part * (at[first] - at[first - 1]))


def near(setting: Setting) -> list[Arm]:
    """More arms along the axis, close together about the setting's own edge; none where no edge was found."""
    if isnan(setting.edge):
        return []
    middle = round(setting.edge / CLOSE) * CLOSE
    return edge_arms(setting, max(0.0, middle - AROUND), min(1.0, middle + AROUND), CLOSE)
