"""From what was asked to a whole run, ready to be streamed."""

from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from analysis.figures.layout import layout
from app.page.ask import Ask, read_ask
from app.page.fed import Fed
from app.page.stream import Recording, encode
from sim.compiled import source_digest
from sim.measures import MEASURES
from sim.network.build import Population, build
from sim.network.structure import Arcs
from sim.scenario import PROFESSIONS, Network, Organisation, Scenario
from sim.schedule import coached
from sim.steps.context import YEAR

CAMPFIRE: Final = ("practising", "trained", "resentment", "knowledge_mobilised", "talk_reciprocity", "places_filled")
"""The series that the campfire shows."""


def streamed(given: dict[str, Any]) -> bytes:
    """The bytes of a run that was asked for; works in any process.

    Raises:
        FirewoodError: what cannot be run here.
    """
    return b"".join(encode(record(read_ask(given))))


def record(ask: Ask, population: Population | None = None) -> Recording:
    """Run what was asked for, and keep all that the page shows of it."""
    scenario = ask.scenario
    if population is None:
        population = ready(scenario)
    run = Fed(scenario, [population], ask.wood, keep_states=True)
    while run.week < scenario.weeks:
        run.advance(min(YEAR, scenario.weeks - run.week))
    results = run.results()
    names = tuple(MEASURES) if ask.every else CAMPFIRE
    series = {name: results.series(name)[:, 0].astype(np.float32) for name in names}
    states = results.record.states
    outcome = results.outcomes()[0]
    header = {
        "seed": scenario.seed,
        "outcome": outcome._asdict(),
        "coached": coached(results.context[:, 0]),
        "digest": digest(states, series),
        "model": _model(),
        "staff": _staff(population),
        "ties": _ties(population),
    }
    return Recording(header, states, series)


def digest(states: NDArray[np.uint8], series: dict[str, NDArray[np.float32]]) -> str:
    """Sixteen hex digits over all states and the share practising: equal digests, equal runs."""
    found = sha256(states.tobytes())
    found.update(series["practising"].astype("<f4").tobytes())
    return found.hexdigest()[:16]


@lru_cache(maxsize=1)
def _model() -> str:
    return source_digest()[:12]


def ready(scenario: Scenario) -> Population:
    """Staff and ties of a scenario's organisation; kept, as a class asks for the same again and again."""
    network = scenario.network
    return _built(network, scenario.seed if network.seed is None else network.seed)


@lru_cache(maxsize=64)
def _built(network: Network, seed: int) -> Population:
    return build(Organisation(network=network), 0, seed)


def _staff(population: Population) -> dict[str, Any]:
    staff = population.staff
    places = placed(population)
    return {
        "unit": staff.unit.tolist(),
        "profession": staff.profession.tolist(),
        "seniority": staff.seniority.tolist(),
        "professions": [name.replace("_", " ") for name in PROFESSIONS],
        "x": places[:, 0].round(3).tolist(),
        "y": places[:, 1].round(3).tolist(),
    }


def _ties(population: Population) -> list[list[int]]:
    """Dyads as columns: first, second, and 1 where both name each other."""
    ties = population.ties
    return [ties.first.tolist(), ties.second.tolist(), ties.present.all(axis=0).astype(int).tolist()]


_PLACES: Final[dict[str, Any]] = {}


def placed(population: Population) -> NDArray[np.float64]:
    """Where people stand in the drawing, shape (N, 2); kept for ties that come again."""
    ties, people = population.ties, len(population.staff)
    key = sha256(ties.first.tobytes() + b"/" + ties.second.tobytes() + str(people).encode()).hexdigest()
    if key not in _PLACES:
        if len(_PLACES) >= 64:
            _PLACES.clear()
        _PLACES[key] = layout(Arcs.from_ties(ties, people, reported=False)) if people <= 700 else _by_unit(population)
    found: NDArray[np.float64] = _PLACES[key]
    return found


def _by_unit(population: Population) -> NDArray[np.float64]:
    """Many people: each unit a small sunflower, units in a large one; quick, and clear enough."""
    unit = population.staff.unit
    golden = np.pi * (3 - 5**0.5)
    at = np.arange(population.staff.units)
    middle = np.sqrt((at + 0.5) / len(at))[:, None] * np.column_stack([np.cos(at * golden), np.sin(at * golden)])
    start = np.searchsorted(unit, at)
    size = np.bincount(unit)
    within = np.arange(len(unit)) - start[unit]
    radius = 0.75 / np.sqrt(len(at)) * np.sqrt((within + 0.5) / size[unit])
    spread = radius[:, None] * np.column_stack([np.cos(within * golden), np.sin(within * golden)])
    return np.asarray(np.clip(middle[unit] * 0.9 + spread, -1, 1))
