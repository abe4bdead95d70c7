"""Improvers and collaborators as Mesa agents: each a thin view of one row of its model's columns.

An agent keeps a row number and no state of its own: reading an attribute reads the column of the model it
belongs to, and setting one writes it. Nothing is kept on the classes, so models never mix. An agent is a
person and not a row: when someone leaves, their agent is removed, and the joiner in that row is a new one.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self, overload

import numpy as np
from mesa import Agent
from mesa.agentset import AgentSet
from numpy.typing import NDArray

from sim import luck
from sim.errors import FirewoodError
from sim.network.ties import ITEMS
from sim.scenario import PROFESSIONS
from sim.steps.incidence import dyads_of, find
from sim.steps.training import teach

if TYPE_CHECKING:
    from sim.model import CultureModel
    from sim.staff import Staff

GONE: Final = -1
"""The row of a person who has left."""


class ModelError(FirewoodError):
    """Something asked of a model or its agents that cannot be."""


def _largest(column: NDArray[Any]) -> float:
    """The largest number that a column can hold."""
    return float(np.finfo(column.dtype).max if column.dtype.kind == "f" else np.iinfo(column.dtype).max)


class Column[V]:
    """An attribute of a person that stands in a column of `sim.people.People`.

    Args:
        kind: what the number in the column is read as.
        meaning: in words, with its unit.
        low, high: the range of values it can be set to, both included; without them it is only read.
    """

    def __init__(self, kind: Callable[[Any], V], meaning: str, low: float = np.inf, high: float = -np.inf) -> None:
        self.kind, self.low, self.high = kind, low, high
        self.__doc__ = meaning

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, person: None, owner: type) -> Self: ...
    @overload
    def __get__(self, person: "Person", owner: type) -> V: ...
    def __get__(self, person: "Person | None", owner: type) -> V | Self:
        return self if person is None else self.kind(person._cell(self.name))

    def __set__(self, person: "Person", value: float) -> None:
        if self.low > self.high:
            raise ModelError(f"{self.name} of a person is not to be set")
        if not self._allows(value) or value > _largest(person._column(self.name)):
            upward = f"{self.low:g} or more" if self.high == np.inf else f"{self.low:g} to {self.high:g}"
            allowed = "0 or 1" if self.kind is bool else upward
            raise ModelError(f"{self.name} of {person.name}: {value!r} is out of range; allowed is {allowed}")
        person._write(self.name, value)

    def _allows(self, value: Any) -> bool:
        """Whether a value is a finite number of the column's kind, and in range."""
        number = isinstance(value, int | float | np.number | np.bool)
        return number and self.kind(value) == value and np.isfinite(value) and self.low <= value <= self.high


