"""Runs what a sweep lacks, until nothing is missing.

It goes on past processes that die, and round by round where replicates are as many as precision needs.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments import making
from experiments.counted import they_are
from experiments.engines.base import Engine, LostError
from experiments.engines.worker import share
from experiments.options import ReplicateOptions
from experiments.replicates import Wanted, due, enough
from experiments.store import files, grow
from experiments.store.columns import NUMBERS
from experiments.store.files import DESIGN
from experiments.store.folder import Sweep
from experiments.store.growing import changing
from experiments.store.shards import SHARDS
from experiments.store.table import read_table
from experiments.tasks import tasks
from sim.errors import ConfigError, nearest

_DEATHS: Final = 3
"""Deaths in a row, without a shard finished between them, after which a sweep is given up."""


@dataclass
class Progress:
    """How far a sweep is.

    Attributes:
        total, done, failed: runs of the design as it is now; `done` counts those that failed, too.
        begun: how many were done when this process began.
        since: when it began, by a monotonic clock.
        said: what else is to be told, such as a process that died.
    """

    total: int
    done: int
    failed: int
    begun: int
    since: float
    said: str = ""

    @property
    def rate(self) -> float:
        """Runs a second, since this process began."""
        return (self.done - self.begun) / max(monotonic() - self.since, 1e-9)


Tell = Callable[[Progress], None]


def run_missing(
    sweep: Sweep,
    engine: Engine,
    *,
    part: tuple[int, int] | None = None,
    retry_failed: bool = False,
    allow_code_change: bool = False,
    tell: Tell | None = None,
) -> int:
    """Run every shard that is not there yet; how many runs failed of what was run (of a slice: in it).

    One process at a time runs a sweep as a whole; slices may overlap.

    Args:
        sweep: on disk.
        engine: what runs it.
        part: only slice i of k; then replicates are not grown.
        retry_failed: also hand out again what failed.
        allow_code_change: go on with other code of the model than the sweep was planned with.
        tell: called whenever a shard is done.

    Raises:
        ConfigError: other code, other files; another process at work; processes that die again and again.
        OutputError: a place that cannot be written. Finished shards are kept.
    """
    with nullcontext() if part is not None else files.at_work(sweep.path):
        return _run_missing(sweep, engine, part, tell or (lambda progress: None), retry_failed, allow_code_change)


def _run_missing(
    sweep: Sweep, engine: Engine, part: tuple[int, int] | None, tell: Tell, retry_failed: bool, allow_code_change: bool
) -> int:
    with changing(sweep.path):
        making.see_to_code(sweep, allow=allow_code_change)
    files.sweep_away(sweep.path / SHARDS)
    if retry_failed:
        _retry(sweep)
    failed = 0
    while True:
        if sweep.status().missing:  # a sweep that is finished needs its files of ties no more
            making.see_to_files(sweep)
        failed += _round(sweep, engine, part, tell)
        if part is not None or not add_replicates(sweep):
            return failed


def wanted_of(options: ReplicateOptions) -> Wanted:
    """The options of automatic replicates, as the algorithm takes them.

    Raises:
        ConfigError: there is no such measure.
    """
    if options.measure not in NUMBERS:
        raise ConfigError(
            f"replicates.measure={options.measure}: runs have no such number{nearest(options.measure, NUMBERS)} "
            f"(they have {', '.join(NUMBERS)})"
        )
    return Wanted(
        precision=options.precision,
        relative=options.scale == "relative",
        confidence=options.confidence,
        least=options.least,
        ahead=options.ahead,
        most=options.most,
    )


def short_of_precision(sweep: Sweep) -> list[int]:
    """Points at which automatic replicates ended before precision was reached: at the most allowed, or without a value.

    A measure that no run of a point has, such as improvers' knowledge where nobody is trained, asks for no more runs.
    """
    options = ReplicateOptions(**sweep.said["replicates"])
    if options.kind == "fixed":
        return []
    wanted, values = wanted_of(options), _values(sweep, options.measure)
    points = np.unique(read_table(sweep.path / DESIGN, ["point"])["point"].to_numpy()).tolist()
    return [point for point in points if any(enough(v, wanted) is None for v in values.get(point, [np.empty(0)]))]


def _round(sweep: Sweep, engine: Engine, part: tuple[int, int] | None, tell: Tell) -> int:
    """All shards of the design as it is now; how many runs failed in what was run."""
    sizes = np.bincount(sweep.shard_of_runs())
    progress: Progress | None = None
    deaths = failed = 0
    while True:
        missing = _missing(sweep, sizes, part)
        status = sweep.status()
        done = status.done + status.failed
        if progress is None:
            progress = Progress(status.total, done, status.failed, done, monotonic())
        progress.done, progress.failed = done, status.failed
        tell(progress)
        if not missing:
            return failed
        try:
            for each in engine.run(tasks(sweep.path, missing, any_model=making.any_model(sweep))):
                deaths = 0
                progress.done += each.runs + each.failed
                progress.failed += each.failed
                failed += each.failed
                tell(progress)
        except LostError as error:
            if len(_missing(sweep, sizes, part)) == len(missing):
                deaths += 1
            if deaths >= _DEATHS:
                raise ConfigError(_given_up(sweep, missing, error)) from None
            progress.said = f"A process died ({error}); what it had not finished is run again."
            tell(progress)
            progress.said = ""


def _missing(sweep: Sweep, sizes: NDArray[Any], part: tuple[int, int] | None) -> set[int]:
    wanted = set(np.flatnonzero(sizes).tolist()) - set(sweep.committed)
    return wanted if part is None else set(share(wanted, part))


def _given_up(sweep: Sweep, missing: set[int], error: LostError) -> str:
    return (
        f"{sweep.path}: processes died {_DEATHS} times without finishing anything ({error}). "
        f"{they_are(len(missing), 'shard')} missing, the first is {min(missing)}. Too little memory? "
        "Fewer processes need less: engine.processes=1. Finished runs are kept; firewood resume goes on"
    )


def _retry(sweep: Sweep) -> None:
    """Hand out again what failed; nothing changes where a file of ties is another."""
    with changing(sweep.path):
        failed = sweep.failures["key"].tolist()
        if failed:
            making.see_to_files(sweep)
        if failed and grow.hand_out_again(sweep, failed, float(sweep.said["engine"]["seconds"])):
            making.note(sweep, "failed runs handed out again", runs=len(failed))


def add_replicates(sweep: Sweep) -> int:
    """Grow automatic replicates where precision is not reached; how many runs are to be made now.

    Where runs are missing, as another process has just added some, nothing is added: what is due depends on them.
    """
    said = sweep.said
    options = ReplicateOptions(**said["replicates"])
    if options.kind == "fixed":
        return 0
    wanted = wanted_of(options)
    with changing(sweep.path):
        if missing := sweep.status().missing:
            return missing
        points = read_table(sweep.path / DESIGN, ["point"])["point"].to_numpy()
        counts = np.bincount(points)
        for point, found in _values(sweep, options.measure).items():
            lacking = max(due(values, wanted) - len(values) for values in found)
            counts[point] += max(0, min(lacking, options.most - int(counts[point])))
        new = grow.more_replicates(sweep, counts, float(said["engine"]["seconds"]))
        if new:
            making.note(sweep, "replicates added", runs=new)
    return new


def _values(sweep: Sweep, measure: str) -> dict[int, list[NDArray[np.float64]]]:
    """A measure at each point, an organisation a list, in the order of replicates; runs without it are left out."""
    design = read_table(sweep.path / DESIGN, ["key", "point", "replicate"])
    place = dict(
        zip(
            design["key"].to_pylist(),
            zip(design["point"].to_pylist(), design["replicate"].to_pylist(), strict=True),
            strict=True,
        )
    )
    found: dict[int, dict[str, list[tuple[int, float]]]] = {}
    for table in sweep.tables():
        columns = (table[name].to_pylist() for name in ("key", "organisation", measure))
        for key, organisation, value in zip(*columns, strict=True):
            point, replicate = place[key]
            if value == value:
                found.setdefault(point, {}).setdefault(organisation, []).append((replicate, value))
    return {
        point: [np.array([value for _, value in sorted(pairs)]) for pairs in by_name.values()]
        for point, by_name in found.items()
    }
