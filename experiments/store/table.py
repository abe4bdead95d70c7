"""The design table: one row a run, and all that is needed to run it, in one file that is replaced in one step.

Besides its columns the file holds, as metadata, each variant of the world and what is kept of a run. Rows stand
in order of their shards.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import compress, decompress

import numpy as np
from numpy.typing import NDArray

from experiments import keys
from experiments.points import Column, Points
from experiments.shard import Keep, seconds
from experiments.store.columns import DESIGN
from experiments.store.files import replaced
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int32]

_META: Final = b"firewood"
_SAMPLE: Final = b"sample"
_STAMP: Final = b"stamp"
_AT_ONCE: Final = 65_536
"""Rows that are read at once."""

_MOST_RUNS: Final = 2_000
"""Runs in a shard, at the most."""


@dataclass(frozen=True)
class Meta:
    """What the table says besides its rows.

    Attributes:
        model: digest of the model's source, which is in the keys.
        keep: which weeks are kept.
        worlds: each variant as given to the schema.
        choices: the groups chosen for each variant.
        composed: names of varied columns that are groups.
        coded: names of columns whose cells are JSON.
    """

    model: str
    keep: Keep
    worlds: Sequence[Mapping[str, Any]]
    choices: Sequence[Mapping[str, str]]
    composed: Sequence[str]
    coded: Sequence[str]


def table_of(points: Points, counts: Ints, keep: Keep) -> "pa.Table":
    """The table of a design; its shards are not given yet (-1).

    Args:
        points: of the design.
        counts: shape (points,), how many replicates each has.
        keep: which weeks are kept.
    """
    import pyarrow as pa

    point = np.repeat(np.arange(len(points), dtype=np.int32), counts)
    replicate = (np.arange(len(point)) - np.repeat(np.cumsum(counts) - counts, counts)).astype(np.int32)
    variant = points.variant[point]
    columns: dict[str, Any] = {
        "key": pa.array(keys.names(points.hashes[point], replicate)),
        "point": point,
        "replicate": replicate,
        "seed": first_seeds(points)[point] + replicate,
        "shard": np.full(len(point), -1, dtype=np.int32),
        "variant": variant,
        "cost": _costs(points)[point],
    }
    coded = []
    for column in points.columns:
        if column.name == "seed":
            continue
        values, is_coded = _plain(column)
        columns[column.name] = values.take(pa.array(column.codes[point]))
        coded += [column.name] if is_coded else []
    meta = Meta(
        model=points.model,
        keep=keep,
        worlds=[each.world for each in points.variants],
        choices=[each.choices for each in points.variants],
        composed=[column.name for column in points.columns if column.composed],
        coded=coded,
    )
    return with_meta(pa.table(columns), meta, points.sample)


def shared_out(table: "pa.Table", first: int, work: float) -> "pa.Table":
    """Give shards to rows that have none (-1), in order; rows then stand in order of their shards.

    Args:
        table: as of `table_of`.
        first: the number of the next shard.
        work: seconds of work in a shard, about.
    """
    shard = table["shard"].to_numpy().copy()
    new = np.flatnonzero(shard < 0)
    cost = np.maximum(table["cost"].to_numpy()[new], work / _MOST_RUNS)
    before = np.cumsum(cost) - cost
    shard[new] = first + (before // work).astype(np.int32)
    _, shard[new] = np.unique(shard[new], return_inverse=True)
    shard[new] += first
    placed = with_column(table, "shard", shard)
    order = np.argsort(shard, kind="stable")
    return placed if (np.diff(order) == 1).all() else placed.take(order)


def with_column(table: "pa.Table", name: str, values: Any) -> "pa.Table":
    """A table with another column of that name."""
    import pyarrow as pa

    return table.set_column(table.schema.get_field_index(name), name, pa.array(values))


def write_table(path: Path, table: "pa.Table") -> None:
    """Write the table, in place of what is there.

    Raises:
        OutputError: it cannot be written.
    """
    import pyarrow.parquet as pq

    with replaced(path) as aside:
        pq.write_table(table, aside, row_group_size=_AT_ONCE, compression="zstd")


def read_table(path: Path, columns: Sequence[str] | None = None) -> "pa.Table":
    """Read the table, or some of its columns.

    Raises:
        ConfigError: it cannot be read.
    """
    import pyarrow.parquet as pq

    try:
        return pq.read_table(path, columns=None if columns is None else list(columns))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: it cannot be read ({str(error).partition('.')[0][:120]})") from None


def batches(path: Path) -> Iterator["pa.RecordBatch"]:
    """The rows of the table, some thousands at a time."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(batch_size=_AT_ONCE)


