"""The model under Mesa: `CultureModel` steps a `Simulation`, with an agent for each member of staff.

The weeks are run by the compiled loop, on columns; the agents are views of them (`sim.agents`). So a model
gives the same numbers as `sim.simulate`, which makes no agents and is the way to run many.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from mesa import Model
from numpy.typing import DTypeLike

from sim.agents import GONE, Collaborator, Improver, ModelError, Person
from sim.errors import nearest
from sim.measures import MEASURES, Results
from sim.network.build import Population
from sim.network.ties import Ties
from sim.scenario import Scenario
from sim.simulation import Simulation, see_to_arguments
from sim.world import Record, World


class CultureModel(Model):  # type: ignore[misc]  # Mesa has no types
    """A scenario as a Mesa model; one step is one week.

    Args:
        scenario: what to run; left out, the default scenario.
        rng: an integer seed that replaces the scenario's; Mesa's own generators, which the weeks do not
            use, start from the same.
        populations: staff and ties of each organisation; left out, they are built from the scenario.
        width: the type of the floating columns.
        threads: threads to share the weeks among; results do not depend on it.
        keep_units: also record each unit's weeks.
        keep_states: also record each person's weeks (a byte each).

    Attributes:
        time: weeks run so far, as Mesa's clock.
        running: false from the scenario's last week on, which ends `run_model`; further steps go on all the same.
        agents: an `Improver` or a `Collaborator` for each member of staff, at first by row.

    Raises:
        ConfigError: no scenario, no thread, a width that cannot be.
        NetworkError: ties that cannot be built or read.
        ScenarioError: a seed that cannot be; a person named for training who is not among the staff.

    Example:
        >>> model = CultureModel(Scenario(network={"size": 60}), rng=3)
        >>> model.run_for(26)
        >>> model.week, len(model.agents)
        (26, 60)
    """

    def __init__(
        self,
        scenario: Scenario | None = None,
        *,
        rng: int | None = None,
        populations: Sequence[Population] | None = None,
        width: DTypeLike = np.float32,
        threads: int = 1,
        keep_units: bool = False,
        keep_states: bool = False,
    ) -> None:
        scenario = Scenario() if scenario is None else scenario
        see_to_arguments(scenario, width, threads)
        scenario = scenario if rng is None else scenario.changed(seed=rng)
        simulation = Simulation(
            scenario, populations, width=width, threads=threads, keep_units=keep_units, keep_states=keep_states
        )
        super().__init__(rng=scenario.seed)
        self._simulation = simulation
        people = self.world.people
        self._people = [self._view(row) for row in range(len(people.identity))]
        self._generation, self._trained = people.generation.copy(), people.trained.copy()

    def __repr__(self) -> str:
        names = ", ".join(trust.name for trust in self.scenario.trusts)
        done = f"{self.week} of {self.scenario.weeks} weeks"
        return f"<{type(self).__name__} of {names}: {len(self._people)} staff, {done}, seed {self.scenario.seed}>"

    @property
    def scenario(self) -> Scenario:
        """What is run."""
        return self._simulation.scenario

    @scenario.setter
    def scenario(self, own: Any) -> None:
        """Leave aside the scenario that Mesa makes for every model: it holds no more than the seed."""
        if "_simulation" in vars(self):
            raise ModelError("a model keeps the scenario it was made with; make another model for another one")

    @property
    def week(self) -> int:
        """How many weeks have been run; also the number of the week that the next step runs."""
        return self._simulation.week

    @property
    def world(self) -> World:
        """The columns, as they are now; changed in place as weeks go by."""
        return self._simulation.world

    @property
    def populations(self) -> tuple[Population, ...]:
        """Staff and ties of each organisation, as they were at the start."""
        return self._simulation.populations

    def step(self) -> None:
        """Run one week."""
        self._simulation.advance()
        self.follow()
        self.running = self.week < self.scenario.weeks

    def person(self, row: int) -> Person:
        """The agent of the person who is in a row of the columns now; rows count through all organisations.

        Raises:
            ModelError: there is no such row.
        """
        if not 0 <= row < len(self._people):
            raise ModelError(f"there is no row {row}; rows are 0 to {len(self._people) - 1}")
        return self._people[row]

    def results(self) -> Results:
        """The measures of the weeks so far."""
        return self._simulation.results()

    def ties(self, organisation: int | str = 0) -> Ties:
        """The ties of an organisation (its number or name) as they are now, rows counted within it."""
        return self._simulation.ties(self._number(organisation))

    def measure(self, name: str, organisation: int | str = 0) -> float:
        """One of `sim.measures.MEASURES` in the latest week; NaN before the first, and where it is not defined.

        Args:
            name: of the measure.
            organisation: its number or name.

        Raises:
            ModelError: there is no such measure or organisation.
        """
        if name not in MEASURES:
            raise ModelError(
                f"there is no measure {name!r}{nearest(name, MEASURES) or '; known: ' + ', '.join(MEASURES)}"
            )
        number, so_far = self._number(organisation), self.results()
        if so_far.weeks == 0:
            return float("nan")
        latest = slice(so_far.weeks - 1, so_far.weeks)
        record = Record._make(column[latest] for column in so_far.record)
        this_week = replace(so_far, weeks=1, record=record, context=so_far.context[latest])
        return float(this_week.series(name)[0, number])

    def follow(self) -> None:
        """Let the agents follow the columns; only rows that changed since the last time are touched.

        A row with a new generation had someone leave: their agent is removed, and the joiner has a new
        one. A collaborator whose row is now trained becomes an improver, and stays the same object with
        the same `unique_id`. Either is told to Mesa as one agent removed and one added, so both stand
        last in `model.agents`. Each step does this; call it after writing to `world` yourself.
        """
        people = self.world.people
        joined = people.generation != self._generation
        trained = (people.trained != self._trained) & ~joined
        for row in np.flatnonzero(joined).tolist():
            self._people[row]._leave()
            self._people[row] = self._view(row)
        for row in np.flatnonzero(trained).tolist():
            self._people[row]._become(self._kind(row))
        self._generation[:], self._trained[:] = people.generation, people.trained

    def see_to_row(self, row: int) -> None:
        """Refuse an agent for a row that has one: there would be two of one person.

        Raises:
            ModelError: agents come with the model and with joiners only.
        """
        there = vars(self).get("_people")
        if there is not None and (row not in range(len(there)) or there[row].row != GONE):
            raise ModelError("people are not made by hand: they come with the model, and join by turnover")

    def _view(self, row: int) -> Person:
        return self._kind(row)(self, row)

    def _kind(self, row: int) -> type[Person]:
        return Improver if self.world.people.trained[row] else Collaborator

    def _number(self, organisation: int | str) -> int:
        """The number of an organisation given by number or name."""
        names = [trust.name for trust in self.scenario.trusts]
        if organisation in names:
            return names.index(str(organisation))
        if not isinstance(organisation, int | np.integer) or not 0 <= organisation < len(names):
            hint = nearest(str(organisation), names) or f"; there are {', '.join(names)} (0 to {len(names) - 1})"
            raise ModelError(f"there is no organisation {organisation!r}{hint}")
        return int(organisation)
