"""One task that others can do as well: SIS on one Watts–Strogatz graph, week by week.

Everyone has eight neighbours, each of whom, while infected, infects at a rate of `TAU` a week; `GAMMA` of the
infected recover in a week. Ours is the whole compiled week under the settings that make it SIS (`exact.py`, where
tests hold it against EoN): all its other steps are done too, and find nothing to do.
"""

import random
from functools import partial
from typing import Any, Final, NamedTuple

import mesa
import networkx as nx
import numpy as np
from numpy.typing import NDArray

from sim.simulation import Simulation
from tests.analysis.theory.exact import population, scenario, sis_by_rare_talk
from tests.benchmarks.timing import Found, seconds, timing

DEGREE, REWIRED = 8, 0.1
TAU, GAMMA, START = 0.02, 0.05, 0.2
WARM: Final = 5
"""Weeks before the timed ones."""


class Run(NamedTuple):
    """What one way of doing it told: seconds for the weeks, and the share infected in the end."""

    seconds: float
    share: float


def graph(people: int) -> "nx.Graph[int]":
    """The graph that all work on."""
    return nx.watts_strogatz_graph(people, DEGREE, REWIRED, seed=1)


def told(runs: list[Run], people: int, weeks: int) -> Found:
    """Of several runs; seconds are those of one week."""
    share = float(np.mean([run.share for run in runs]))
    return {"arcs": people * DEGREE, "timing": timing([run.seconds / weeks for run in runs]), "share": share}


def ours(people: int, weeks: int, repeats: int) -> Found:
    """The compiled week, set up as SIS."""
    plan = scenario(sis_by_rare_talk(TAU, GAMMA), effect=START, weeks=WARM + weeks)
    who = population(graph(people), np.ones(people))
    runs = []
    for seed in range(repeats):
        run = Simulation(plan.changed(seed=seed), [who])
        run.advance(WARM)
        took = seconds(partial(run.advance, weeks))
        runs.append(Run(took, float(run.world.people.practising.mean())))
    return told(runs, people, weeks)


def in_numpy(people: int, weeks: int, repeats: int) -> Found:
    """Columns and whole-array operations; the neighbours of the infected are counted by `bincount`."""
    edges = np.array(graph(people).edges)
    source, target = np.concatenate([edges, edges[:, ::-1]]).T.copy()
    runs = []
    for seed in range(repeats):
        luck = np.random.default_rng(seed)
        infected = luck.random(people) < START
        for _ in range(WARM):
            infected = numpy_week(infected, source, target, luck)
        state = [infected]

        def work(state: list[NDArray[np.bool_]] = state, luck: np.random.Generator = luck) -> None:
            for _ in range(weeks):
                state[0] = numpy_week(state[0], source, target, luck)

        took = seconds(work)
        runs.append(Run(took, float(state[0].mean())))
    return told(runs, people, weeks)


def numpy_week(
    infected: NDArray[np.bool_], source: NDArray[np.int64], target: NDArray[np.int64], luck: np.random.Generator
) -> NDArray[np.bool_]:
    """A week: who is infected after it."""
    heat = np.bincount(target[infected[source]], minlength=len(infected))
    drawn = luck.random(len(infected))
    return np.where(infected, drawn >= GAMMA, drawn < 1 - np.exp(-TAU * heat))


class Patient(mesa.Agent["Ward"]):  # type: ignore[misc, unused-ignore]  # Mesa has no types
    """One person, who knows their neighbours."""

    neighbours: list["Patient"]

    def __init__(self, model: "Ward", infected: bool) -> None:
        super().__init__(model)
        self.infected = self.next = infected

    def meet(self) -> None:
        """See what the others are, and decide."""
        if self.infected:
            self.next = self.random.random() >= GAMMA
        else:
            heat = sum(other.infected for other in self.neighbours)
            self.next = heat > 0 and self.random.random() < 1 - np.exp(-TAU * heat)

    def turn(self) -> None:
        """Become what was decided."""
        self.infected = self.next


class Ward(mesa.Model):  # type: ignore[misc, unused-ignore]  # Mesa has no types
    """Plain Mesa, an agent a person, activated all at once."""

    def __init__(self, ties: "nx.Graph[int]", seed: int) -> None:
        super().__init__(rng=seed)
        luck = random.Random(seed)
        patients = [Patient(self, luck.random() < START) for _ in ties]
        for patient, node in zip(patients, ties, strict=True):
            patient.neighbours = [patients[other] for other in ties[node]]

    def step(self) -> None:
        """A week."""
        self.agents.do("meet")
        self.agents.do("turn")

    def step_for(self, weeks: int) -> None:
        """So many weeks."""
        for _ in range(weeks):
            self.step()


def plain_mesa(people: int, weeks: int, repeats: int) -> Found:
    """Plain Mesa."""
    ties = graph(people)
    runs = []
    for seed in range(repeats):
        ward = Ward(ties, seed)
        for _ in range(WARM):
            ward.step()
        took = seconds(partial(ward.step_for, weeks))
        everyone: Any = ward.agents
        runs.append(Run(took, float(np.mean([patient.infected for patient in everyone]))))
    return told(runs, people, weeks)
