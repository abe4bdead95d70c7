"""Runs the arms of a study with a null model in the model's place, so that the same `judge` judges it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final, cast

import numpy as np

from analysis.nulls.course import Course, Null, course
from analysis.nulls.inputs import CannotSayError, Inputs, beyond_words, heard
from analysis.nulls.standin import StandIn
from experiments.arms import Arm, Observed
from sim.simulation import Simulation

_TOGETHER: Final = 2_000_000
"""People run at a time."""


def run_arms_with(null: Null, arms: Sequence[Arm]) -> dict[str, Observed]:
    """What is observed of each arm, as `experiments.arms.run_arms` gives it.

    Raises:
        CannotSayError: arms differ in something that the null model has no place for, or an observer asks for it.
    """
    differ = beyond_words([arm.scenario for arm in arms])
    if differ:
        raise CannotSayError(f"what {', '.join(differ)} {'does' if len(differ) == 1 else 'do'}")
    seen: dict[str, list[Mapping[str, float]]] = {arm.name: [] for arm in arms}
    for arm, seed, found in _runs(null, arms):
        scenario = arm.scenario.model_copy(update={"seed": seed})
        seen[arm.name].append(arm.observe(cast(Simulation, StandIn(scenario, found))))
    return {arm.name: _observed(arm, seen[arm.name]) for arm in arms}


def _runs(null: Null, arms: Sequence[Arm]) -> Iterator[tuple[Arm, int, Course]]:
    """Each run's arm, seed and course. Arms of one size and length are run side by side."""
    told = [(arm, heard(arm.scenario, null.talk_weight)) for arm in arms]
    told.sort(key=lambda one: _shape(*one))
    for _, alike in groupby(told, key=lambda one: _shape(*one)):
        for some in _batches([(arm, inputs, seed) for arm, inputs in alike for seed in arm.seeds]):
            whole = _side_by_side([inputs for _, inputs, _ in some])
            luck = [(seed, place) for _, inputs, seed in some for place in range(len(inputs.staff))]
            found, low = course(null, whole, luck), 0
            for arm, inputs, seed in some:
                yield arm, seed, found.columns(low, low + len(inputs.staff))
                low += len(inputs.staff)


def _shape(arm: Arm, inputs: Inputs) -> tuple[int, ...]:
    sizes = {int(size) for size in inputs.staff}
    if len(sizes) > 1:
        raise CannotSayError("organisations of different sizes in one run")
    return arm.scenario.weeks, *sizes


def _batches(runs: Sequence[tuple[Arm, Inputs, int]]) -> Iterator[Sequence[tuple[Arm, Inputs, int]]]:
    size = max(1, _TOGETHER // int(runs[0][1].staff.sum()))
    for start in range(0, len(runs), size):
        yield runs[start : start + size]


def _side_by_side(inputs: Sequence[Inputs]) -> Inputs:
    return Inputs(*(np.concatenate(columns, axis=-1) for columns in zip(*inputs, strict=True)))


def _observed(arm: Arm, rows: Sequence[Mapping[str, Any]]) -> Observed:
    names = rows[0] if rows else ()
    return Observed(arm, MappingProxyType({name: np.array([float(row[name]) for row in rows]) for name in names}))
