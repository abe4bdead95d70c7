"""Writes what a job of runs gave, in forms that other tools read.

    config.yaml       every scenario in full, defaults and all
    runs.csv          one row a run and organisation; runs.parquet holds the same
    weekly.parquet    one row a run, organisation and week: all weekly measures
    provenance.json   what it was made with

`weekly.parquet` opens with pandas, DuckDB, R and most others.
"""

import csv
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.folder import CONFIG, PROVENANCE, writing
from experiments.provenance import provenance
from experiments.run import Batch, Fire
from sim.measures import MEASURES
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Sequence[Any]]


def save(folder: Path, batch: Batch, runs: Columns, overrides: Sequence[str], command: str | None = None) -> None:
    """Write all four files.

    Args:
        folder: an existing folder.
        batch: what was run.
        runs: columns of the table of runs, all of one length; None where a value is not defined.
        overrides: what was asked for, as typed.
        command: the subcommand it was asked of, "main" for none; left out, it is not said.

    Raises:
        OutputError: the folder cannot be written.
    """
    scenarios = scenarios_of(batch)
    with writing(folder):
        _write_config(folder / CONFIG, scenarios)
        _write_runs(folder, runs)
        _write_weekly(folder / "weekly.parquet", batch)
        made = provenance(scenarios, batch.fires[0].seeds, overrides, batch.digest)
        made |= {"command": command} if command else {}
        (folder / PROVENANCE).write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")


def scenarios_of(batch: Batch) -> list[Scenario]:
    """The scenarios of a batch, each once, in order."""
    return [fire.scenario for fire in batch.fires if fire.index == 0]


def _write_config(path: Path, scenarios: Sequence[Scenario]) -> None:
    from omegaconf import OmegaConf

    said = {"scenarios": [scenario.model_dump(mode="json") for scenario in scenarios]}
    path.write_text("# What was run, in full; `seed` is that of the first run.\n" + OmegaConf.to_yaml(said), "utf-8")


def _write_runs(folder: Path, runs: Columns) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: [_plain(value) for value in values] for name, values in runs.items()}
    pq.write_table(pa.table(columns), folder / "runs.parquet")
    with (folder / "runs.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        table.writerows(zip(*columns.values(), strict=True))


def _plain(value: Any) -> Any:
    """A value as Python's own; None for NaN."""
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and math.isnan(value) else value


def _write_weekly(path: Path, batch: Batch) -> None:
    """Organisation by organisation, so that a large job is never held twice."""
    import pyarrow.parquet as pq

    tables = (_weekly(fire) for fire in batch.fires)
    first = next(tables)
    with pq.ParquetWriter(path, first.schema, compression="zstd") as file:
        file.write_table(first)
        for table in tables:
            file.write_table(table)


def _weekly(fire: Fire) -> "pa.Table":
    import pyarrow as pa

    runs, weeks = len(fire), fire.weeks
    name = pa.DictionaryArray.from_arrays(np.zeros(runs * weeks, dtype=np.int32), [fire.name])
    columns: dict[str, Any] = {
        "organisation": name,
        "seed": np.repeat(np.array(fire.seeds, dtype=np.int64), weeks),
        "week": np.tile(np.arange(weeks, dtype=np.int32), runs),
    }
    return pa.table(columns | {measure: fire.series[measure].ravel().astype(np.float32) for measure in MEASURES})
