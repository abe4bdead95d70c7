"""Runs made by hand, so that a criterion can be told to pass and to fail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.findings import Finding
from analysis.patterns.pattern import Pattern, Setting
from experiments.arms import Arm, Observed, run_arms

SETTING = Setting(edge=0.55)
"""A hundred seeds, and an edge inside the axis."""
TINY = Setting(seeds=range(2), people=40, edge=0.6)


def first(count: int, of: int = 100) -> np.ndarray:
    """Ones for the first `count` seeds, zeros for the others."""
    return (np.arange(of) < count).astype(float)


def runs_of(arms: Sequence[Arm], seen: Callable[[Arm], Mapping[str, Any]]) -> dict[str, Observed]:
    """What `seen` says of each arm, spread over its seeds where it is one number."""
    return {
        arm.name: Observed(
            arm, {name: np.broadcast_to(np.asarray(value, float), len(arm.seeds)) for name, value in seen(arm).items()}
        )
        for arm in arms
    }


def findings(
    pattern: Pattern, seen: Callable[[Arm], Mapping[str, Any]], setting: Setting = SETTING
) -> Sequence[Finding]:
    """What a pattern finds in runs made by hand."""
    return pattern.judge(runs_of(pattern.arms(setting), seen), setting)


def verdicts(
    pattern: Pattern, seen: Callable[[Arm], Mapping[str, Any]], setting: Setting = SETTING
) -> list[bool | None]:
    """Whether each finding that is judged holds, in order."""
    return [found.holds for found in findings(pattern, seen, setting) if found.holds is not None]


def by_name(table: Mapping[str, Mapping[str, Any]]) -> Callable[[Arm], Mapping[str, Any]]:
    """What is seen of each arm, by its name."""
    return lambda arm: table[arm.name]


def briefly(pattern: Pattern, most: int = 10_000, setting: Setting = TINY) -> Sequence[Finding]:
    """Findings of real runs of few people; a run is cut to `most` weeks."""
    arms = [
        replace(arm, scenario=arm.scenario.changed(weeks=min(most, arm.scenario.weeks)))
        for arm in pattern.arms(setting)
    ]
    return pattern.judge(run_arms(arms), setting)