def read_meta(path: Path) -> Meta:
    """What the table says besides its rows.

    Raises:
        ConfigError: it cannot be read.
    """
    import pyarrow.parquet as pq

    try:
        said = json.loads(pq.read_schema(path).metadata[_META])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: this is no design table ({str(error).partition('.')[0][:120]})") from None
    series, every = said.pop("keep")
    return Meta(keep=Keep(tuple(series), every), **said)


def read_sample(path: Path) -> Ints | None:
    """The point of each row of the design as it was sampled; None where each row is a point of its own, in order."""
    import pyarrow.parquet as pq

    packed = (pq.read_schema(path).metadata or {}).get(_SAMPLE)
    return None if packed is None else np.frombuffer(decompress(b64decode(packed)), dtype="<i4").astype(np.int32)


def with_meta(table: "pa.Table", meta: Meta, sample: Ints | None) -> "pa.Table":
    """A table that says this besides its rows."""
    said = {_META: json.dumps({name: getattr(meta, name) for name in Meta.__dataclass_fields__}).encode()}
    if sample is not None:
        said[_SAMPLE] = b64encode(compress(sample.astype("<i4").tobytes()))
    return table.replace_schema_metadata(said)


def stamped(table: "pa.Table", stamp: str) -> "pa.Table":
    """A table that bears a stamp, by which it is known."""
    return table.replace_schema_metadata({**(table.schema.metadata or {}), _STAMP: stamp.encode()})


def read_stamp(path: Path) -> str | None:
    """The stamp that the table bears, if it does.

    Raises:
        ConfigError: it cannot be read.
    """
    import pyarrow.parquet as pq

    try:
        found = (pq.read_schema(path).metadata or {}).get(_STAMP)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: this is no design table ({str(error).partition('.')[0][:120]})") from None
    return None if found is None else found.decode()


def varied(names: Sequence[str]) -> list[str]:
    """Of the table's columns those that are varied."""
    return [name for name in names if name not in DESIGN]


def first_seeds(points: Points) -> NDArray[np.int64]:
    """The seed of the first replicate of each point: that of its variant, unless a table gives points their own."""
    for column in points.columns:
        if column.name == "seed":
            return np.array(column.values, dtype=np.int64)[column.codes]
    return np.array([each.scenario.seed for each in points.variants], dtype=np.int64)[points.variant]


def _costs(points: Points) -> NDArray[np.float64]:
    """Seconds a run of each point takes, about."""
    people = np.zeros(len(points))
    weeks = np.zeros(len(points))
    for number, variant in enumerate(points.variants):
        here = points.variant == number
        networks = [trust.network for trust in variant.scenario.trusts]
        people[here] = sum(network.about for network in networks)
        weeks[here] = variant.scenario.weeks
        for column in points.columns:
            if column.name == "weeks":
                weeks[here] = np.array(column.values, dtype=float)[column.codes[here]]
            if column.name == "network.size" and len(networks) == 1:
                people[here] = np.array(column.values, dtype=float)[column.codes[here]]
    return seconds(people, weeks)


def _plain(column: Column) -> tuple["pa.Array", bool]:
    """The distinct values of a column as numbers or texts; what is neither becomes JSON, and is said so."""
    import pyarrow as pa

    kinds = {type(value) for value in column.values if value is not None}
    if kinds <= {int}:
        return pa.array(column.values, pa.int64()), False
    if kinds <= {int, float}:
        return pa.array([None if each is None else float(each) for each in column.values], pa.float64()), False
    if kinds <= {str}:
        return pa.array(column.values, pa.string()), False
    return pa.array([json.dumps(value) for value in column.values], pa.string()), True
