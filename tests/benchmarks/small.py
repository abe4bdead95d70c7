"""Small organisations by the hundred: whole runs a second, as a sweep makes them."""

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
    """`count` runs shared among processes that are there already."""
    each = count // processes
    work = partial(shard, runs=each, people=people, weeks=weeks)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:

        def once() -> None:
            done = list(pool.map(work, range(0, each * processes, each)))
            assert min(done) == 1.0, "a run failed"

        found = timed(once, repeats)
    plan = case(1, people, weeks).scenario
    arcs = build(plan.trusts[0], 0, plan.seed).ties.arcs
    return {"arcs": arcs, "timing": found, "runs": each * processes}
