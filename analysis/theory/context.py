"""What the mean field knows of a week: the context of one organisation, and how many are trained."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.theory.held import refuse
from sim.rules import leave_chance, safety, session_chance, signal
from sim.scenario import Rules, Scenario
from sim.schedule import COLUMN, schedule


class Context(NamedTuple):
    """One week of one organisation, as in `docs/odd.md`, 7.1."""

    safety: float
    signal: float
    enablement: float
    pressure: float
    held: float
    """Chance that a unit holds a session this week."""
    size: int
    mix: float
    time: float
    """Time that pairs find for talk, beside the usual."""
    coaching: float
    workshops: float
    leaving: float
    """Chance that a person leaves this week."""


class Plan(NamedTuple):
    """All weeks of one organisation."""

    contexts: tuple[Context, ...]
    trained: NDArray[np.float64]
    """Shape (weeks,): share of staff newly trained in each week, as far as untrained are left."""


def plan(scenario: Scenario, organisation: int, people: int) -> Plan:
    """The weeks of an organisation of `people`, as `sim.schedule` has them.

    Raises:
        ScenarioError: what theory does not hold (`analysis.theory.held`).
    """
    refuse(scenario, organisation)
    sizes = [people if index == organisation else 2 for index in range(len(scenario.trusts))]
    rows = schedule(scenario, sizes)
    contexts = tuple(_context(row, scenario.rules) for row in rows.context[:, organisation])
    trained, places = 0.0, np.zeros(scenario.weeks)
    for week, context in enumerate(contexts):
        places[week] = min(1.0 - trained, rows.places[week, organisation] / people)
        trained = (trained + places[week]) * (1.0 - context.leaving)
    return Plan(contexts, places)


def trained_share(plan: Plan, week: int) -> float:
    """The share of staff who are trained in a week: improvers leave as others do, and joiners are not trained."""
    share = 0.0
    for context, places in zip(plan.contexts[: week + 1], plan.trained, strict=False):
        share = (share + places) * (1.0 - context.leaving)
    return float(share)


def _context(row: NDArray[np.float64], rules: Rules) -> Context:
    def of(name: str) -> float:
        return float(row[COLUMN[name]])

    enablement, pressure = of("leadership.enablement"), of("targets.pressure")
    return Context(
        safety=safety(of("leadership.fear"), of("leadership.clinical"), enablement, rules.pressure_silence, pressure),
        signal=signal(of("values.clarity"), of("values.concision"), of("values.consistency")),
        enablement=enablement,
        pressure=pressure,
        held=session_chance(of("talk.sessions"), enablement),
        size=int(of("talk.size")),
        mix=of("talk.mix"),
        time=of("talk.time"),
        coaching=of("support.coaching"),
        workshops=of("workshops.due"),
        leaving=leave_chance(of("staffing.turnover")),
    )
