"""Pattern 13: practice does not spread as news does: shortcuts speed contact and slow practice.

The clustered network is the distributed archetype with only as many dyads across units (2 %) as hang the units
together: units are nearly cliques, clustering is about .9. Rewired, it keeps its people and its number of dyads.
All else is as usual just above the edge, with 20 % trained at random: nothing was chosen for what comes out.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.findings import Finding, difference, mean, share
from analysis.patterns.observe_spread import halves
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

REWIRED: Final = (0.0, 0.01, 0.1, 1.0)
CLUSTERED: Final = {"kind": "distributed", "cross_unit": 0.02}


def arms(setting: Setting) -> Sequence[Arm]:
    """The clustered network, more and more of it rewired."""
    return [
        replace(
            setting.arm(
                _name(rewiring),
                halves,
                seasoning=setting.just_above,
                network={**CLUSTERED, "rewiring": rewiring},
                programme={"volume": 0.2},
            ),
            keep_states=True,
        )
        for rewiring in REWIRED
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """The ends compared in pairs of luck; all four printed."""
    least, most = runs[_name(REWIRED[0])], runs[_name(REWIRED[-1])]
    ends = [
        difference(
            "weeks until half have talked with someone practising: all rewired less none",
            most["contact"],
            least["contact"],
            "below 0, interval and all",
            lambda found: found.high < 0,
            "weeks",
        ),
        difference(
            "weeks until half practise: all rewired less none",
            most["practice"],
            least["practice"],
            "above 0, interval and all",
            lambda found: found.low > 0,
            "weeks",
        ),
    ]
    for name, seen in runs.items():
        ends += [
            mean(f"{name}: weeks until half have talked with someone practising", seen["contact"], unit="weeks"),
            mean(f"{name}: weeks until half practise", seen["practice"], unit="weeks"),
            share(f"{name}: runs in which half come to practise", seen["practice_reached"]),
        ]
    return ends


def _name(rewiring: float) -> str:
    return f"rewired {rewiring:g}"


PATTERN: Final = Pattern(
    number=13,
    mark="e",
    title="Complex is not simple",
    criterion="Complex is not simple: rewiring a clustered network (0, .01, .1, 1): time until half have talked with "
    "someone practising falls, time until half practise rises.",
    rests_on="Emergent. Rests on complex contagion (m above 1, heat from several sources within memory), which is "
    "assumed. Talk spaces and training at random work against it: both bring practice to every unit anyhow.",
    arms=arms,
    judge=judge,
)
