"""Copies of a sweep's tables for other tools, with a list that says what each column is."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from experiments.asked import parameter
from experiments.store import files
from experiments.store.columns import DESIGN, FAILURES, RUNS, SERIES
from experiments.store.compact import RUNS as RUNS_FILE
from experiments.store.compact import SERIES as SERIES_FILE
from experiments.store.compact import compact
from experiments.store.files import DESIGN as DESIGN_FILE
from experiments.store.folder import Sweep
from sim.errors import ConfigError, nearest
from sim.measures import MEASURES

if TYPE_CHECKING:
    import pyarrow as pa

EXPORT: Final = "export"
_AT_ONCE: Final = 20_000

Writer = Callable[[IO[str], Sequence[str], Iterator["pa.RecordBatch"]], None]


def export(sweep: Sweep, kind: str = "csv") -> list[Path]:
    """Write the tables of a sweep under `export/`, and `columns.csv`, which says what is in them.

    Args:
        sweep: on disk, finished or not.
        kind: "csv", or "jsonl": one JSON object a line.

    Raises:
        ConfigError: there is no such kind.
        OutputError: they cannot be written.
    """
    if kind not in _WRITERS:
        raise ConfigError(f"--format {kind}: {' or '.join(_WRITERS)} are written{nearest(kind, _WRITERS)}")
    compact(sweep.path, sweep.committed, sweep.meta.keep.series)
    folder = sweep.path / EXPORT
    with files.storing(folder):
        folder.mkdir(exist_ok=True)
    tables = {"design": DESIGN_FILE, "runs": RUNS_FILE}
    tables |= {"series": SERIES_FILE} if sweep.meta.keep.series else {}
    written = []
    columns: list[Sequence[str]] = [("table", "column", "unit", "meaning")]
    for table, file in tables.items():
        names, batches = _read(sweep.path / file)
        written.append(_write(folder / f"{table}.{kind}", names, batches, _WRITERS[kind]))
        columns += [(table, name, *_meaning(table, name)) for name in names]
    failed = sweep.failed_rows()
    if len(failed):
        names = failed.schema.names
        written.append(_write(folder / f"failures.{kind}", names, iter(failed.to_batches()), _WRITERS[kind]))
        columns += [("failures", name, "", FAILURES[name]) for name in names]
    with files.replaced(folder / "columns.csv") as aside, aside.open("w", encoding="utf-8", newline="") as listed:
        csv.writer(listed).writerows(columns)
    return [*written, folder / "columns.csv"]


def _read(path: Path) -> tuple[list[str], Iterator["pa.RecordBatch"]]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    return list(file.schema_arrow.names), file.iter_batches(batch_size=_AT_ONCE)


def _write(path: Path, names: Sequence[str], batches: Iterator["pa.RecordBatch"], writer: Writer) -> Path:
    with files.replaced(path) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        writer(file, names, batches)
    return path


def _csv(file: IO[str], names: Sequence[str], batches: Iterator["pa.RecordBatch"]) -> None:
    """Empty cells where nothing is defined."""
    table = csv.writer(file)
    table.writerow(names)
    for batch in batches:
        table.writerows([["" if cell is None else cell for cell in row] for row in _rows(batch)])


def _jsonl(file: IO[str], names: Sequence[str], batches: Iterator["pa.RecordBatch"]) -> None:
    for batch in batches:
        for row in _rows(batch):
            file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False) + "\n")


def _rows(batch: "pa.RecordBatch") -> Iterator[tuple[Any, ...]]:
    """The rows of a batch; None for NaN."""
    columns = (column.to_pylist() for column in batch.columns)
    return zip(*([None if cell != cell else cell for cell in column] for column in columns), strict=True)


def _meaning(table: str, name: str) -> tuple[str, str]:
    """Unit and meaning of a column."""
    own: Mapping[str, str] = {"design": DESIGN, "runs": {**DESIGN, **RUNS}, "series": {**SERIES, **MEASURES}}[table]
    if name in own:
        return "", own[name]
    found = parameter(name)
    return (found.unit, found.meaning) if found else ("", f"option of the group {name}")


_WRITERS: Final[Mapping[str, Writer]] = {"csv": _csv, "jsonl": _jsonl}
