"""Runs scenarios again and again, alike but for luck, over threads: what a command or a figure rests on.

Each run is `sim.simulation.Simulation`, whole; the compiled week releases Python's lock, so threads of one
process keep all cores busy and share its compiled code. Results stand by organisation and seed and do not
depend on the number of threads or on the order in which runs end. Scenarios run with the same seeds
share their luck draw by draw, so their runs can be compared in pairs.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from threading import Event
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.measures import MEASURES
from sim.network.build import Population, build
from sim.network.reading import Survey, population, read_survey
from sim.network.structure import Arcs, components, mean_degree, messenger_share, reciprocity_arcs
from sim.network.ties import Ties
from sim.outcome import Outcome
from sim.scenario import Network, Organisation, Scenario
from sim.schedule import Context
from sim.simulation import Simulation, apart
from sim.steps.context import YEAR

Series = NDArray[np.float64]
Surveys = Mapping[tuple[str | None, ...], Survey]

STRUCTURE: Final = {
    "people": "staff",
    "units": "units",
    "mean_degree": "partners a person has",
    "reciprocity_arcs": "share of arcs that are returned",
    "messenger_share": "share of two-paths between people not tied whose arcs are both unreturned",
    "components": "components",
    "outside": "share of people outside the largest component",
}
"""What is kept of the ties of each run at its start and at its end, of the arcs a survey would report."""

LARGE: Final = 20_000
"""People from which spare threads share the weeks of one run."""


@dataclass(frozen=True, eq=False)
class Fire:
    """All runs of one organisation of one scenario.

    Attributes:
        name: of the organisation.
        scenario: which it belongs to; its own seed is the first of `seeds`.
        index: of the organisation in it.
        seeds: the seeds of the runs, n of them.
        outcomes: how each run ended.
        series: each of `sim.measures.MEASURES`, shape (n, weeks); NaN where it is not defined.
        start, end: each of `STRUCTURE`, shape (n,).
        context: shape (weeks, columns of `sim.schedule.CONTEXT`), the same in all runs.
    """

    name: str
    scenario: Scenario
    index: int
    seeds: tuple[int, ...]
    outcomes: tuple[Outcome, ...]
    series: Mapping[str, Series]
    start: Mapping[str, Series]
    end: Mapping[str, Series]
    context: Context

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self.seeds)

    @property
    def weeks(self) -> int:
        """How many weeks each run has."""
        return self.scenario.weeks


@dataclass(frozen=True, eq=False)
class Batch:
    """What a job of runs gave.

    Attributes:
        fires: one an organisation, scenario after scenario.
        surveys: the files of ties that were read for it, each once.
    """

    fires: tuple[Fire, ...]
    surveys: Surveys

    @property
    def digest(self) -> str:
        """A digest over all weekly measures in order of organisation, measure and seed: 16 hex digits."""
        digest = sha256()
        for fire in self.fires:
            digest.update(f"{fire.name}\0{fire.seeds}\0".encode())
            for name in MEASURES:
                digest.update(fire.series[name].tobytes())
        return digest.hexdigest()[:16]


class StoppedError(KeyboardInterrupt):
    """The runs were interrupted. `batch` holds those seeds that all scenarios had finished, if any."""

    def __init__(self, batch: Batch | None) -> None:
        super().__init__()
        self.batch = batch


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """One run of one scenario, its organisations side by side."""

    outcomes: tuple[Outcome, ...]
    series: Mapping[str, Series]  # (weeks, O)
    start: Mapping[str, Series]  # (O,)
    end: Mapping[str, Series]
    context: Context


def run_replicates(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Run each scenario once with each seed.

    Args:
        scenarios: any number; their own seeds are replaced.
        seeds: at least one, all different.
        threads: left out, one a core.
        progress: called after each piece of work with how many are done, of `pieces_of`.

    Raises:
        FirewoodError: ties that cannot be built or read; people who are not among the staff.
        StoppedError: interrupted.
    """
    surveys = read_surveys(scenarios)
    threads = threads or cores()
    workers = max(1, min(threads, pieces_of(scenarios, seeds)))
    stop = Event()
    parts = [apart(scenario) for scenario in scenarios]
    every = [(number, first) for number, pieces in enumerate(parts) for first in range(len(pieces))]
    done: dict[tuple[int, int, int], _Run] = {}
    with ThreadPoolExecutor(workers, thread_name_prefix="run") as pool:
        work: dict[Future[_Run | None], tuple[int, int, int]] = {}
        try:
            for seed in seeds:
                for number, pieces in enumerate(parts):
                    for first, piece in enumerate(pieces):
                        seeded = piece.model_copy(update={"seed": seed})
                        future = pool.submit(_run, seeded, first, surveys, threads // workers, stop)
                        work[future] = (number, seed, first)
            for future in as_completed(work):
                finished = future.result()
                if finished is not None:
                    done[work[future]] = finished
                if progress is not None:
                    progress(len(done))
        except KeyboardInterrupt:
            whole = [seed for seed in seeds if all((number, seed, first) in done for number, first in every)]
            raise StoppedError(_batch(scenarios, whole, parts, done, surveys) if whole else None) from None
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)
    return _batch(scenarios, seeds, parts, done, surveys)


