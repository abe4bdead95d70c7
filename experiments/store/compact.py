"""Puts all shards into one file of runs and one of weeks; what is there already is read from these.

Rows pass through one shard at a time, so memory stays flat. The shards stay: these files can always be made again.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from experiments.store import files, shards
from experiments.store.columns import RUNS as RUN_COLUMNS
from experiments.store.columns import runs_schema, series_schema
from experiments.store.table import read_table, varied

if TYPE_CHECKING:
    import pyarrow as pa

RUNS: Final = "runs.parquet"
SERIES: Final = "series.parquet"
DESIGN: Final = "design.parquet"

_META: Final = b"shards"
_AT_ONCE: Final = 50_000
"""Rows that are held before they are written."""


def compact(folder: Path, there: Sequence[int], measures: tuple[str, ...]) -> list[Path]:
    """Write both files, in place of what is there; does nothing where they are up to date.

    Args:
        folder: of the sweep.
        there: the shards that are done.
        measures: the weekly measures that are kept.

    Returns:
        The files.

    Raises:
        OutputError: they cannot be written.
    """
    written = [folder / RUNS]
    name = _name(folder, there)
    if not _is_of(folder / RUNS, name):
        design = _Design(folder)
        _write(folder / RUNS, design.schema, (design.joined(each) for each in shards.runs(folder, there)), name)
    if measures:
        written.append(folder / SERIES)
        if not _is_of(folder / SERIES, name):
            _write(folder / SERIES, series_schema(measures), shards.series(folder, there), name)
    return written


def runs_table(folder: Path, there: Sequence[int]) -> "pa.Table":
    """All runs with what is varied: from the file where that is up to date, else from the shards."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if _is_of(folder / RUNS, _name(folder, there)):
        return pq.read_table(folder / RUNS)
    design = _Design(folder)
    return pa.concat_tables(
        [design.schema.empty_table(), *(design.joined(each) for each in shards.runs(folder, there))]
    )


def series_table(folder: Path, there: Sequence[int], measures: tuple[str, ...]) -> "pa.Table":
    """All kept weeks: from the file where that is up to date, else from the shards."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if _is_of(folder / SERIES, _name(folder, there)):
        return pq.read_table(folder / SERIES)
    return pa.concat_tables([series_schema(measures).empty_table(), *shards.series(folder, there)])


class _Design:
    """The design, to be joined to rows of runs."""

    def __init__(self, folder: Path) -> None:
        self._names = ["point", "replicate", "seed", *varied(_schema_names(folder / DESIGN))]
        self._table = read_table(folder / DESIGN, ["key", *self._names])
        self._row = {key: row for row, key in enumerate(self._table["key"].to_pylist())}

    @property
    def schema(self) -> "pa.Schema":
        import pyarrow as pa

        own = [self._table.schema.field(name) for name in self._names]
        rest = [field for field in runs_schema() if field.name != "key"]
        return pa.schema([pa.field("key", pa.string()), *own, *rest])

    def joined(self, rows: "pa.Table") -> "pa.Table":
        """Rows of runs with what is varied behind their keys."""
        import pyarrow as pa

        where = [self._row[key] for key in rows["key"].to_pylist()]
        mine = self._table.select(self._names).take(pa.array(where, pa.int64()))
        columns = {"key": rows["key"]} | {name: mine[name] for name in self._names}
        columns |= {name: rows[name] for name in RUN_COLUMNS if name != "key"}
        return pa.table(columns, schema=self.schema)


def _schema_names(path: Path) -> list[str]:
    import pyarrow.parquet as pq

    names: list[str] = pq.read_schema(path).names
    return names


def _write(path: Path, schema: "pa.Schema", tables: Iterator["pa.Table"], name: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with (
        files.replaced(path) as aside,
        pq.ParquetWriter(aside, schema.with_metadata({_META: name}), compression="zstd") as file,
    ):
        waiting: list[pa.Table] = []
        for table in tables:
            waiting.append(table)
            if sum(map(len, waiting)) >= _AT_ONCE:
                file.write_table(pa.concat_tables(waiting))
                waiting = []
        if waiting:
            file.write_table(pa.concat_tables(waiting))


def _name(folder: Path, there: Sequence[int]) -> str:
    """What a file must have been made of to be up to date: these shards, and the design as it is."""
    digest = sha256((folder / DESIGN).read_bytes())
    digest.update(str(list(there)).encode())
    return digest.hexdigest()[:16]


def _is_of(path: Path, name: str) -> bool:
    import pyarrow.parquet as pq

    try:
        metadata = pq.read_schema(path).metadata or {}
    except (OSError, ValueError):
        return False
    return bool(metadata.get(_META) == name.encode())
