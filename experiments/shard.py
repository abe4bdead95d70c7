"""Runs what a shard holds: these scenarios, with these seeds, give back rows.

This is the one place where a sweep simulates. Whatever runs many replicates side by side belongs into
`run_cases`; everything else of a sweep only hands it work and keeps what it returns.
"""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.keys import contents
from experiments.run import Surveys, populations, read_surveys, structure_of
from sim.measures import MEASURES, Results
from sim.network.reading import Survey
from sim.outcome import WINDOW
from sim.scenario import Scenario
from sim.simulation import Simulation

Row = dict[str, Any]
Series = NDArray[np.float64]

PEOPLE_WEEK: Final = 1.5e-7
"""Seconds that a person takes for a week, about, on one core of a common machine (2026); it sizes shards."""

BEGINNING: Final = 4e-3
"""Seconds to build and to measure a small organisation."""


class Keep(NamedTuple):
    """What is kept of the weeks of a run: these measures, of every so many weeks."""

    series: tuple[str, ...] = ()
    every: int = 1


class Case(NamedTuple):
    """One scenario and the seeds it is run with.

    Attributes:
        keys: of the runs, one a seed.
        scenario: its own seed is replaced.
        seeds: all different.
    """

    keys: tuple[str, ...]
    scenario: Scenario
    seeds: tuple[int, ...]


@dataclass
class Rows:
    """What came of a shard.

    Attributes:
        runs: one row a run and organisation, the columns of `experiments.store.columns.RUNS`.
        series: blocks of the table of weeks, one a run and organisation: name of the column to values.
        failures: one row a run that failed.
    """

    runs: list[Row] = field(default_factory=list)
    series: list[Mapping[str, Any]] = field(default_factory=list)
    failures: list[Row] = field(default_factory=list)


def seconds[N: (float, Series)](people: N, weeks: N) -> N:
    """What a run takes, about; or many runs, each with people and weeks of its own."""
    return BEGINNING + PEOPLE_WEEK * people * weeks


def run_cases(cases: Sequence[Case], keep: Keep) -> Rows:
    """Run each case once with each of its seeds; a run that fails becomes a row, and the rest goes on.

    Args:
        cases: in any number; results do not depend on what else is run beside them.
        keep: which weeks are kept.
    """
    rows = Rows()
    for case in cases:
        for key, seed in zip(case.keys, case.seeds, strict=True):
            try:
                runs, series = _run(key, case.scenario.model_copy(update={"seed": seed}), keep)
            except Exception as error:  # a failed run is a row
                rows.failures.append(failure(key, error))
            else:
                rows.runs += runs
                rows.series += series
    return rows


def failure(key: str, error: Exception) -> Row:
    """The row of a run that failed."""
    where = "".join(traceback.format_exception(error)[-8:])
    return {"key": key, "error": type(error).__name__, "message": str(error), "traceback": where}


def _run(key: str, scenario: Scenario, keep: Keep) -> tuple[list[Row], list[Mapping[str, Any]]]:
    people = populations(scenario, _surveys(scenario))
    run = Simulation(scenario, people)
    run.advance(scenario.weeks)
    results = run.results()
    weekly = {name: results.series(name) for name in MEASURES}
    start = structure_of(people, [each.ties for each in people])
    end = structure_of(people, [run.ties(index) for index in range(len(people))])
    runs = _rows(key, results, weekly, start, end)
    weeks = np.arange(0, scenario.weeks, keep.every, dtype=np.int32)
    kept: list[Mapping[str, Any]] = [
        {"key": key, "organisation": name, "week": weeks} | {each: weekly[each][weeks, o] for each in keep.series}
        for o, name in enumerate(results.organisations)
        if keep.series
    ]
    return runs, kept


def _rows(
    key: str, results: Results, weekly: Mapping[str, Series], start: Mapping[str, Series], end: Mapping[str, Series]
) -> list[Row]:
    rows, late = [], _last(weekly)
    for o, outcome in enumerate(results.outcomes()):
        rows.append(
            {
                "key": key,
                "organisation": outcome.organisation,
                "outcome": outcome.outcome,
                "ignition_week": outcome.ignition,
                "extinction_week": outcome.extinction,
                **{f"{name}_final": float(values[o]) for name, values in late.items()},
                **{f"start_{name}": float(values[o]) for name, values in start.items()},
                **{f"end_{name}": float(values[o]) for name, values in end.items()},
                "weekly_digest": _digest(weekly, o),
            }
        )
    return rows


def _last(weekly: Mapping[str, Series]) -> dict[str, Series]:
    """By measure, shape (organisations,): the mean of the last weeks in which it is defined; NaN if it is in none."""
    late = np.stack([values[-WINDOW:] for values in weekly.values()])
    defined = ~np.isnan(late)
    total, count = np.where(defined, late, 0.0).sum(axis=1), defined.sum(axis=1)
    mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return dict(zip(weekly, mean, strict=True))


def _digest(weekly: Mapping[str, Series], organisation: int) -> str:
    digest = sha256()
    for name, values in weekly.items():
        digest.update(name.encode() + b"\0" + np.ascontiguousarray(values[:, organisation]).tobytes())
    return digest.hexdigest()[:16]


def _surveys(scenario: Scenario) -> Surveys:
    """Files of ties, each read once a process."""
    networks = [trust.network for trust in scenario.trusts if trust.network.path is not None]
    wanted = {(each.path, each.people, each.layer) for each in networks}
    return {which: _survey(*which, _now(*which[:2])) for which in sorted(wanted, key=str)}


def _now(*files: str | None) -> tuple[str, ...]:
    return tuple(contents(file) for file in files if file is not None)


@lru_cache(maxsize=64)
def _survey(path: str, people: str | None, layer: str | None, now: tuple[str, ...]) -> Survey:
    """A file of ties; `now`, what is in its files, makes a changed one another."""
    network = {"kind": "survey", "path": path, "people": people, "layer": layer}
    (survey,) = read_surveys([Scenario(network=network)]).values()
    return survey
