"""Pattern 2: seasoned wood with fuel outlives support."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from analysis.findings import Finding, mean, share
from analysis.patterns.observe import lasting
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

THEN, SLOPED_FROM, END = 416, 520, 1040
"""Weeks: the first look, the start of the slope, and the end, where the second look is."""
NAME: Final = "seasoned, 20 %"


def arms(setting: Setting) -> Sequence[Arm]:
    """One arm run for twenty years, looked at twice: the first 416 weeks do not know how long it goes on."""
    observe = partial(lasting, then=THEN, sloped_from=SLOPED_FROM)
    return [setting.arm(NAME, observe, seasoning=1, programme={"volume": 0.2}, weeks=END)]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Burning at both looks, and how practising drifts from the one to the other; the mean slope is judged."""
    seen = runs[NAME]
    soon, late, fall = 0.97, 0.90, -0.0002
    return [
        share(f"burning at {THEN}", seen["burning_then"], "at least 97 %", lambda found: found.value >= soon),
        share(f"burning at {END}", seen["burning"], "at least 90 %", lambda found: found.value >= late),
        mean(
            f"slope of practising over {SLOPED_FROM}–{END}, a week",
            seen["slope"],
            "at least −.0002",
            lambda found: found.value >= fall,
        ),
        mean(f"practising at {THEN}", seen["practising_then"], unit="share"),
        mean(f"practising at {END}", seen["practising"], unit="share"),
    ]


PATTERN: Final = Pattern(
    number=2,
    mark="c",
    title="Seasoned with fuel outlives support",
    criterion="Seasoned with fuel (20 %) outlives support: at least 97 in 100 burning at 416, at least 90 at week "
    "1040, slope of practising over 520–1040 ≥ −.0002 a week.",
    rests_on="Calibrated. Assumes that answered talk wins trust faster than unanswered talk loses it (τ₊ above τ₋) and "
    "that talk keeps practice from lapsing (ρ); with trust lost faster than won, seasoned fires died in the prototype.",
    arms=arms,
    judge=judge,
)
