"""Fires made by hand, so that words and figures can be told what to say."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from analysis.facts import Facts
from experiments.run import STRUCTURE, Fire
from sim.measures import MEASURES
from sim.outcome import Outcome
from sim.scenario import Scenario
from sim.schedule import schedule

Made = Callable[..., Facts]


@pytest.fixture
def made() -> Made:
    """A fire with constant measures: `outcomes` by run, weekly measures and start by name."""

    def make(
        name: str = "a trust",
        outcomes: tuple[str, ...] = ("burning",) * 4,
        weekly: Mapping[str, Any] | None = None,
        start: Mapping[str, float] | None = None,
        scenario: Scenario | None = None,
        final: float = 0.8,
        ignition: int | None = 40,
        extinction: int | None = None,
    ) -> Facts:
        scenario = scenario or Scenario()
        runs = len(outcomes)
        series = {measure: np.full((runs, scenario.weeks), 0.25) for measure in MEASURES}
        for measure, value in (weekly or {}).items():
            series[measure] = np.broadcast_to(np.asarray(value, dtype=float), (runs, scenario.weeks)).copy()
        shape = dict.fromkeys(STRUCTURE, 1.0) | dict(start or {})
        ends = {measure: np.full(runs, value) for measure, value in shape.items()}
        told = tuple(Outcome(name, outcome, final, ignition, extinction) for outcome in outcomes)
        context = schedule(scenario, [300]).context[:, 0]
        return Facts(Fire(name, scenario, 0, tuple(range(runs)), told, series, ends, ends, context))

    return make
