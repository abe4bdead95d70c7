"""Pattern 6: talk makes the network.

All runs of both arms start from one and the same network (distributed ties, built with seed 0), so whatever differs
after 208 weeks was made by the context and by luck. The survey is a roster that everyone answers (`sim.network.held`).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analysis.findings import Finding, difference, mean
from analysis.intervals import apart
from analysis.patterns.observe import surveyed
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

WEEKS: Final = 208
START: Final = {"kind": "distributed", "seed": 0}
"""The network all runs start from."""
CONTEXTS: Final = {"damp": 0.0, "seasoned": 1.0}
WHAT: Final = {"reciprocity": "reciprocity (arc form)", "messenger_share": "messenger share"}


def arms(setting: Setting) -> Sequence[Arm]:
    """One starting network in two contexts."""
    return [
        setting.arm(name, surveyed, network=START, seasoning=seasoning, programme={"volume": 0.2}, weeks=WEEKS)
        for name, seasoning in CONTEXTS.items()
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """For each measure: its means at the start and in both contexts, and whether the intervals of these are apart."""
    found = []
    for measure, what in WHAT.items():
        damp, seasoned = (runs[name][measure] for name in CONTEXTS)
        one, other = (mean(f"{what}, {name}", runs[name][measure]) for name in CONTEXTS)
        between = difference(f"{what}, seasoned less damp", seasoned, damp, unit="number")
        wanted, holds = "the intervals of both means apart", apart(one.found, other.found)
        start = mean(f"{what}, at the start", runs["damp"][f"{measure}_start"])
        found += [replace(between, wanted=wanted, holds=holds), one, other, start]
    return found


PATTERN: Final = Pattern(
    number=6,
    mark="e",
    title="Talk makes the network",
    criterion="Talk makes the network: one common starting network under damp and seasoned context: after 208 weeks "
    "simulated surveys differ in reciprocity and in messenger share (intervals apart).",
    rests_on="Emergent. Rests on the assumptions that answered talk raises trust and awareness, that talk spaces make "
    "missing arcs (ν), and that an arc is reported from a mean of .5 on.",
    arms=arms,
    judge=judge,
)
