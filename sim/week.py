"""The week: its steps in order, in the compiled loop over weeks.

`weeks` is the order, and the only place where it stands; `WEEK` is read off it, for people and for tests. A step
whose name comes several times has as many passes; where threads must have done one before the next, they wait.

Who meets in talk spaces (step 4) is found before pairs talk, and ties change (step 9) where pairs talk (`talk.speak`):
nothing in between says or asks anything of either, and so each tie is fetched from memory once a week, not twice.
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
from sim.compiled import compiled, inner
from sim.gate import open_for_good, wait
from sim.notes import blank_desks
from sim.pinned import pinned
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
from sim.steps.ranges import share_of
from sim.world import MOST_THREADS, Row, World


@inner
def kindle(world: World, week: int, part: int, parts: int) -> None:
    """What talk makes of people, block by block: nobody here asks about anybody else."""
    low, high = share_of(len(world.notes.blocks), 1, part, parts)
    for block in range(low, high):
        heat.warm(world, week, block)
        practice.light(world, week, block)
        knowledge.learn(world, week, block)


@inner
def settle(world: World, week: int, part: int, parts: int) -> None:
    """What the week makes of people besides, block by block."""
    low, high = share_of(len(world.notes.blocks), 1, part, parts)
    for block in range(low, high):
        resentment.smoke(world, week, block)
        alignment.align(world, week, block)


@compiled
def room_for_a_week(people: int, rules: Row) -> int:
    """The most dyads that a week can make: each person has so many new partners a year, and a joiner as many anew."""
    most: int = people * rules.new_partners // 2
    return most


@inner
def look_up(
    said: NDArray[np.float64], offered: NDArray[np.int64], context: NDArray[np.float64], places: NDArray[np.int64]
) -> None:
    """What the schedule says of a week becomes this week's."""
    for o in range(len(places)):
        places[o] = offered[o]
        for k in range(context.shape[1]):
            context[o, k] = said[o, k]


@compiled
def weeks(
    world: World, contexts: NDArray[np.float64], places: NDArray[np.int64], first: int, part: int, parts: int
) -> int:
    """The weeks of a schedule from week `first` on, as long as there is room for a week's new dyads.

    Run once by each of `parts` threads, which wait for each other where one reads what others wrote. A pass that
    cannot be shared is done by part 0. Returns how many weeks were run.
    """
    gate = world.notes.gate
    for k in range(len(contexts)):
        if len(world.dyads.ends) - world.dyads.used[0] < room_for_a_week(len(world.people.identity), world.rules[0]):
            return k
        week = first + k
        if part == 0:
            look_up(contexts[k], places[k], world.context, world.places)
        context.take_hold(world, week, part, parts)
        training.train(world, week, part, parts)
        wait(gate, parts)
        talk.look_round(world, week, part, parts)
        wait(gate, parts)
        talk.prepare(world, week, part, parts)
        spaces.invite(world, week, part, parts)
        wait(gate, parts)
        spaces.gather(world, week, part, parts)
        wait(gate, parts)
        talk.speak(world, week, part, parts)
        wait(gate, parts)
        talk.hear(world, week, part, parts)
        spaces.discuss(world, week, part, parts)
        spaces.befriend(world, week, part, parts)
        wait(gate, parts)
        spaces.confer(world, week, part, parts)
        workshops.improve(world, week, part, parts)
        wait(gate, parts)
        kindle(world, week, part, parts)
        bonds.reunite(world, week, part, parts)
        settle(world, week, part, parts)
        wait(gate, parts)
        bonds.tie(world, week, part, parts)
        gains.regress(world, week, part, parts)
        turnover.leave(world, week, part, parts)
        wait(gate, parts)
        turnover.replace(world, week, part, parts)
        wait(gate, parts)
        turnover.welcome(world, week, part, parts)
        wait(gate, parts)
        measures.add_up(world, week, part, parts)
        wait(gate, parts)
        measures.write_down(world, week, part, parts)
        wait(gate, parts)
    return len(contexts)


Pass = Callable[..., None]


class Step(NamedTuple):
    """One step of the week: its name, what it is, and its passes."""

    name: str
    meaning: str
    passes: tuple[Pass, ...]


BY_BLOCKS: Final[dict[str, Pass]] = {"kindle": kindle, "settle": settle}
"""Passes that take several steps at once, a block of people at a time."""


def _calls(loop: Callable[..., Any]) -> list[ast.expr]:
    """What `loop` calls, in order."""
    source = dedent(inspect.getsource(getattr(loop, "py_func", loop)))
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    ours = [call.func for call in calls if any(isinstance(arg, ast.Name) and arg.id == "world" for arg in call.args)]
    return sorted(ours, key=lambda call: call.lineno)


def _read_off(loop: Callable[..., Any]) -> tuple[Step, ...]:
    """The steps of `loop`, in the order in which it calls them, those of `BY_BLOCKS` where it calls these."""
    found: dict[str, list[Pass]] = {}
    for call in _calls(loop):
        for each in _calls(BY_BLOCKS[call.id]) if isinstance(call, ast.Name) else [call]:
            name = each.value.id if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) else ""
            found.setdefault(name, []).append(getattr(getattr(steps, name), getattr(each, "attr", "")))
    return tuple(Step(name, _meaning(name), tuple(passes)) for name, passes in found.items())


def _meaning(name: str) -> str:
    first = (getattr(steps, name).__doc__ or "").strip().splitlines()[0]
    return first.split(", ", 1)[1].rstrip(".")


WEEK: Final = _read_off(weeks)
"""The fourteen steps, in order."""


def _passes(loop: Callable[..., Any]) -> tuple[Pass, ...]:
    """What `loop` calls, one after another."""
    passes = {each.__name__: each for step in WEEK for each in step.passes} | BY_BLOCKS
    return tuple(passes[getattr(call, "attr", getattr(call, "id", ""))] for call in _calls(loop))


PASSES: Final = _passes(weeks)
"""All passes of a week, in order."""


def run_weeks(
    world: World, contexts: NDArray[np.float64], places: NDArray[np.int64], first: int, threads: int = 1
) -> int:
    """Run a world through weeks; the result is the same for any number of threads.

    Args:
        world: changed in place.
        contexts: shape (weeks, organisations, columns of `schedule.CONTEXT`).
        places: shape (weeks, organisations), training places offered.
        first: the number of the first week.
        threads: from some 10⁵ people on, two threads are faster than one.

    Returns:
        How many weeks were run: fewer where the dyads have no `room_for_a_week` left.
    """
    world.notes.gate[:] = 0
    threads = min(threads, MOST_THREADS)
    if len(world.desks.seats) < threads:
        world = world._replace(desks=blank_desks(threads, world.people.heat.dtype))
    here = pinned(world)
    measures.sum_trust(here)
    if threads == 1:
        return weeks(here, contexts, places, first, 0, 1)
    with ThreadPoolExecutor(threads - 1) as pool:
        try:
            others = [pool.submit(weeks, here, contexts, places, first, part, threads) for part in range(1, threads)]
            run = weeks(here, contexts, places, first, 0, threads)
        except BaseException:
            open_for_good(world.notes.gate)  # else those who came would wait for ever
            raise
        for other in others:
            other.result()
    return run


def describe() -> str:
    """The order of the week in words, a line a step."""
    return "\n".join(f"{number:>2}. {step.name}: {step.meaning}" for number, step in enumerate(WEEK, start=1))
