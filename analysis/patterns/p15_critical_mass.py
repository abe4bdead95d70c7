"""Pattern 15: a committed minority tips the others.

The midpoint is the committed share at which the mean share of the others who practise (last 26 weeks) first reaches a
half, on straight lines between the shares run. It counts as 0 where the others practise without anyone committed, and
as 1 where they do not reach a half with any share that was run.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.findings import Finding, bootstrapped, mean
from analysis.patterns.observe import window
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm
from sim.outcome import WINDOW

COMMITTED: Final = (0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)
END: Final = 416
HALF: Final = 0.5


def arms(setting: Setting) -> Sequence[Arm]:
    """More and more committed staff, nobody trained, nobody coached."""
    observe = partial(window, measures=("practising_others",), first=END - WINDOW, last=END)
    return [
        setting.arm(
            _name(share),
            observe,
            seasoning=setting.just_above,
            staffing={"committed": share},
            support={"strength": 0},
            programme={"volume": 0},
            weeks=END,
        )
        for share in COMMITTED
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """The midpoint, its interval drawing seeds, alike in all arms; and where half of the range is crossed, reported."""
    others = np.stack([runs[_name(share)]["practising_others_mean"] for share in COMMITTED])
    low, high, seeds = 0.1, 0.4, others.shape[1]

    def between(rows: NDArray[np.int64]) -> float:
        means = others[:, rows].mean(axis=1)
        return midpoint(means, float(means.min() + means.max()) / 2)

    return [
        bootstrapped(
            "committed share at which half of the others practise",
            lambda rows: midpoint(others[:, rows].mean(axis=1), HALF),
            seeds,
            "in 10–40 %",
            lambda found: low <= found.value <= high,
            "share",
        ),
        bootstrapped("committed share half-way between the lowest and the highest arm", between, seeds, unit="share"),
        *(mean(f"{name}: of the others practise", runs[name]["practising_others_mean"], unit="share") for name in runs),
    ]


def midpoint(others: NDArray[np.float64], level: float) -> float:
    """The committed share at which `others`, shape of `COMMITTED`, first reach a level; 0 or 1 beyond the ends."""
    reached = np.flatnonzero(others >= level)
    if not len(reached):
        return 1.0
    first = int(reached[0])
    if first == 0:
        return 0.0
    part = (level - others[first - 1]) / (others[first] - others[first - 1])
    return float(COMMITTED[first - 1] + part * (COMMITTED[first] - COMMITTED[first - 1]))


def _name(share: float) -> str:
    return f"committed {share:.0%}"


PATTERN: Final = Pattern(
    number=15,
    mark="e",
    title="Critical mass",
    criterion="Critical mass: staff who practise for good (knowledge 1, never lapse or leave), no coaching, seasoning "
    "just above the edge: share of the *others* practising: midpoint within 10–40 % committed.",
    rests_on="Emergent; that there is a critical mass at all rests on complex contagion (m above 1). Where it lies "
    "follows from thresholds and talk calibrated on trained staff, who lapse, forget and leave.",
    arms=arms,
    judge=judge,
)
