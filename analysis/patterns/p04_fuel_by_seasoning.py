"""Pattern 4: fuel and seasoning interact.

The difference in differences is that of burning between 20 % and 2 % trained, just above the edge and damp. The
table names no levels; these are the ones of patterns 1 and 3, between which fuel is said to decide or not to.
"""

from collections.abc import Sequence
from typing import Final

from analysis.findings import Finding, judged, share
from analysis.intervals import difference_of, paired_shares
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

LITTLE, MUCH = 0.02, 0.2
DAMP, ABOVE = "damp", "just above the edge"


def arms(setting: Setting) -> Sequence[Arm]:
    """Two levels of fuel in two contexts."""
    return [
        setting.arm(_name(context, volume), ending, seasoning=seasoning, programme={"volume": volume})
        for context, seasoning in ((DAMP, 0.0), (ABOVE, setting.just_above))
        for volume in (LITTLE, MUCH)
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """What fuel adds just above the edge beyond what it adds to damp wood.

    What it adds in each context is paired by luck, with Newcombe's interval; a bootstrap has none where all runs agree.
    """
    least = 0.5
    above, damp = (
        paired_shares(runs[_name(context, MUCH)]["burning"], runs[_name(context, LITTLE)]["burning"])
        for context in (ABOVE, DAMP)
    )
    return [
        judged(
            "what 20 % adds to burning beyond 2 %, just above the edge less damp",
            difference_of(above, damp),
            len(setting.seeds),
            "lower bound above 50 points",
            lambda found: found.low > least,
            "points",
        ),
        *(share(f"{name}: burning", seen["burning"]) for name, seen in runs.items()),
    ]


def _name(context: str, volume: float) -> str:
    return f"{context}, {volume:.0%}"


PATTERN: Final = Pattern(
    number=4,
    mark="i",
    title="Fuel × seasoning interact",
    criterion="Fuel × seasoning interact: difference in differences, lower bound > 0.5.",
    rests_on="Follows from patterns 1 and 3, on which the rules were calibrated: no fuel makes damp wood burn, and "
    "just above the edge 20 % burns where 2 % does not. A check, not evidence.",
    arms=arms,
    judge=judge,
)
