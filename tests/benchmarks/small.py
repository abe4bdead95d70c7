"""Small organisations by the hundred: whole runs a second, as a sweep makes them."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Final

from experiments.shard import Case, Keep, run_cases
from sim.network.build import build
from sim.scenario import Scenario
from tests.benchmarks.timing import Found, timed

DYADS: Final = 6.5
"""A person has; with the share of arcs returned as it comes, 300 people have about 3,000 arcs."""


def case(number: int, people: int, weeks: int) -> Case:
    """One run: the even ones in a damp context, the others in a seasoned one."""
    plan = Scenario(
        network={"kind": "distributed", "size": people, "dyads": DYADS}, seasoning=number % 2, weeks=weeks, seed=number
    )
    return Case((str(number),), plan, (number,))


def shard(first: int, runs: int, people: int, weeks: int) -> float:
    """Run some, as a worker of a sweep does; the share of them that did not fail."""
    rows = run_cases([case(number, people, weeks) for number in range(first, first + runs)], Keep())
    return len(rows.runs) / runs


def runs(processes: int, count: int, people: int, weeks: int, repeats: int) -> Found:
    """`count` runs shared among processes that are there already; one is this one."""
    each = count // processes
    work = partial(shard, runs=each, people=people, weeks=weeks)
    first = range(0, each * processes, each)
    if processes == 1:
        found = timed(lambda: _went_well(map(work, first)), repeats)
    else:
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            found = timed(lambda: _went_well(pool.map(work, first)), repeats)
    plan = case(1, people, weeks).scenario
    arcs = build(plan.trusts[0], 0, plan.seed).ties.arcs
    return {"arcs": arcs, "timing": found, "runs": each * processes}


def _went_well(shares: Iterable[float]) -> None:
    """A run that fails is quick, and must not be counted."""
    if min(shares) < 1.0:
        raise RuntimeError("a run failed")
