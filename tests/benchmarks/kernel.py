"""The full week of the compiled model, and of the plain one, with a share of the staff held practising."""

from collections.abc import Iterator, Mapping
from functools import partial
from time import perf_counter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.network.build import Population, build
from sim.people import blank_people
from sim.scenario import Scenario
from sim.schedule import schedule
from sim.simulation import Simulation
from sim.steps.context import YEAR
from sim.week import room_for_a_week, run_weeks
from sim.world import World, arc_type
from tests.benchmarks.timing import Found, seconds, timed, timing
from tests.reference.model import ReferenceModel

CONTEXTS: Final[Mapping[str, float]] = {"damp": 0.0, "seasoned": 1.0}
"""Seasoning of the two contexts."""

PERSON: Final = sum(column.itemsize for column in blank_people(1, np.float32))
ARCS, ENDS = 2 * arc_type(np.float32).itemsize, 8
"""Bytes of a person's columns, of both arcs of a dyad, and of who its two people are."""


def scenario(people: int, context: str) -> Scenario:
    """A distributed organisation, all rules as they come; long enough for every week that is timed."""
    network = {"kind": "distributed", "size": people}
    return Scenario(network=network, seasoning=CONTEXTS[context], weeks=104, seed=1)


def weeks(people: int, context: str, threads: int, shares: list[float], repeats: int) -> Found:
    """Single weeks of `run_weeks`, the shares in turn; who practises is drawn anew for each.

    Each comes right after another in which the same people practise, so it finds in the caches what a week leaves
    there, as it does in a run.

    A call begins as a run does once a year: what more than its share of a call without weeks took is taken off.
    """
    plan = scenario(people, context)
    began = perf_counter()
    populations = [build(trust, index, plan.seed) for index, trust in enumerate(plan.trusts)]
    built = perf_counter() - began
    run = Simulation(plan, populations, threads=threads)
    run.advance(2)  # whoever is trained is trained now, and all is compiled
    world, due = run.world, schedule(plan, [people])
    random = np.random.default_rng(7)
    times: dict[float, list[float]] = {share: [] for share in shares}
    touched: dict[float, list[float]] = {share: [] for share in shares}
    week = run.week
    for _ in range(repeats):
        for share in shares:
            candidates = light(world, share, random)
            lit = world.people.practising.copy()
            none, before, work = (
                partial(run_weeks, world, due.context[low:high], due.places[low:high], low, threads)
                for low, high in ((week, week), (week, week + 1), (week + 1, week + 2))
            )
            calling = timed(none, 3).low * (YEAR - 1) / YEAR
            before()
            world.people.practising[:] = lit
            times[share].append(seconds(work) - calling)
            touched[share].append(traffic(world, candidates))
            week += 2
    if len(world.dyads.ends) - int(world.dyads.used[0]) < room_for_a_week(people, world.rules[0]):
        raise RuntimeError("no room for new ties was left, so some weeks were not run")
    return {
        "arcs": int(world.dyads.arcs["present"].sum()),
        "dyads": int(world.dyads.used[0]),
        "built": built,
        "weeks": {str(share): timing(found) for share, found in times.items()},
        "touched": {str(share): float(np.median(found)) for share, found in touched.items()},
        **held(world),
    }


def light(world: World, share: float, random: np.random.Generator) -> int:
    """Let a share of the staff practise, and nobody else; the number of dyads in which someone does."""
    practising = world.people.practising
    practising[:] = 0
    practising[random.permutation(len(practising))[: round(share * len(practising))]] = 1
    ends = world.dyads.ends[: int(world.dyads.used[0])]
    return int(np.count_nonzero(practising[ends[:, 0]] | practising[ends[:, 1]]))


def traffic(world: World, candidates: int) -> float:
    """Bytes that a week must move, at least: each person's record read and written, both ends of each dyad read
    where anyone practises, the arcs of each dyad in which someone does read, those of each that talked written.
    """
    talked = int(world.notes.event_count.sum())
    ends = ENDS * int(world.dyads.used[0]) if candidates else 0
    return float(2 * PERSON * len(world.people.identity) + ends + ARCS * (candidates + talked))


def held(world: World) -> Found:
    """Bytes a tie (an arc) and a person, of all arrays as long as there are dyads (or their marks), or people."""
    people, room = len(world.people.identity), len(world.dyads.ends)
    by = {"dyad": 0, "person": 0}
    for array in arrays(world):
        if len(array) >= room or array is world.notes.marked:
            by["dyad"] += array.nbytes
        elif len(array) >= people:
            by["person"] += array.nbytes
    arcs = int(world.dyads.arcs["present"].sum())
    used = int(world.dyads.used[0])
    return {"bytes_a_tie": by["dyad"] / room * used / arcs, "bytes_a_person": by["person"] / people}


def arrays(world: Any) -> Iterator[NDArray[Any]]:
    """All arrays of a world but the record of its weeks."""
    for name, value in zip(getattr(world, "_fields", ()), world, strict=True):
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, tuple) and name != "record":
            yield from arrays(value)


def plain_mesa(people: int, context: str, share: float, repeats: int) -> Found:
    """The same weeks of the same people by `tests/reference`: plain Mesa, an agent a person, an object an arc.

    It is written to be read and to be right, as the oracle of the tests; nobody has tried to make it fast.
    """
    plan = scenario(people, context)
    populations: list[Population] = [build(trust, index, plan.seed) for index, trust in enumerate(plan.trusts)]
    model = ReferenceModel(plan, populations)
    model.step()
    random = np.random.default_rng(7)
    staff = model.organisations[0].people
    times = []
    for _ in range(repeats):
        lit = random.permutation(people) < round(share * people)
        for person, practises in zip(staff, lit, strict=True):
            person.practising = bool(practises)
        times.append(seconds(model.step))
    return {"arcs": populations[0].ties.arcs, "timing": timing(times)}
