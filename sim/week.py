"""The week: its steps in order, in the compiled loop over weeks.

`weeks` is the order, and the only place where it stands; `WEEK` is read off it, for people and
for threads. A step whose name comes twice has two passes, with all its rows done between them.
"""

import ast
import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from textwrap import dedent
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import steps
from sim.compiled import compiled
from sim.steps import (
    alignment,
    bonds,
    context,
    gains,
    heat,
    knowledge,
    measures,
    practice,
    resentment,
    spaces,
    talk,
    training,
    turnover,
    workshops,
)
from sim.world import World


@compiled
def weeks(world: World, contexts: NDArray[np.float64], places: NDArray[np.int64], first: int) -> None:
    """The weeks of a schedule from week `first` on, all on one thread."""
    for k in range(len(contexts)):
        week = first + k
        world.context[:] = contexts[k]
        world.places[:] = places[k]
        context.take_hold(world, week, 0, 1)
        training.train(world, week, 0, 1)
        talk.speak(world, week, 0, 1)
        talk.hear(world, week, 0, 1)
        spaces.gather(world, week, 0, 1)
        workshops.improve(world, week, 0, 1)
        heat.warm(world, week, 0, 1)
        practice.light(world, week, 0, 1)
        knowledge.learn(world, week, 0, 1)
        bonds.bind(world, week, 0, 1)
        bonds.tie(world, week, 0, 1)
        resentment.smoke(world, week, 0, 1)
        alignment.align(world, week, 0, 1)
        gains.regress(world, week, 0, 1)
        turnover.replace(world, week, 0, 1)
        measures.add_up(world, week, 0, 1)
        measures.write_down(world, week, 0, 1)


class Step(NamedTuple):
    """One step of the week: its name, what it is, and its passes."""

    name: str
    meaning: str
    passes: tuple[Callable[[World, int, int, int], None], ...]


def _read_off(loop: Callable[..., Any]) -> tuple[Step, ...]:
    """The steps of `loop`, in the order in which it calls them."""
    source = dedent(inspect.getsource(getattr(loop, "py_func", loop)))
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    found: dict[str, list[Callable[[World, int, int, int], None]]] = {}
    for call in sorted((c for c in calls if isinstance(c, ast.Attribute)), key=lambda c: c.lineno):
        module = call.value.id if isinstance(call.value, ast.Name) else ""
        found.setdefault(module, []).append(getattr(getattr(steps, module), call.attr))
    return tuple(Step(name, _meaning(name), tuple(passes)) for name, passes in found.items())


def _meaning(name: str) -> str:
    first = (getattr(steps, name).__doc__ or "").strip().splitlines()[0]
    return first.split(", ", 1)[1].rstrip(".")


WEEK: Final = _read_off(weeks)
"""The fourteen steps, in order."""


def run_weeks(
    world: World, contexts: NDArray[np.float64], places: NDArray[np.int64], first: int, threads: int = 1
) -> None:
    """Run a world through weeks; the result is the same for any number of threads.

    Args:
        world: changed in place; its dyads must have room for those made in these weeks.
        contexts: shape (weeks, organisations, columns of `schedule.CONTEXT`).
        places: shape (weeks, organisations), training places offered.
        first: the number of the first week.
        threads: from some 10⁴ people on, two threads are faster than one.
    """
    if threads == 1:
        weeks(world, contexts, places, first)
        return
    with ThreadPoolExecutor(threads) as pool:
        for k in range(len(contexts)):
            world.context[:] = contexts[k]
            world.places[:] = places[k]
            for step in WEEK:
                for each in step.passes:
                    work = [pool.submit(each, world, first + k, part, threads) for part in range(threads)]
                    for done in work:
                        done.result()


def describe() -> str:
    """The order of the week in words, a line a step."""
    return "\n".join(f"{number:>2}. {step.name}: {step.meaning}" for number, step in enumerate(WEEK, start=1))
