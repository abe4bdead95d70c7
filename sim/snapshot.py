"""An organisation as it is after some weeks: its people, their state and their ties, apart from the run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.halts import see_to_weeks
from sim.network.ties import Ties
from sim.people import some_of
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.staff import Staff

IMPROVER: Final = "improver"
COLLABORATOR: Final = "collaborator"

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """One organisation after `week` weeks; each column has shape (N,), one entry a row.

    Attributes:
        organisation: its name.
        week: weeks run so far; 0 is the start.
        staff: who stands in the rows now. Someone who joined is called "joiner n after" whoever held the row first.
        identity: of the person (`sim.luck`).
        generation: how many have held the row before.
        trained: improvers.
        practising: who practises.
        knowledge: in 0..1.
        resentment: in 0..1.
        ties: the arcs as they are now.
    """

    organisation: str
    week: int
    staff: Staff
    identity: NDArray[np.uint64]
    generation: NDArray[np.int64]
    trained: NDArray[np.bool_]
    practising: NDArray[np.bool_]
    knowledge: Column
    resentment: Column
    ties: Ties

    def __len__(self) -> int:
        """How many people there are."""
        return len(self.staff)

    def role(self, row: int) -> str:
        """What the person of a row is: improver or collaborator."""
        return IMPROVER if self.trained[row] else COLLABORATOR


def snapshot(run: Simulation, organisation: int = 0) -> Snapshot:
    """An organisation of a run (its number) as it is now; later weeks do not change the snapshot."""
    staff, here = run.populations[organisation].staff, run.world.organisations[organisation]
    people = some_of(run.world.people, slice(int(here["start"]), int(here["stop"])))
    generation = people.generation.astype(np.int64)
    names = tuple(_called(staff.name(row), before) for row, before in enumerate(generation.tolist()))
    return Snapshot(
        organisation=run.scenario.trusts[organisation].name,
        week=run.week,
        staff=Staff(staff.unit, staff.profession, staff.seniority, names, staff.unit_names),
        identity=people.identity.astype(np.uint64),
        generation=generation,
        trained=people.trained != 0,
        practising=people.practising != 0,
        knowledge=people.knowledge.astype(np.float64),
        resentment=people.resentment.astype(np.float64),
        ties=run.ties(organisation),
    )


def snapshots(scenario: Scenario, weeks: Sequence[int], organisation: int = 0, threads: int = 1) -> Iterator[Snapshot]:
    """Run a scenario, and halt after each of some numbers of weeks.

    Args:
        scenario: what to run.
        weeks: any order, 0 for the start, at most the weeks of the scenario; each is given once, in rising order.
        organisation: its number.
        threads: as for `Simulation`.

    Raises:
        WeekError: a week the run does not have.
        FirewoodError: ties or names that cannot be.
    """
    see_to_weeks(scenario, weeks)
    run = Simulation(scenario, threads=threads)
    for week in sorted(set(weeks)):
        run.advance(week - run.week)
        yield snapshot(run, organisation)


def _called(name: str, before: int) -> str:
    return f"joiner {before} after {name}" if before else name
