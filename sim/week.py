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
def weeks(
    world: World, contexts: NDArray[np.float64], places: NDArray[np.int64], first: int, part: int, parts: int
) -> None:
    """The weeks of a schedule from week `first` on, all on one thread.

    `part` is 0 and `parts` 1. Written out in each call they would be constants to Numba, which would compile every
    step once more for them.
    """
    for k in range(len(contexts)):
        week = first + k
        world.context[:] = contexts[k]
        world.places[:] = places[k]
        context.take_hold(world, week, part, parts)
        training.train(world, week, part, parts)
        talk.speak(world, week, part, parts)
        talk.hear(world, week, part, parts)
        spaces.gather(world, week, part, parts)
        spaces.confer(world, week, part, parts)
        workshops.improve(world, week, part, parts)
        heat.warm(world, week, part, parts)
        practice.light(world, week, part, parts)
        knowledge.learn(world, week, part, parts)
        bonds.bind(world, week, part, parts)
        bonds.tie(world, week, part, parts)
        resentment.smoke(world, week, part, parts)
        alignment.align(world, week, part, parts)
        gains.regress(world, week, part, parts)
        turnover.replace(world, week, part, parts)
        measures.add_up(world, week, part, parts)
        measures.write_down(world, week, part, parts)


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
        weeks(world, contexts, places, first, 0, 1)
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
