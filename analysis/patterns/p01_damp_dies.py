"""Pattern 1: damp dies, however much wood."""

from collections.abc import Sequence
from typing import Final

from analysis.findings import Finding, share
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

VOLUMES: Final = (0.05, 0.2, 0.8, 1.6)


def arms(setting: Setting) -> Sequence[Arm]:
    """Damp organisations, with more and more training."""
    return [setting.arm(f"damp, {volume:.0%}", ending, seasoning=0, programme={"volume": volume}) for volume in VOLUMES]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Burning in each arm; and smouldering, for a look."""
    most = 0.01
    found = [
        share(f"{name}: burning", seen["burning"], "at most 1 %", lambda found: found.value <= most)
        for name, seen in runs.items()
    ]
    return [*found, *(share(f"{name}: smouldering", seen["smouldering"]) for name, seen in runs.items())]


PATTERN: Final = Pattern(
    number=1,
    mark="c",
    title="Damp dies however much wood",
    criterion="Damp dies however much wood: volume 5, 20, 80, 160 %: at most 1 in 100 burning at each.",
    rests_on="Calibrated. Assumes that heat must pass a threshold (θ) which unaligned values raise (d), and that talk "
    "which is not answered carries little heat (ω).",
    arms=arms,
    judge=judge,
)
