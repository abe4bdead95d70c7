"""The settings under which the week becomes a model that others have solved.

In all of them: one profession, every tie returned, all five items 1 but influence; everyone trained in week 0
with knowledge 1 that is not forgotten, so that nobody is resentful and `effect` says who practises first;
no turnover, no talk spaces, no workshops, no coaching unless said; alignment 1 and dampness 0, so that θ is the
same for all; nothing changes trust or awareness; room for any number of partners; only who practises raises it
(φ = 0) and does so for certain (r = 20: 1 − e⁻²⁰), answered or not alike (ω = 1); no memory (T = 0.01: e⁻¹⁰⁰).
"""

from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from sim import luck
from sim.network.build import Population
from sim.network.ties import Ties
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.staff import Staff
from sim.steps.measures import PRACTISING

RULES: dict[str, Any] = {
    "talk_rate": 20,
    "asking": 0,
    "capacity": 1000,
    "told_weight": 1,
    "memory": 0.01,
    "dampness": 0,
    "protection": 0,
    "doing": 0,
    "forgetting": 0,
    "trust_gain": 0,
    "trust_loss": 0,
    "awareness_gain": 0,
    "alignment_rate": 0,
    "new_tie": 0,
}


def scenario(rules: dict[str, float], *, effect: float, weeks: int, coaching: float = 0.0, seed: int = 0) -> Scenario:
    """The settings above, with what is the limit's own."""
    return Scenario(
        leadership={"clinical": 1, "enablement": 1, "fear": 0},
        talk={"sessions": 0},
        support={"strength": coaching, "end": weeks},
        programme={"volume": 1, "cohorts": 1, "knowledge": 1, "effect": effect},
        workshops={"rate": 0},
        staffing={"turnover": 0, "alignment_start": 1, "alignment_spread": 0},
        rules={**RULES, **rules},
        weeks=weeks,
        seed=seed,
    )


def sis_by_rare_talk(tau: float, gamma: float) -> dict[str, float]:
    """Rules for `scenario` that make it SIS, influence being 1: talk comes at the rate τ at which others infect, and
    whoever hears of practice takes it up for certain (F = 1 / (1 + .001³), 1 − e⁻²⁰), so that few ties need talk.
    """
    return {"talk_rate": tau, "steepness": 3, "threshold": 0.001, "take_up": 20, "lapse": gamma}


def population(graph: "nx.Graph[int]", influence: NDArray[np.float64]) -> Population:
    """One unit and profession; a tie in both directions for each edge; `influence` is what each ascribes to others."""
    people = graph.number_of_nodes()
    staff = Staff(np.zeros(people, np.int32), np.ones(people, np.int8), np.ones(people, np.int8))
    edges = np.array(graph.edges, dtype=np.int64).reshape(-1, 2)
    source, target = np.concatenate([edges, edges[:, ::-1]]).T
    items = dict.fromkeys(("trust", "awareness", "comfort", "advice"), 1.0)
    return Population(staff, Ties.from_arcs(source, target, {**items, "influence": influence[source]}))


def states(run: Scenario, people: Population) -> NDArray[np.bool_]:
    """Shape (weeks, N): who practises after each week."""
    simulation = Simulation(run, [people], width=np.float64, keep_states=True)
    simulation.advance(run.weeks)
    return (simulation.world.record.states & PRACTISING) != 0


def practising(run: Scenario, people: Population, runs: int) -> NDArray[np.float64]:
    """Shape (runs, weeks): the share practising, with seeds 0, 1, …"""
    return np.stack([states(run.changed(seed=seed), people).mean(axis=1) for seed in range(runs)])


def first_lit(run: Scenario, people: int) -> NDArray[np.bool_]:
    """Shape (N,): whom training in week 0 starts practising."""
    start = np.uint64(luck.base(run.seed, luck.TRAIN_EFFECT, 0))
    draws = [luck.draw(start, np.uint64(luck.person_identity(0, 0, row))) for row in range(people)]
    return np.array(draws) < run.programme.effect
