"""The course of the mean field: the means taken through the weeks of a scenario, training and coaching and all.

It says what would become of an organisation without luck and without structure. Its end above one half is the
theory's counterpart of a run that burns, so it tells how much wood a seasoning needs, as the fold cannot.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.theory.context import plan
from analysis.theory.field import crossing, mixed_of
from analysis.theory.ground import Ground, ground
from analysis.theory.mixed import WellMixed
from analysis.theory.settle import start
from analysis.theory.week import State, flows, practising
from sim.network.build import Population
from sim.outcome import BURNS_ABOVE, WINDOW
from sim.scenario import Scenario
from sim.scenario.programme import Programme


class Course(NamedTuple):
    """The weeks of an organisation, as means."""

    practising: NDArray[np.float64]
    """Shape (weeks,): share of staff practising at the end of each week."""
    trained: NDArray[np.float64]
    """Shape (weeks,): share of staff trained."""
    state: State
    """The means after the last week."""

    @property
    def final(self) -> float:
        """Mean share practising over the last weeks, as outcomes are taken."""
        return float(self.practising[-WINDOW:].mean())


def course(
    scenario: Scenario, organisation: int = 0, *, population: Population | None = None, mixed: WellMixed | None = None
) -> Course:
    """Take the means of an organisation through the weeks of a scenario.

    Args:
        scenario: any; who is chosen for training is taken to be random.
        organisation: which of its organisations.
        population: staff and ties; built from the scenario when left out.
        mixed: the same, well mixed already.
    """
    mixed = mixed or mixed_of(scenario, organisation, population)
    weeks = list(_weeks(scenario, organisation, mixed))
    shares, trained = (np.array([week[k] for week in weeks]) for k in (0, 1))
    return Course(shares, trained, weeks[-1][2])


def course_edge(
    scenario: Scenario, organisation: int = 0, *, population: Population | None = None, tolerance: float = 5e-3
) -> float | None:
    """The seasoning from which on the course of an organisation ends above one half.

    Returns:
        None where that does not begin between seasoning 0 and 1.
    """
    mixed = mixed_of(scenario, organisation, population)

    def burns(seasoning: float) -> bool:
        return course(scenario.changed(seasoning=seasoning), organisation, mixed=mixed).final > BURNS_ABOVE

    return crossing(burns, tolerance)


def step(here: Ground, state: State, trained: float) -> State:
    """One week: y ← y + inflow − outflow·y. An outflow above 1 settles its mean at once."""
    found = flows(here, state, trained)
    after = {}
    for name, flow in found.items():
        before = getattr(state, name)
        after[name] = (
            before + flow.inflow - flow.outflow * before if flow.outflow <= 1.0 else flow.inflow / flow.outflow
        )
    return State(**after)


def _weeks(scenario: Scenario, organisation: int, mixed: WellMixed) -> Iterator[tuple[float, float, State]]:
    trust = scenario.trusts[organisation]
    weeks = plan(scenario, organisation, mixed.people)
    here = ground(scenario.rules, trust, mixed, weeks.contexts[0])
    state, trained, most = start(here), 0.0, 1.0 - trust.staffing.committed
    for context, places in zip(weeks.contexts, weeks.trained, strict=True):
        here = here.within(context)
        if places > 0.0:
            new = min(float(places), most - trained)
            state, trained = taught(state, trained, new, trust.programme), trained + new
        state = step(here, state, trained)
        trained *= 1.0 - context.leaving
        yield practising(here, state, trained), trained, state


def taught(state: State, trained: float, new: float, programme: Programme) -> State:
    """The means after a share `new` of staff, drawn from collaborators at random, became improvers."""
    if new <= 0.0:
        return state
    lit = state.collaborators + (1.0 - state.collaborators) * programme.effect
    share = (trained * state.improvers + new * lit) / (trained + new)
    know_cold, know_lit = (
        _joined(old, trained * weight, max(programme.knowledge, own), new * other)
        for old, weight, own, other in (
            (state.improver_cold, 1.0 - state.improvers, state.knowledge_cold, 1.0 - lit),
            (state.improver_lit, state.improvers, state.knowledge_cold, lit),
        )
    )
    return state._replace(improvers=share, improver_cold=know_cold, improver_lit=know_lit)


def _joined(old: float, weight: float, new: float, other: float) -> float:
    return (old * weight + new * other) / (weight + other) if weight + other > 0.0 else new
