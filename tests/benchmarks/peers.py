"""Other frameworks at the task of `matched.py`: the same graph, the same rates, as many weeks.

Each in the form that its own documentation shows; none is made to write down more than how many are infected.
"""

import warnings
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from tests.benchmarks.matched import GAMMA, START, TAU, WARM, Run, graph, told
from tests.benchmarks.timing import Found, seconds


def starsim(people: int, weeks: int, repeats: int) -> Found:
    """Starsim's SIS on a static network; durations are exponential, and its waning immunity is set to nothing.

    Its first weeks are timed with the others, as a simulation of its is run whole; setting up is not timed.
    """
    import starsim as ss

    ties = graph(people)
    runs = []
    for seed in range(repeats):
        disease = ss.SIS(
            beta=ss.perweek(TAU),
            init_prev=ss.bernoulli(p=START),
            dur_inf=ss.expon(scale=ss.weeks(1 / GAMMA)),
            imm_boost=0.0,
        )
        sim = ss.Sim(
            n_agents=people,
            networks=ss.StaticNet(graph=ties),
            diseases=disease,
            dt=ss.weeks(1),
            start=2000,
            dur=ss.weeks(WARM + weeks),
            rand_seed=seed,
            verbose=0,
        )
        sim.init()
        took = seconds(sim.run)
        infected = np.asarray(sim.results.sis.n_infected)
        runs.append(Run(took * weeks / len(infected), float(infected[-1] / people)))
    return told(runs, people, weeks)


def ndlib(people: int, weeks: int, repeats: int) -> Found:
    """NDlib's SISModel; its chance for each infected neighbour and week is that of the rate `TAU`."""
    from ndlib.models.epidemics import SISModel
    from ndlib.models.ModelConfig import Configuration

    ties = graph(people)
    runs = []
    for seed in range(repeats):
        model = SISModel(ties, seed=seed)
        said = Configuration()
        said.add_model_parameter("beta", 1 - float(np.exp(-TAU)))
        said.add_model_parameter("lambda", GAMMA)
        said.add_model_parameter("fraction_infected", START)
        model.set_initial_status(said)
        model.iteration_bunch(WARM, node_status=False, progress_bar=False)
        took = seconds(partial(model.iteration_bunch, weeks, node_status=False, progress_bar=False))
        runs.append(Run(took, sum(status == 1 for status in model.status.values()) / people))
    return told(runs, people, weeks)


def eon(people: int, weeks: int, repeats: int) -> Found:
    """EoN's fast_SIS: event by event in continuous time, all weeks from the start."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its docstrings hold invalid escapes
        import EoN

    ties = graph(people)
    runs = []
    for seed in range(repeats):
        luck = np.random.default_rng(seed)
        first = luck.choice(people, round(START * people), replace=False).tolist()
        found: list[Any] = []

        def work(first: list[int] = first, luck: np.random.Generator = luck, found: list[Any] = found) -> None:
            found[:] = EoN.fast_SIS(ties, TAU, GAMMA, initial_infecteds=first, tmax=WARM + weeks, rng=luck)

        took = seconds(work)
        runs.append(Run(took * weeks / (WARM + weeks), float(found[2][-1] / people)))
    return told(runs, people, weeks)


PEERS: Final[Mapping[str, tuple[str, Callable[[int, int, int], Found]]]] = MappingProxyType(
    {"starsim": ("Starsim", starsim), "ndlib": ("NDlib", ndlib), "eon": ("EoN", eon)}
)
"""By package: what it is called, and what runs it."""

WANTED: Final = (*PEERS, "mesa-frames")
"""Asked for; of mesa-frames the package index has one early version, which wants NumPy 1, so it cannot run here."""
