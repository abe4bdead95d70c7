"""Pattern 16: pressed targets are met on paper, and practice ends lower.

Seasoning and pressure are those of configs/experiment/targets_game.yaml.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from analysis.findings import Finding, difference, mean
from analysis.patterns.observe import window
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm
from sim.outcome import WINDOW

SEASONING, PRESSURE, END = 0.8, 0.8, 416
FREE, PRESSED = "not pressed", "pressed"


def arms(setting: Setting) -> Sequence[Arm]:
    """The same seasoned organisation, its targets pressed or not."""
    observe = partial(window, measures=("practising_reported", "practising"), first=END - WINDOW, last=END)
    return [
        setting.arm(name, observe, seasoning=SEASONING, targets={"pressure": pressure}, weeks=END)
        for name, pressure in ((FREE, 0.0), (PRESSED, PRESSURE))
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """What is reported beside what is true, last 26 weeks; and what is true beside what it is without pressure."""
    free, pressed = runs[FREE], runs[PRESSED]
    least = 0.10
    return [
        difference(
            "pressed: reported less true practice",
            pressed["practising_reported_mean"],
            pressed["practising_mean"],
            "at least 10 points",
            lambda found: found.value >= least,
        ),
        difference(
            "true practice at the end: pressed less not pressed",
            pressed["practising"],
            free["practising"],
            "below 0, interval and all",
            lambda found: found.high < 0,
        ),
        *(mean(f"{name}: true practice", seen["practising_mean"], unit="share") for name, seen in runs.items()),
        mean("pressed: reported practice", pressed["practising_reported_mean"], unit="share"),
    ]


PATTERN: Final = Pattern(
    number=16,
    mark="i/e",
    title="Targets game",
    criterion="Targets game: reported exceeds true by ≥ 10 points under pressure; **e** true practice ends lower.",
    rests_on="What is reported beyond the true is an input (γ · pressure of what is missing), so it is large only "
    "where much is missing. That pressure closes talk (χ) is assumed; that less talk puts the fire lower emerges.",
    arms=arms,
    judge=judge,
)
