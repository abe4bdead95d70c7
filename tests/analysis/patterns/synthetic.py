"""Runs by hand: what each arm of a pattern is made to have seen, so that a verdict can be told in advance."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from analysis.findings import Finding
from analysis.patterns.pattern import Pattern, Setting
from experiments.arms import Arm, Observed, run_arms

SETTING = Setting(seeds=range(40), edge=0.6)
TINY = Setting(seeds=range(2), people=40, edge=0.613)


def judged(pattern: Pattern, see: Callable[[Arm], Mapping[str, Any]], setting: Setting = SETTING) -> list[Finding]:
    """What a pattern finds when each arm has seen `see(arm)`: numbers, or one a seed."""
    runs = {}
    for arm in pattern.arms(setting):
        seen = {name: np.broadcast_to(np.asarray(value, float), len(arm.seeds)) for name, value in see(arm).items()}
        runs[arm.name] = Observed(arm, seen)
    return list(pattern.judge(runs, setting))


def verdicts(found: Sequence[Finding]) -> list[bool]:
    """The verdicts of what was judged, in order."""
    return [finding.holds for finding in found if finding.holds is not None]


def jitter(arm: Arm, about: float, spread: float = 0.01) -> np.ndarray:
    """A number a seed about one value, the same luck in each arm."""
    return about + spread * np.random.default_rng(7).uniform(-1, 1, len(arm.seeds))


def run_tiny(pattern: Pattern, setting: Setting = TINY) -> list[Finding]:
    """All arms of a pattern run with a few people, and judged; every arm differs in name and in what is run."""
    arms = pattern.arms(setting)
    assert len({arm.name for arm in arms}) == len(arms)
    assert len({(arm.key, tuple(arm.seeds)) for arm in arms}) == len(arms)
    return list(pattern.judge(run_arms(arms), setting))
