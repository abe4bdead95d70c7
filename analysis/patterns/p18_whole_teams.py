"""Pattern 18: train whole teams, or scatter the places."""

from collections.abc import Sequence
from typing import Final

from analysis.findings import Finding, difference, mean
from analysis.patterns.observe import ending
from analysis.patterns.pattern import Pattern, Runs, Setting
from experiments.arms import Arm

ABOUT: Final = (-0.05, 0.0, 0.1)
"""Seasonings, beside the edge."""
VOLUMES: Final = (0.05, 0.1, 0.2)
CHOICES: Final = {"whole teams": "teams", "scattered": "random"}


def arms(setting: Setting) -> Sequence[Arm]:
    """Both ways to choose, at three seasonings about the edge and three volumes."""
    return [
        setting.arm(
            _name(who, beside, volume),
            ending,
            seasoning=setting.beside(beside),
            programme={"volume": volume, "choose": choose},
        )
        for beside in ABOUT
        for volume in VOLUMES
        for who, choose in CHOICES.items()
    ]


def judge(runs: Runs, setting: Setting) -> Sequence[Finding]:
    """Whole teams less scattered in final practising, in pairs of luck; nothing is judged."""
    found = []
    for beside in ABOUT:
        for volume in VOLUMES:
            teams, scattered = (runs[_name(who, beside, volume)]["practising"] for who in CHOICES)
            where = f"seasoning {setting.beside(beside):.3f}, {volume:.0%}"
            found += [
                difference(f"{where}: final practising, whole teams less scattered", teams, scattered),
                mean(f"{where}: practising, whole teams", teams, unit="share"),
                mean(f"{where}: practising, scattered", scattered, unit="share"),
            ]
    return found


def _name(who: str, beside: float, volume: float) -> str:
    return f"{who}, edge {beside:+g}, {volume:.0%}"


PATTERN: Final = Pattern(
    number=18,
    mark="e",
    title="Whole teams or scattered",
    criterion="Whole teams or scattered: which wins at which seasoning and volume, with intervals; no direction asked.",
    rests_on="Emergent. Improvers in one unit light each other (complex contagion, m above 1); scattered ones reach "
    "more people. Which weighs more is set nowhere.",
    arms=arms,
    judge=judge,
)
