"""Pattern 3: the edge lies inside the axis, and just above it fuel decides."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from analysis.findings import Finding, bootstrapped, judged, share, shares_apart
from analysis.patterns.edge import along_axis, crossing, edge_arms, near
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

VOLUMES: Final = (0.02, 0.2, 1.6)


def arms(setting: Setting) -> Sequence[Arm]:
    """The arms by which the edge is found, more where it is known to lie; and fuel just above it, little to much."""
    above = [
        setting.arm(_above(volume), ending, seasoning=setting.just_above, programme={"volume": volume})
        for volume in VOLUMES
    ]
    along = {arm.name: arm for arm in [*edge_arms(setting), *near(setting)]}
    return [*along.values(), *above]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Where the edge is, its interval over seeds; and what burns just above it."""
    few, many, fall = 0.25, 0.90, -0.05
    little, enough, much = (runs[_above(volume)]["burning"] for volume in VOLUMES)
    return [
        _edge(runs),
        share("just above the edge, 2 %: burning", little, "at most 25 %", lambda found: found.value <= few),
        share("just above the edge, 20 %: burning", enough, "at least 90 %", lambda found: found.value >= many),
        share("just above the edge, 160 %: burning", much),
        shares_apart(
            "just above the edge, 160 % less 20 %: burning",
            much,
            enough,
            "falls by at most 5 points",
            lambda found: found.value >= fall,
        ),
    ]


def _edge(runs: Runs) -> Finding:
    what, wanted = "the seasoning at which half of the runs burn, 20 % trained", "in .4–.7"
    low, high = 0.4, 0.7
    seasoning, burning = along_axis(runs)
    places = np.random.default_rng(0)
    found = bootstrapped(
        what,
        lambda rows: crossing(seasoning, burning[:, rows].mean(axis=1), places.random()),
        burning.shape[1],
    )
    told = found.found._replace(value=crossing(seasoning, burning.mean(axis=1)))
    return judged(what, told, found.n, wanted, lambda found: low <= found.value <= high)


def _above(volume: float) -> str:
    return f"just above the edge, {volume:.0%}"


PATTERN: Final = Pattern(
    number=3,
    mark="c",
    title="The edge lies inside",
    criterion="The edge lies inside: at 20 % volume half of the runs burn at some seasoning in .4–.7. Just above it "
    "(edge + .1): volume 2 % at most 25 burning, 20 % at least 90; burning does not fall by more than 5 points from "
    "20 to 160 %.",
    rests_on="Calibrated. That there is an edge at all rests on complex contagion (m above 1): several sources within "
    "memory must light a person, so little wood goes out where more burns.",
    arms=arms,
    judge=judge,
)
