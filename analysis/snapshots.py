"""Pictures of one run: who is trained, who practises and who is tied with whom, at chosen moments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.facts import Facts, Moment
from experiments.run import Surveys, populations
from sim.network.ties import Ties
from sim.people import some_of
from sim.simulation import Simulation


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One organisation at the end of a week.

    Attributes:
        moment: when.
        trained, practising: shape (N,).
        ties: all arcs, as they are then.
    """

    moment: Moment
    trained: NDArray[np.bool_]
    practising: NDArray[np.bool_]
    ties: Ties


@dataclass(frozen=True, eq=False)
class Story:
    """One run of a fire in snapshots, the run in the middle by final practising.

    Attributes:
        facts: of the fire.
        seed: of the run that is shown.
        start: the ties at the start.
        snapshots: in order of time.
    """

    facts: Facts
    seed: int
    start: Ties
    snapshots: tuple[Snapshot, ...]


def story(facts: Facts, surveys: Surveys, moments: Sequence[Moment] | None = None) -> Story:
    """Run the median run of a fire again and look at it at its moments.

    Args:
        facts: of the fire.
        surveys: the files of ties that were read for it.
        moments: when to look; left out, the fire's own.
    """
    fire = facts.fire
    seed = fire.seeds[facts.median_run]
    scenario = fire.scenario.model_copy(update={"seed": seed})
    people = populations(scenario, surveys)
    run = Simulation(scenario, people)
    here = run.world.organisations[fire.index]
    rows = slice(int(here["start"]), int(here["stop"]))
    seen = []
    for moment in sorted(moments or facts.moments, key=lambda each: each.weeks):
        run.advance(moment.weeks - run.week)
        staff = some_of(run.world.people, rows)
        seen.append(Snapshot(moment, staff.trained != 0, staff.practising != 0, run.ties(fire.index)))
    return Story(facts, seed, people[fire.index].ties, tuple(seen))
