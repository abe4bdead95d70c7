"""Records by hand: weeks of units and of people, as an observer reads them of a run."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from sim.layout import make_record
from sim.measures import Results
from sim.scenario import Scenario
from sim.schedule import schedule
from sim.simulation import Simulation
from sim.steps.measures import SUMS, UNIT_COLUMNS


def run_of_units(columns: Mapping[str, Any], weeks: int, units: int, of: tuple[int, ...] | None = None) -> Any:
    """A run whose units, `of` these organisations, have columns of shape (weeks, units), or what spreads to it."""
    record = make_record(weeks, 1, units, 0)
    for name, values in columns.items():
        record.units[:, :, UNIT_COLUMNS.index(name)] = values
    return _run(Results(Scenario(weeks=weeks), weeks, record, _context(weeks), _unit_of(units, of)))


def run_of_people(states: Any, practising: Any) -> Any:
    """A run with these states, shape (weeks, people), and share practising, shape (weeks,)."""
    weeks, people = np.shape(states)
    record = make_record(weeks, 1, 0, people)
    record.states[:] = states
    record.cells[:, 0, 0, SUMS.index("people")] = 1.0
    record.cells[:, 0, 0, SUMS.index("practising")] = practising
    return _run(Results(Scenario(weeks=weeks), weeks, record, _context(weeks), _unit_of(1, None)))


def _run(results: Results) -> Simulation:
    return cast(Simulation, SimpleNamespace(results=lambda: results))


def _context(weeks: int) -> Any:
    return schedule(Scenario(weeks=weeks), [300]).context


def _unit_of(units: int, organisation: tuple[int, ...] | None) -> Any:
    return np.zeros(units, dtype=np.int32) if organisation is None else np.array(organisation, dtype=np.int32)
