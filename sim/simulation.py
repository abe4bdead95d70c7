"""Runs a scenario: lays the world out, takes it through its weeks, hands out the results.

`simulate` is the whole of it in one call, and makes no agents; `sim.model.CultureModel` steps the same
`Simulation` under Mesa.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from sim.errors import ConfigError
from sim.layout import make_world, with_room
from sim.measures import Results
from sim.network.build import Population, build
from sim.network.ties import ITEMS, Ties
from sim.scenario import Scenario
from sim.schedule import Schedule, schedule
from sim.steps.context import YEAR
from sim.week import room_for_a_week, run_weeks
from sim.world import Record, World


class Simulation:
    """A scenario under way.

    Args:
        scenario: what to run.
        populations: staff and ties of each organisation; left out, they are built from the scenario.
        width: the type of the floating columns.
        threads: threads to share the weeks among; results do not depend on it.
        keep_units: also record each unit's weeks.
        keep_states: also record each person's weeks (a byte each).
        first: the number of the first organisation, where others of the scenario are run elsewhere (`apart`).

    Raises:
        ConfigError: no scenario, no thread, a width that cannot be.
        NetworkError: ties that cannot be built or read.
        ScenarioError: a person named for training who is not among the staff.
    """

    def __init__(
        self,
        scenario: Scenario,
        populations: Sequence[Population] | None = None,
        *,
        width: DTypeLike = np.float32,
        threads: int = 1,
        keep_units: bool = False,
        keep_states: bool = False,
        first: int = 0,
    ) -> None:
        see_to_arguments(scenario, width, threads)
        if populations is None:
            populations = [build(trust, index, scenario.seed) for index, trust in enumerate(scenario.trusts, first)]
        self.scenario = scenario
        self.populations = tuple(populations)
        self.threads = threads
        self.week = 0
        self._world = make_world(
            scenario, self.populations, width, keep_units=keep_units, keep_states=keep_states, first=first
        )
        self._schedule = schedule(scenario, self._staff)

    @property
    def world(self) -> World:
        """The columns, as they are now. They are changed in place as weeks go by."""
        return self._world

    @property
    def _staff(self) -> list[int]:
        return [len(population.staff) for population in self.populations]

    def advance(self, weeks: int = 1) -> None:
        """Run `weeks` more weeks."""
        end = self.week + weeks
        self._see_to_weeks(end)
        while self.week < end:
            people, rules = len(self._world.people.identity), self._world.rules[0]
            self._world = with_room(self._world, 2 * int(room_for_a_week(people, rules)))
            due = slice(self.week, end)
            context, places = self._schedule.context[due], self._schedule.places[due]
            self.week += run_weeks(self._world, context, places, self.week, self.threads)

    def results(self) -> Results:
        """The measures of the weeks so far."""
        units = np.array(self._world.units.organisation)
        return Results(self.scenario, self.week, self._world.record, self._schedule.context, units)

    def ties(self, organisation: int = 0) -> Ties:
        """The ties of an organisation as they are now, rows counted within it."""
        dyads, here = self._world.dyads, self._world.organisations[organisation]
        low, high = int(here["start"]), int(here["stop"])
        ends = dyads.ends[: int(dyads.used[0])]
        rows = np.flatnonzero((ends[:, 0] >= low) & (ends[:, 1] < high))
        pair = ends[rows, 0].astype(np.int64) << 32 | ends[rows, 1]
        rows = rows[np.argsort(pair, kind="stable")]  # soon done, as only dyads made on the way are out of order
        arcs = dyads.arcs.view(np.ndarray)[rows].T
        columns = {name: arcs[name].astype(np.float64) for name in ITEMS}
        first, second = (ends[rows].T - low).astype(np.int32)
        return Ties(first, second, arcs["present"] != 0, **columns)

    def _see_to_weeks(self, end: int) -> None:
        """Make the schedule and the record long enough; beyond the scenario's weeks they are lengthened."""
        have = len(self._schedule.context)
        if end <= have:
            return
        more = max(end - have, have // 2)
        later = schedule(self.scenario, self._staff, first=have, weeks=more)
        self._schedule = Schedule(*(np.concatenate([old, new]) for old, new in zip(self._schedule, later, strict=True)))
        self._world = self._world._replace(record=_longer(self._world.record, more))


def _longer(record: Record, weeks: int) -> Record:
    """A record with `weeks` more empty rows; what is not kept stays empty."""

    def lengthened(column: NDArray[Any]) -> NDArray[Any]:
        more = weeks if len(column) else 0
        return np.concatenate([column, np.zeros((more, *column.shape[1:]), dtype=column.dtype)])

    return Record(*(lengthened(column) for column in record))


def see_to_arguments(scenario: object, width: DTypeLike, threads: int) -> None:
    """Refuse what would end in an error of another library, or in numbers that mean nothing.

    Raises:
        ConfigError: no scenario, no thread, a width that cannot be.
    """
    if not isinstance(scenario, Scenario):
        raise ConfigError(
            f"a Scenario is wanted, not {_kind(scenario)}; of a mapping one is made by Scenario(**mapping)"
        )
    if np.dtype(width) not in (np.float32, np.float64):
        raise ConfigError(f"width={np.dtype(width).name}: columns are float32 or float64")
    if threads < 1:
        raise ConfigError(f"threads={threads}: 1 or more are wanted")


def _kind(given: object) -> str:
    return f"{'an' if type(given).__name__[0] in 'aeiou' else 'a'} {type(given).__name__}"


def apart(scenario: Scenario) -> list[Scenario]:
    """The scenario in parts that never meet: one an organisation, unless a forum brings their leaders together.

    Run with `first` as the number of its organisation, a part gives what the whole gives for it, bit for bit.
    """
    if not scenario.organisations or scenario.forum.every > 0:
        return [scenario]
    return [scenario.model_copy(update={"organisations": (trust,)}) for trust in scenario.trusts]


def simulate(
    scenario: Scenario,
    populations: Sequence[Population] | None = None,
    *,
    width: DTypeLike = np.float32,
    threads: int = 1,
    keep_units: bool = False,
    keep_states: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Results:
    """Run a scenario through all its weeks, without agents.

    Args:
        scenario, populations, width, threads, keep_units, keep_states: as for `Simulation`.
        progress: called with the number of weeks done, about once a simulated year.

    Returns:
        The measures of the run; `.weekly()`, `.groups()`, `.outcomes()` are tidy.

    Raises:
        FirewoodError: ties or names that cannot be.

    """
    run = Simulation(
        scenario, populations, width=width, threads=threads, keep_units=keep_units, keep_states=keep_states
    )
    while run.week < scenario.weeks:
        run.advance(min(YEAR, scenario.weeks - run.week))
        if progress is not None:
            progress(run.week)
    return run.results()
