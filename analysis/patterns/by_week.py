"""A run in half weeks, read by the week, so that whatever is observed of weeks can be observed of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from experiments.arms import Observer
from sim.measures import Results
from sim.simulation import Simulation
from sim.steps.measures import WEEKLY
from sim.world import Record


class _ByWeek:
    """A finished run that shows every second step: what is counted is added up over both, all else is as the week ends.

    Flags of "this week" (who was in talk, who was warmed) are those of the second half only.
    """

    def __init__(self, run: Simulation) -> None:
        self._run = run
        self.week = run.week // 2
        self.scenario = run.scenario.model_copy(update={"weeks": run.scenario.weeks // 2})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._run, name)

    def results(self) -> Results:
        """The measures of its whole weeks."""
        results = self._run.results()
        record = _whole(results.record, 2 * self.week)
        context = results.context[1 : 2 * self.week : 2]
        return replace(results, scenario=self.scenario, weeks=self.week, record=record, context=context)


def by_week(run: Simulation, *, observe: Observer) -> Mapping[str, float]:
    """What `observe` sees of a run in half weeks (`half_weeks`) when its weeks are whole ones."""
    return observe(cast(Simulation, _ByWeek(run)))


def _whole(record: Record, steps: int) -> Record:
    """Every second row of each column up to `steps`. Of the tallies, those that start anew each step are added up."""
    ends = {name: column[1:steps:2] for name, column in record._asdict().items()}
    tallies = ends["tallies"].copy()
    tallies[..., :WEEKLY] += record.tallies[0:steps:2, :, :WEEKLY]
    return record._replace(**ends | {"tallies": tallies})