def pieces_of(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> int:
    """What `progress` counts to: the runs, and where organisations never meet, each organisation of a run."""
    return len(seeds) * sum(len(apart(scenario)) for scenario in scenarios)


def read_surveys(scenarios: Sequence[Scenario]) -> Surveys:
    """The files of real ties that scenarios name, each read once."""
    found: dict[tuple[str | None, ...], Survey] = {}
    for scenario in scenarios:
        for trust in scenario.trusts:
            network = trust.network
            if network.path is not None and _file(network) not in found:
                found[_file(network)] = read_survey(network.path, people=network.people, layer=network.layer)
    return found


def populations(scenario: Scenario, surveys: Surveys, first: int = 0) -> list[Population]:
    """Staff and ties of each organisation at the start of a run; files come from `surveys`."""
    return [_population(trust, index, scenario.seed, surveys) for index, trust in enumerate(scenario.trusts, first)]


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _file(network: Network) -> tuple[str | None, ...]:
    return (network.path, network.people, network.layer)


def _population(trust: Organisation, index: int, seed: int, surveys: Surveys) -> Population:
    network = trust.network
    if network.kind != "survey":
        return build(trust, index, seed)
    luck = seed if network.seed is None else network.seed
    return Population(*population(surveys[_file(network)], network, index, luck))


def _run(scenario: Scenario, first: int, surveys: Surveys, threads: int, stop: Event) -> _Run | None:
    """One run, or the part of one that begins with organisation `first`; None when it was told to stop."""
    if stop.is_set():
        return None
    people = populations(scenario, surveys, first)
    large = sum(len(each.staff) for each in people) >= LARGE
    run = Simulation(scenario, people, threads=threads if large else 1, first=first)
    while run.week < scenario.weeks:
        if stop.is_set():
            return None
        run.advance(min(YEAR, scenario.weeks - run.week))
    results = run.results()
    return _Run(
        outcomes=results.outcomes(),
        series={name: results.series(name) for name in MEASURES},
        start=structure_of(people, [each.ties for each in people]),
        end=structure_of(people, [run.ties(index) for index in range(len(people))]),
        context=results.context,
    )


def structure_of(people: Sequence[Population], ties: Sequence[Ties]) -> dict[str, Series]:
    """The structure of each organisation's ties, each of shape (O,)."""
    rows = [_shape(each, arcs) for each, arcs in zip(people, ties, strict=True)]
    return {name: np.array([row[name] for row in rows]) for name in STRUCTURE}


def _shape(people: Population, ties: Ties) -> dict[str, float]:
    arcs = Arcs.from_ties(ties, len(people.staff), reported=True)
    parts = components(arcs)
    return {
        "people": float(arcs.people),
        "units": float(people.staff.units),
        "mean_degree": mean_degree(arcs),
        "reciprocity_arcs": reciprocity_arcs(arcs),
        "messenger_share": messenger_share(arcs),
        "components": float(len(parts)),
        "outside": 1.0 - float(parts.sizes[0]) / arcs.people,
    }


def _batch(
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    parts: Sequence[Sequence[Scenario]],
    done: Mapping[tuple[int, int, int], _Run],
    surveys: Surveys,
) -> Batch:
    """The runs put side by side, one fire an organisation."""
    fires = []
    for number, scenario in enumerate(scenarios):
        runs = [_joined([done[number, seed, first] for first in range(len(parts[number]))]) for seed in seeds]
        seeded = scenario.model_copy(update={"seed": seeds[0]})
        for index, trust in enumerate(scenario.trusts):
            fires.append(_fire(trust.name, seeded, index, seeds, runs))
    return Batch(tuple(fires), surveys)


def _joined(parts: Sequence[_Run]) -> _Run:
    """The parts of one run, organisations side by side."""
    if len(parts) == 1:
        return parts[0]
    return _Run(
        outcomes=tuple(outcome for part in parts for outcome in part.outcomes),
        series={name: np.concatenate([part.series[name] for part in parts], axis=1) for name in MEASURES},
        start={name: np.concatenate([part.start[name] for part in parts]) for name in STRUCTURE},
        end={name: np.concatenate([part.end[name] for part in parts]) for name in STRUCTURE},
        context=np.concatenate([part.context for part in parts], axis=1),
    )


def _fire(name: str, scenario: Scenario, index: int, seeds: Sequence[int], runs: Sequence[_Run]) -> Fire:
    return Fire(
        name=name,
        scenario=scenario,
        index=index,
        seeds=tuple(seeds),
        outcomes=tuple(run.outcomes[index] for run in runs),
        series={measure: np.stack([run.series[measure][:, index] for run in runs]) for measure in MEASURES},
        start={measure: np.array([run.start[measure][index] for run in runs]) for measure in STRUCTURE},
        end={measure: np.array([run.end[measure][index] for run in runs]) for measure in STRUCTURE},
        context=runs[0].context[:, index],
    )
