"""One shard as work: small enough to send to any process, whole enough to be done by it alone."""

import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from experiments.shard import Case, Keep, Rows, failure, run_cases
from experiments.store import shards
from experiments.store.files import DESIGN
from experiments.store.table import Meta, batches, read_meta, varied
from experiments.variants import World, scenario_at
from sim.compiled import source_digest
from sim.errors import ConfigError, FirewoodError

if TYPE_CHECKING:
    import pyarrow as pa


class Point(NamedTuple):
    """Some replicates of one point.

    Attributes:
        variant: number of its world.
        values: what is set in it, by path.
        keys, seeds: of the runs.
    """

    variant: int
    values: Mapping[str, Any]
    keys: tuple[str, ...]
    seeds: tuple[int, ...]


class Task(NamedTuple):
    """A shard to be run.

    Attributes:
        folder: of the sweep.
        shard: its number.
        worlds: the variants it needs, by number.
        points: what is run.
        keep: which weeks are kept.
        model: the digest of the model's source that is wanted; None where any will do.
    """

    folder: str
    shard: int
    worlds: Mapping[int, World]
    points: Sequence[Point]
    keep: Keep
    model: str | None


class Done(NamedTuple):
    """A shard that was run.

    Attributes:
        shard: its number.
        runs, failed: how many runs went well, and how many did not.
        seconds: that it took.
    """

    shard: int
    runs: int
    failed: int
    seconds: float


def carry_out(task: Task) -> Done:
    """Run a shard and commit it. This is what engines call, in whatever process.

    Raises:
        ConfigError: the model's source here is not that of the sweep.
        OutputError: the shard cannot be written.
    """
    began = perf_counter()
    here = _model()
    if task.model is not None and here != task.model:
        raise ConfigError(
            f"{task.folder}: the process that was to run shard {task.shard} has other code of the model ({here}) than "
            f"the sweep ({task.model}); let all have the same, or allow it with --allow-code-change"
        )
    cases, failed = [], []
    for point in task.points:
        try:
            scenario = scenario_at(task.worlds[point.variant], point.values)
        except FirewoodError as error:
            failed += [failure(key, error) for key in point.keys]
        else:
            cases.append(Case(point.keys, scenario, point.seeds))
    rows: Rows = run_cases(cases, task.keep)
    rows.failures += failed
    took = perf_counter() - began
    runs = sum(len(point.keys) for point in task.points)
    said = {
        "runs": runs - len(rows.failures),
        "failed": len(rows.failures),
        "model": here,
        "seconds": round(took, 3),
        "process": os.getpid(),
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    shards.commit(Path(task.folder), task.shard, rows, task.keep, said)
    return Done(task.shard, runs - len(rows.failures), len(rows.failures), took)


def tasks(folder: Path, wanted: Collection[int], *, any_model: bool) -> Iterator[Task]:
    """The work of some shards, in order; the design is read some thousands of rows at a time.

    Args:
        folder: of the sweep.
        wanted: numbers of shards.
        any_model: whether other code than that of the sweep may run them.
    """
    meta = read_meta(folder / DESIGN)
    current: int | None = None
    waiting: list[dict[str, Any]] = []
    for batch in batches(folder / DESIGN):
        for row in _rows(batch, wanted):
            if row["shard"] != current and waiting:
                yield _task(folder, meta, waiting, any_model=any_model)
                waiting = []
            current = row["shard"]
            waiting.append(row)
    if waiting:
        yield _task(folder, meta, waiting, any_model=any_model)


def _rows(batch: "pa.RecordBatch", wanted: Collection[int]) -> list[dict[str, Any]]:
    import numpy as np

    mine = np.isin(batch["shard"].to_numpy(), np.fromiter(wanted, dtype=np.int32, count=len(wanted)))
    found: list[dict[str, Any]] = batch.filter(mine).to_pylist() if mine.any() else []
    return found


def _task(folder: Path, meta: Meta, rows: Sequence[dict[str, Any]], *, any_model: bool) -> Task:
    names = [name for name in varied(list(rows[0])) if name not in meta.composed]
    by_point: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_point.setdefault(row["point"], []).append(row)
    points = [
        Point(
            variant=own[0]["variant"],
            values={name: _value(own[0][name], name in meta.coded) for name in names},
            keys=tuple(row["key"] for row in own),
            seeds=tuple(row["seed"] for row in own),
        )
        for own in by_point.values()
    ]
    worlds = {point.variant: meta.worlds[point.variant] for point in points}
    return Task(str(folder), rows[0]["shard"], worlds, points, meta.keep, None if any_model else meta.model)


def _value(cell: Any, coded: bool) -> Any:
    return json.loads(cell) if coded and cell is not None else cell


@cache
def _model() -> str:
    return source_digest()
