"""Runs arms of a study: a scenario, its seeds, and what is observed of each run. What is kept is not run again.

An observer is a function of a finished `Simulation` that returns numbers by name. With a file to keep them in,
each finished run becomes one line of it at once (`key`, `seed`, `seen`); the key is a digest of the scenario, the
model's source and that of the observer and all it calls. So a study that is killed goes on where it was, and a run
made by other code is never taken for this one. A line cut off by a kill is dropped and its run made again.
"""

import inspect
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from dis import get_instructions
from functools import cache, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Event
from types import CodeType, MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.book import Book, kept_lines
from experiments.keys import files_of
from experiments.run import cores, populations, read_surveys
from sim.compiled import source_digest
from sim.scenario import Scenario
from sim.simulation import Simulation
from sim.steps.context import YEAR

Observer = Callable[[Simulation], Mapping[str, float]]
Values = NDArray[np.float64]

_OURS: Final = ("analysis", "experiments")
"""Packages whose source an observer can be made of; that of the model is in each key as it is."""

_AHEAD: Final = 4
"""Runs handed to each thread before the first is done."""


@dataclass(frozen=True, eq=False)
class Arm:
    """One arm of a study.

    Attributes:
        name: of the arm; differs from the others of its study.
        scenario: run once with each seed; its own seed is replaced.
        seeds: all different. Arms with the same seeds share their luck.
        observe: what is kept of a run: a function of a module, or a `functools.partial` of one.
        keep_units, keep_states: what the run records besides (`Simulation`).
        looks: weeks, in which `observe` is called besides the end; of a look after 52 weeks "gap" is kept as "gap@52".
    """

    name: str
    scenario: Scenario
    seeds: Sequence[int]
    observe: Observer
    keep_units: bool = False
    keep_states: bool = False
    looks: Sequence[int] = ()

    @property
    def key(self) -> str:
        """What makes a run the same run, but for its seed: 16 hex digits."""
        said = self.scenario.model_dump(mode="json", exclude={"seed"})
        made = [said, _model(), _made_of(self.observe), self.keep_units, self.keep_states]
        made += [sorted(self.looks)] if self.looks else []
        made += [files] if (files := files_of([self.scenario])) else []
        text = json.dumps(made)
        return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Observed:
    """What was seen of the runs of an arm.

    Attributes:
        arm: that was run.
        seen: each number by name, shape (n,), in the order of the arm's seeds; NaN where it is not defined.
    """

    arm: Arm
    seen: Mapping[str, Values]

    def __len__(self) -> int:
        """How many runs there are."""
        return len(self.arm.seeds)

    def __getitem__(self, name: str) -> Values:
        """One number of each run."""
        return self.seen[name]


