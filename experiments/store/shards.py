"""Shards: what came of some runs, in a folder that is there whole or not at all."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from experiments.shard import Keep, Row, Rows
from experiments.store import files
from experiments.store.columns import failures_schema, runs_schema, series_schema
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pyarrow as pa

SHARDS: Final = "shards"
FAILED: Final = "failures"
RUNS: Final = "runs.arrow"
SERIES: Final = "series.arrow"
SAID: Final = "shard.json"


def commit(folder: Path, shard: int, rows: Rows, keep: Keep, said: Mapping[str, Any]) -> bool:
    """Keep the results of a shard; False when someone else already has.

    Failures are written first, since only those of a committed shard count.

    Args:
        folder: of the sweep.
        shard: its number.
        rows: what came of it.
        keep: which weeks are kept.
        said: what else is to be known of it, for `shard.json`.

    Raises:
        OutputError: it cannot be written; nothing of it is left.
    """
    import pyarrow as pa

    with files.storing(folder):  # who copies a sweep may leave out folders that are empty
        for each in (SHARDS, FAILED):
            (folder / each).mkdir(exist_ok=True)
    if rows.failures:
        table = pa.Table.from_pylist([{**row, "shard": shard} for row in rows.failures], schema=failures_schema())
        files.replace_bytes(failures_of(folder, shard), files.arrow_bytes(table))
    elif not place(folder, shard).exists():  # taken away to be made again: what had failed then counts no more
        with files.storing(folder):
            failures_of(folder, shard).unlink(missing_ok=True)
    content = {
        RUNS: files.arrow_bytes(_table(rows.runs, runs_schema())),
        SAID: (json.dumps(dict(said), indent=2) + "\n").encode(),
    }
    if keep.series:
        content[SERIES] = files.arrow_bytes(_weeks(rows.series, series_schema(keep.series)))
    return files.commit_folder(content, place(folder, shard))


def place(folder: Path, shard: int) -> Path:
    """Where a shard is kept."""
    return folder / SHARDS / f"{shard:06d}"


def failures_of(folder: Path, shard: int) -> Path:
    """Where the failures of a shard are kept."""
    return folder / FAILED / f"{shard:06d}.arrow"


def committed(folder: Path) -> list[int]:
    """The numbers of the shards that are there, in order."""
    with suppress(OSError):
        return sorted(int(name) for name in _names(folder / SHARDS) if re.fullmatch(r"\d{6,}", name))
    return []


def failures(folder: Path, shards: Sequence[int]) -> "pa.Table":
    """Failed runs of some shards, the columns of `experiments.store.columns.FAILURES`."""
    import pyarrow as pa

    having = {int(name.partition(".")[0]) for name in _names(folder / FAILED) if re.fullmatch(r"\d{6,}\.arrow", name)}
    tables = [_read(folder, shard, failures_of(folder, shard)) for shard in shards if shard in having]
    return pa.concat_tables([failures_schema().empty_table(), *tables])


def runs(folder: Path, shards: Sequence[int]) -> Iterator["pa.Table"]:
    """The rows of runs, shard by shard."""
    for shard in shards:
        yield _read(folder, shard, place(folder, shard) / RUNS)


def series(folder: Path, shards: Sequence[int]) -> Iterator["pa.Table"]:
    """The rows of weeks, shard by shard."""
    for shard in shards:
        yield _read(folder, shard, place(folder, shard) / SERIES)


def _read(folder: Path, shard: int, path: Path) -> "pa.Table":
    """A table of a shard.

    Raises:
        ConfigError: it cannot be read; says how its runs are made again.
    """
    try:
        return files.read_arrow(path)
    except ConfigError as error:
        raise ConfigError(
            f"{error}; if it is damaged, take the folder {place(folder, shard)} away, and firewood resume makes its "
            "runs again"
        ) from None


def said_of(folder: Path, shard: int) -> dict[str, Any]:
    """What `shard.json` says."""
    found: dict[str, Any] = json.loads((place(folder, shard) / SAID).read_text("utf-8"))
    return found


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def _table(rows: Sequence[Row], schema: "pa.Schema") -> "pa.Table":
    """Rows in the types of a schema; NaN stays NaN, and None is empty."""
    import pyarrow as pa

    return pa.Table.from_pydict({name: [row[name] for row in rows] for name in schema.names}, schema=schema)


def _weeks(blocks: Sequence[Mapping[str, Any]], schema: "pa.Schema") -> "pa.Table":
    """Blocks of weeks below each other."""
    import pyarrow as pa

    lengths = [len(block["week"]) for block in blocks]
    columns: dict[str, Any] = {
        name: np.repeat(np.array([block[name] for block in blocks], dtype=object), lengths)
        for name in ("key", "organisation")
    }
    for name in schema.names[2:]:
        kind = np.int32 if name == "week" else np.float32
        columns[name] = np.concatenate(
            [np.asarray(block[name], dtype=kind) for block in blocks] or [np.array([], kind)]
        )
    return pa.Table.from_pydict(columns, schema=schema)
