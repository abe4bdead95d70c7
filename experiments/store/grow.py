"""Changes to the design of a sweep that is under way: further replicates, and runs that are handed out again."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from experiments.store import shards
from experiments.store.files import DESIGN
from experiments.store.folder import Sweep
from experiments.store.table import read_table, shared_out, with_column, write_table

if TYPE_CHECKING:
    import pyarrow as pa


def more_replicates(sweep: Sweep, counts: NDArray[np.int64], work: float) -> int:
    """Give points further replicates; how many runs are new.

    Args:
        sweep: to grow; whoever calls holds its lock.
        counts: shape (points,), how many each should have; fewer than it has change nothing.
        work: seconds of work in a shard, about.
    """
    import pyarrow as pa

    table = read_table(sweep.path / DESIGN)
    point = table["point"].to_numpy()
    have = np.bincount(point, minlength=len(counts))
    extra = np.maximum(counts - have, 0)
    if not extra.any():
        return 0
    first = np.flatnonzero(table["replicate"].to_numpy() == 0)
    first = first[np.argsort(point[first])]
    rows = table.take(pa.array(np.repeat(first, extra)))
    replicate = np.concatenate([np.arange(low, low + more) for low, more in zip(have, extra, strict=True)])
    rows = _renumbered(rows, replicate.astype(np.int32))
    grown = pa.concat_tables([table, rows]).replace_schema_metadata(table.schema.metadata)
    write_table(sweep.path / DESIGN, shared_out(grown, _next(table), work))
    return int(extra.sum())


def hand_out_again(sweep: Sweep, keys: Collection[str], work: float) -> int:
    """Put failed runs into new shards, and forget that they failed; how many.

    Args:
        sweep: whose runs failed; whoever calls holds its lock.
        keys: of these runs.
        work: seconds of work in a shard, about.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = read_table(sweep.path / DESIGN)
    again = pc.is_in(table["key"], pa.array(sorted(keys), pa.string())).to_numpy()
    if not again.any():
        return 0
    shard = table["shard"].to_numpy().copy()
    was = np.unique(shard[again])
    shard[again] = -1
    write_table(sweep.path / DESIGN, shared_out(with_column(table, "shard", shard), _next(table), work))
    for number in was.tolist():
        shards.failures_of(sweep.path, number).unlink(missing_ok=True)
    return int(again.sum())


def _renumbered(rows: "pa.Table", replicate: NDArray[np.int32]) -> "pa.Table":
    """First replicates as others of the same points."""
    keys = [f"{key[:16]}-{number}" for key, number in zip(rows["key"].to_pylist(), replicate.tolist(), strict=True)]
    columns: dict[str, Any] = {
        "key": keys,
        "replicate": replicate,
        "seed": rows["seed"].to_numpy() + replicate,
        "shard": np.full(len(rows), -1, dtype=np.int32),
    }
    for name, values in columns.items():
        rows = with_column(rows, name, values)
    return rows


def _next(table: "pa.Table") -> int:
    return int(table["shard"].to_numpy().max()) + 1