def run_arms(
    arms: Sequence[Arm],
    keep: Path | None = None,
    *,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> dict[str, Observed]:
    """Run what is missing of each arm.

    Args:
        arms: with names that differ.
        keep: a file that keeps finished runs; made when it is not there.
        threads: left out, one a core.
        progress: called after each run with how many of all runs (kept ones too) are there.

    Returns:
        What was observed, by the name of the arm.

    Raises:
        FirewoodError: ties that cannot be built or read; a file that cannot be written.
        KeyboardInterrupt: interrupted; finished runs are kept.
    """
    keys = {arm.name: arm.key for arm in arms}
    found = kept_runs(keep)
    due = [(arm, seed) for arm in arms for seed in arm.seeds if (keys[arm.name], seed) not in found]
    total = sum(len(arm.seeds) for arm in arms)
    with Book(keep) as book:
        for number, (arm, seed, seen) in enumerate(_results(due, threads or cores()), start=1):
            found[keys[arm.name], seed] = seen
            book.write({"key": keys[arm.name], "seed": seed, "seen": seen})
            if progress is not None:
                progress(total - len(due) + number)
    return {arm.name: _observed(arm, [found[keys[arm.name], seed] for seed in arm.seeds]) for arm in arms}


def kept_runs(keep: Path | None) -> dict[tuple[str, int], Mapping[str, float]]:
    """The finished runs of a file, by key and seed; a last line that was cut off is none."""
    found: dict[tuple[str, int], Mapping[str, float]] = {}
    for row in kept_lines(keep):
        if {"key", "seed", "seen"} <= row.keys():
            found.setdefault((row["key"], row["seed"]), row["seen"])
    return found


def _results(due: Sequence[tuple[Arm, int]], threads: int) -> Iterator[tuple[Arm, int, Mapping[str, float]]]:
    """The runs as they are finished; only a few are under way at a time."""
    surveys = read_surveys([arm.scenario for arm in {id(arm): arm for arm, _ in due}.values()])
    stop, waiting = Event(), iter(due)
    with ThreadPoolExecutor(max(1, min(threads, len(due))), thread_name_prefix="arm") as pool:
        work: dict[Future[Mapping[str, float] | None], tuple[Arm, int]] = {}
        try:
            while True:
                for arm, seed in islice(waiting, _AHEAD * threads - len(work)):
                    work[pool.submit(_run, arm, seed, surveys, stop)] = (arm, seed)
                if not work:
                    return
                for future in wait(work, return_when=FIRST_COMPLETED).done:
                    arm, seed = work.pop(future)
                    seen = future.result()
                    if seen is not None:
                        yield arm, seed, seen
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def _run(arm: Arm, seed: int, surveys: Any, stop: Event) -> Mapping[str, float] | None:
    """What is seen of one run; None when it was told to stop."""
    scenario = arm.scenario.model_copy(update={"seed": seed})
    people = populations(scenario, surveys)
    run = Simulation(scenario, people, keep_units=arm.keep_units, keep_states=arm.keep_states)
    seen: dict[str, float] = {}
    for end in sorted({week for week in arm.looks if week <= scenario.weeks} | {scenario.weeks}):
        while run.week < end:
            if stop.is_set():
                return None
            run.advance(min(YEAR, end - run.week))
        found = arm.observe(run)
        if end in arm.looks:
            seen |= {f"{name}@{end}": float(value) for name, value in found.items()}
    return seen | {name: float(value) for name, value in found.items()}


def _observed(arm: Arm, rows: Sequence[Mapping[str, float]]) -> Observed:
    names = rows[0] if rows else ()
    return Observed(arm, MappingProxyType({name: np.array([row[name] for row in rows]) for name in names}))


def _told(value: Any) -> Any:
    """What an observer was given, in words; another observer by what that is made of."""
    return _made_of(value) if callable(value) else value


def _made_of(observe: Observer) -> Any:
    """What an observer is: its name, the source of the modules it is made of, and what it was given."""
    if isinstance(observe, partial):
        given = sorted((name, _told(value)) for name, value in observe.keywords.items())
        return [_made_of(observe.func), [_told(value) for value in observe.args], given]
    if getattr(observe, "__closure__", None):
        raise TypeError(f"{observe!r} keeps values that its source does not tell; use functools.partial")
    return [observe.__module__, observe.__qualname__, [_source(module) for module in _modules(observe)]]


@cache
def _modules(observe: Observer) -> tuple[str, ...]:
    """The modules an observer is made of: its own, and those of all functions of ours that it comes to call."""
    due, seen = [observe], set[Any]()
    while due:
        one: Any = due.pop()
        seen.add(one)
        called = (one.__globals__.get(name) for name in _names(one.__code__))
        due += [each for each in called if inspect.isfunction(each) and _ours(each, observe) and each not in seen]
    return tuple(sorted({one.__module__ for one in seen}))


def _names(code: CodeType) -> set[str]:
    """All names that a function takes from its module, and functions within it."""
    taken = {str(each.argval) for each in get_instructions(code) if each.opname == "LOAD_GLOBAL"}
    return taken.union(*(_names(part) for part in code.co_consts if isinstance(part, CodeType)))


def _ours(function: Any, observe: Observer) -> bool:
    return function.__module__ == observe.__module__ or function.__module__.partition(".")[0] in _OURS


@cache
def _model() -> str:
    """The digest of the model's source; a study of thousands of arms reads it once."""
    return source_digest()


@cache
def _source(module: str) -> str:
    return sha256(inspect.getsource(sys.modules[module]).encode()).hexdigest()[:16]
