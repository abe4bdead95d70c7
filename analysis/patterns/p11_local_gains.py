"""Pattern 11: workshops bring local gains everywhere; whether they are held is another matter."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from analysis.findings import Finding, difference, mean
from analysis.patterns.observe_workshops import gains_won
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

HELD_AT: Final = 260 + 104
"""The week, two years after support, at which the gains held are looked at."""
A, D = "Trust A, seasoned", "Trust D, damp"


def arms(setting: Setting) -> Sequence[Arm]:
    """Trust A seasoned and Trust D damp, with the same programme and workshops."""
    observe = partial(gains_won, held_at=HELD_AT)
    one = setting.arm(A, observe, seasoning=1, network={"kind": "trust_a"})
    other = setting.arm(D, observe, seasoning=0, network={"kind": "trust_d"})
    return [replace(arm, keep_units=True) for arm in (one, other)]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Gains at the workshop, means over each run's workshops and over runs; and gains held two years after support."""
    least, most, after, about, gap, apart = 0.55, 0.70, 0.21, 0.05, 0.10, 0.3
    falls = [
        mean(
            f"{name}: lead time falls at the workshop by",
            seen["lead_time_fall"],
            "55 to 70 %",
            lambda found: least <= found.value <= most,
            "share",
        )
        for name, seen in runs.items()
    ]
    defects = [
        mean(
            f"{name}: defects after the workshop (57 % before)",
            seen["defects"],
            "21 ± 5 %",
            lambda found: abs(found.value - after) <= about,
            "share",
        )
        for name, seen in runs.items()
    ]
    gaps = [
        difference(
            f"A less D at the workshop: {what}",
            runs[A][name],
            runs[D][name],
            "less than 10 points apart",
            lambda found: max(abs(found.low), abs(found.high)) < gap,
        )
        for what, name in (("fall of lead time", "lead_time_fall"), ("defects", "defects"))
    ]
    held = difference(
        "A less D: share of gains held two years after support",
        runs[A]["gains_held"],
        runs[D]["gains_held"],
        "more than 30 points",
        lambda found: found.value > apart,
    )
    looks = [mean(f"{name}: gains held", seen["gains_held"], unit="share") for name, seen in runs.items()]
    counts = [mean(f"{name}: workshops a run", seen["workshops"]) for name, seen in runs.items()]
    return [*falls, *defects, *gaps, held, *looks, *counts]


PATTERN: Final = Pattern(
    number=11,
    mark="i/e",
    title="Local gains everywhere",
    criterion="Local gains everywhere: at the workshop −55 to −70 % lead time, defects 57 → 21 ± 5 points, A − D gap "
    "< 10 points (i); gains *held* two years after support differ by > .3 (e).",
    rests_on="Gains at the workshop are an input, drawn alike in every organisation. That gains regress where few "
    "practise (κ_g) is assumed; that few practise in the one and many in the other emerges.",
    arms=arms,
    judge=judge,
)