class Person(Agent):  # type: ignore[misc]  # Mesa has no types
    """A member of staff: an `Improver` once trained, a `Collaborator` until then.

    Attributes:
        model: the model the person belongs to.
        unique_id: stays with the person, also when a collaborator becomes an improver.
    """

    model: "CultureModel"
    unique_id: int

    practising = Column(bool, "Whether the person does improvement routines; 0 or 1.", 0, 1)
    knowledge = Column(float, "Improvement know-how, 0 to 1.", 0, 1)
    heat = Column(float, "Recent exposure to practising others through talk, 0 or more.", 0, np.inf)
    resentment = Column(float, "Feeling shut out of the improvers' circle, 0 to 1.", 0, 1)
    alignment = Column(float, "Alignment with the shared values, 0 to 1.", 0, 1)
    trained = Column(bool, "Whether the person is an improver.")
    committed = Column(bool, "Whether the person practises for good.")
    seniority = Column(int, "Grade, 1 to 3.")
    partners = Column(int, "How many people there is an arc with, in either direction.")

    def __init__(self, model: "CultureModel", row: int) -> None:
        model.see_to_row(row)
        super().__init__(model)
        self._row = row

    @property
    def row(self) -> int:
        """Where the person stands in the columns; `GONE` (−1) once they have left."""
        return self._row

    def __repr__(self) -> str:
        if self.row == GONE:
            return f"<{type(self).__name__} {self.unique_id}, has left>"
        return f"<{type(self).__name__} {self.unique_id}: {self.name}, {self.profession}, {self.unit}>"

    @property
    def name(self) -> str:
        """What the person is called; a joiner goes by the name of the row's first holder, and a number."""
        generation = self._cell("generation")
        first = self._staff.name(self.row - self._first("start"))
        return f"{first}, joiner {generation}" if generation else first

    @property
    def organisation(self) -> str:
        """The name of the person's organisation."""
        return self.model.scenario.trusts[int(self._cell("organisation"))].name

    @property
    def unit(self) -> str:
        """The name of the person's unit."""
        return self._staff.unit_name(self._cell("unit") - self._first("unit_start"))

    @property
    def profession(self) -> str:
        """One of `sim.scenario.PROFESSIONS`."""
        return PROFESSIONS[self._cell("profession")]

    def named(self) -> "AgentSet[Person]":
        """The partners whom this person names, by rising row."""
        return self._partners(naming=True)

    def named_by(self) -> "AgentSet[Person]":
        """The partners who name this person, by rising row."""
        return self._partners(naming=False)

    def tie_to(self, other: "Person") -> dict[str, float] | None:
        """The five items of the arc to another person, each 0 to 1; None where this person does not name them.

        Raises:
            ModelError: either has left, or the other is of another model.
        """
        if other.model is not self.model:
            raise ModelError("people of two models have no ties between them")
        here, there = self._seat(), other._seat()
        dyads = self.model.world.dyads
        dyad = find(dyads, min(here, there), max(here, there))
        if dyad < 0:
            return None
        arc = dyads.arcs[dyad, int(here > there)]
        return {item: float(arc[item]) for item in ITEMS} if arc.present else None

    def remove(self) -> None:
        """Refused, since no row is ever empty: people leave by turnover, and a joiner takes their row at once.

        Raises:
            ModelError: always.
        """
        raise ModelError(f"{self.name} cannot be removed: people leave by turnover (staffing.turnover)")

    def _leave(self) -> None:
        """Leave the model, and the row to a joiner."""
        super().remove()
        self._row = GONE

    def _become(self, kind: "type[Person]") -> None:
        """Change type and stay the same person: who holds this agent goes on holding it."""
        mine = self.unique_id
        with suppress(KeyError):  # taken out of an agent set by hand
            self.model.deregister_agent(self)
        self.__class__ = kind
        self.model.register_agent(self)
        self.unique_id = mine

    @property
    def _staff(self) -> "Staff":
        return self.model.populations[int(self._cell("organisation"))].staff

    def _first(self, edge: str) -> int:
        """Where the rows (`start`) or units (`unit_start`) of the person's organisation begin."""
        return int(self.model.world.organisations[edge][self._cell("organisation")])

    def _seat(self) -> int:
        """The person's row, while they are there."""
        if self.row == GONE:
            raise ModelError(f"the person with unique_id {self.unique_id} has left; their row has a joiner")
        return self.row

    def _cell(self, column: str) -> Any:
        """The number in a column of the person's row."""
        return self._column(column).item(self._seat())

    def _write(self, column: str, value: float) -> None:
        self._column(column)[self._seat()] = value

    def _column(self, name: str) -> NDArray[Any]:
        column: NDArray[Any] = getattr(self.model.world.people, name)
        return column

    def _partners(self, *, naming: bool) -> "AgentSet[Person]":
        """The partners to whom (naming) or from whom there is an arc."""
        row, dyads = self._seat(), self.model.world.dyads
        found = dyads_of(dyads, row)
        ends: NDArray[np.uint32] = dyads.ends[found]
        side = (ends[:, 1] == row).astype(np.int64)
        present = dyads.arcs["present"][found, side if naming else 1 - side] != 0
        partners = np.sort(ends[np.arange(len(ends)), 1 - side][present])
        return AgentSet([self.model.person(partner) for partner in partners.tolist()], random=self.model.random)


class Improver(Person):
    """Staff trained in Lean for Leaders."""


class Collaborator(Person):
    """Staff not trained; someone to talk with, and to train."""

    def train(self) -> None:
        """Train this person, who is an `Improver` from now on.

        Knowledge, and the chance that training starts practice, are the programme's; luck is that of
        the coming week, so training someone by hand does what a place in next week's cohort does. The
        programme does not count it as a place.

        Raises:
            ModelError: the person has left.
        """
        row, world = self._seat(), self.model.world
        programme = world.organisations[world.people.organisation[row]]
        effect = np.uint64(luck.base(world.seed, luck.TRAIN_EFFECT, self.model.week))
        teach(world.dyads, world.people, row, programme, effect)
        self.model.follow()
