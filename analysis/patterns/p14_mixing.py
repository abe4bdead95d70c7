"""Pattern 14: talk spaces that mix units best mix them neither too little nor too much. Judged on final practising."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.findings import Finding, bootstrapped, mean
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

MIXES: Final = (0.0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0)


def arms(setting: Setting) -> Sequence[Arm]:
    """Little wood just above the edge, with more and more guests at talk spaces."""
    return [
        setting.arm(_name(mix), ending, seasoning=setting.just_above, programme={"volume": 0.07}, talk={"mix": mix})
        for mix in MIXES
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Where the quadratic in mix is highest, and how much above both ends; intervals draw seeds, alike in all arms."""
    practising = np.stack([runs[_name(mix)]["practising"] for mix in MIXES])
    seeds, rise = practising.shape[1], 0.1
    best = bootstrapped(
        "mix at which the quadratic of final practising is highest",
        lambda rows: _best(_fit(practising[:, rows])),
        seeds,
        "inside 0–1",
        lambda found: 0 < found.value < 1,
    )
    above = [
        bootstrapped(
            f"the quadratic there less at mix {end:g}",
            partial(_rise_of, practising, end),
            seeds,
            "at least 10 points",
            lambda found: found.value >= rise,
            "points",
        )
        for end in (0.0, 1.0)
    ]
    return [
        best,
        *above,
        *(mean(f"{name}: practising", seen["practising"], unit="share") for name, seen in runs.items()),
    ]


def _fit(practising: NDArray[np.float64]) -> NDArray[np.float64]:
    """The least-squares quadratic in mix, highest power first, to `practising` of shape (mixes, runs)."""
    fitted: NDArray[np.float64] = np.polyfit(MIXES, practising.mean(axis=1), 2)
    return fitted


def _best(fitted: NDArray[np.float64]) -> float:
    """Where in 0–1 a quadratic is highest: its vertex, or an end when it has none inside that is a maximum."""
    curve, slope, _ = fitted
    vertex = -slope / (2 * curve) if curve < 0 else float("nan")
    places = [0.0, 1.0, *([float(vertex)] if 0 < vertex < 1 else [])]
    return max(places, key=lambda at: float(np.polyval(fitted, at)))


def _rise(fitted: NDArray[np.float64], end: float) -> float:
    return float(np.polyval(fitted, _best(fitted)) - np.polyval(fitted, end))


def _rise_of(practising: NDArray[np.float64], end: float, rows: NDArray[np.int64]) -> float:
    return _rise(_fit(practising[:, rows]), end)


def _name(mix: float) -> str:
    return f"mix {mix:g}"


PATTERN: Final = Pattern(
    number=14,
    mark="e",
    title="Cross-unit mixing has an interior best",
    criterion="Cross-unit mixing has an interior best: volume 7 %, quadratic in mix, maximum inside and ≥ 10 points "
    "above both ends.",
    rests_on="Emergent. That guests carry practice from unit to unit, and that several of one unit at once light each "
    "other (m above 1), pull in two directions; where the best lies between is not set anywhere.",
    arms=arms,
    judge=judge,
)
