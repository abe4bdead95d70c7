"""A sweep's folder: opened, looked into, read as data frames."""

import json
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiments.store import compact, shards
from experiments.store.columns import series_schema
from experiments.store.digest import digest_of
from experiments.store.files import DESIGN, SWEEP, sweep_folder
from experiments.store.growing import belonging
from experiments.store.table import Meta, read_meta, read_sample, read_table, varied
from sim.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FORMAT: Final = 1
"""Of `sweep.json`."""


class Status(NamedTuple):
    """How far a sweep is: numbers of runs."""

    done: int
    missing: int
    failed: int

    @property
    def total(self) -> int:
        """All runs of the design as it is now."""
        return self.done + self.missing + self.failed


class Sweep:
    """A sweep on disk. Nothing is held in memory but what was asked for; each look is at the disk as it is now.

    Args:
        path: its folder.

    Raises:
        ConfigError: there is no sweep in it.

    Example:
        >>> from experiments import open_sweep
        >>> found = open_sweep("outputs/sweeps/1")
        >>> found.runs.groupby("seasoning")["practising_final"].mean()
    """

    def __init__(self, path: Path | str) -> None:
        self.path = sweep_folder(path)

    def __repr__(self) -> str:
        status = self.status()
        return f"Sweep({str(self.path)!r}: {status.done} done, {status.missing} missing, {status.failed} failed)"

    @property
    def typed(self) -> str:
        """Its folder as it is typed in a shell."""
        return quote(str(self.path))

    @property
    def said(self) -> dict[str, Any]:
        """What `sweep.json` says of the design that is there.

        Raises:
            ConfigError: it cannot be read.
        """
        try:
            found: dict[str, Any] = json.loads((self.path / SWEEP).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ConfigError(f"{self.path / SWEEP}: it cannot be read ({str(error)[:120]})") from None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ConfigError(f"{self.path / SWEEP}: this is not what a sweep of this Firewood says (format {FORMAT})")
        return belonging(self.path, found)

    @property
    def meta(self) -> Meta:
        """What is run and kept."""
        return read_meta(self.path / DESIGN)

    @property
    def design(self) -> "pd.DataFrame":
        """One row a run, in the order of the design: key, point, replicate, seed, shard, variant, cost, what is varied.

        What is varied has its group or the path of its parameter as name: `network`, `programme.volume`.
        """
        table = read_table(self.path / DESIGN)
        frame: pd.DataFrame = table.replace_schema_metadata().to_pandas()
        return frame.sort_values(["point", "replicate"], kind="stable", ignore_index=True)

    @property
    def sample(self) -> "pd.DataFrame":
        """One row a row of the design as it was sampled, in the order its analysis wants: point, what is varied.

        Points that a design meets again (Morris' trajectories, whole numbers) are run once and stand here again.
        """
        design = self.design
        points = design[design["replicate"] == 0].set_index("point")[varied(list(design.columns))]
        rows = read_sample(self.path / DESIGN)
        found: pd.DataFrame = (points if rows is None else points.loc[rows]).reset_index()
        return found

    @property
    def runs(self) -> "pd.DataFrame":
        """One row a run and organisation: key, point, replicate, seed, what is varied, then `columns.RUNS`.

        Only finished runs; sorted by point and replicate. Reads `runs.parquet` where that is up to date.
        """
        frame: pd.DataFrame = compact.runs_table(self.path, self.committed).to_pandas()
        return frame.sort_values(["point", "replicate"], kind="stable", ignore_index=True)

    @property
    def series(self) -> "pd.DataFrame":
        """One row a run, organisation and kept week: key, organisation, week, the measures kept (`series=[…]`).

        Join it with `runs` or `design` on `key`.
        """
        keep = self.meta.keep
        if not keep.series:
            empty: pd.DataFrame = series_schema(()).empty_table().to_pandas()
            return empty
        frame: pd.DataFrame = compact.series_table(self.path, self.committed, keep.series).to_pandas()
        return frame

    @property
    def failures(self) -> "pd.DataFrame":
        """One row a failed run: key, shard, error, message, traceback."""
        frame: pd.DataFrame = self.failed_rows().to_pandas()
        return frame

    @property
    def committed(self) -> list[int]:
        """Numbers of the shards that are done."""
        return shards.committed(self.path)

    @property
    def digest(self) -> str:
        """A digest over all results, in order of the keys: 16 hex digits."""
        return digest_of(shards.runs(self.path, self.committed))

    def status(self) -> Status:
        """How many runs are done, missing and failed."""
        sizes = np.bincount(self.shard_of_runs())
        there = self.committed
        finished = int(sizes[[shard for shard in there if shard < len(sizes)]].sum())
        failed = len(self.failed_rows())
        return Status(finished - failed, int(sizes.sum()) - finished, failed)

    def shard_of_runs(self) -> NDArray[np.int32]:
        """The shard of each run, in the order of the table."""
        found: NDArray[np.int32] = read_table(self.path / DESIGN, ["shard"])["shard"].to_numpy()
        return found

    def failed_rows(self) -> "pa.Table":
        """Failed runs; of those that were handed to another shard since, only the last time counts."""
        import pyarrow.compute as pc

        table = shards.failures(self.path, self.committed)
        if not len(table):
            return table
        design = read_table(self.path / DESIGN, ["key", "shard"])
        mine = design.filter(pc.is_in(design["key"], table["key"].combine_chunks()))
        current = dict(zip(mine["key"].to_pylist(), mine["shard"].to_pylist(), strict=True))
        rows = zip(table["key"].to_pylist(), table["shard"].to_pylist(), strict=True)
        return table.filter([current.get(key) == shard for key, shard in rows])

    def tables(self) -> Iterator["pa.Table"]:
        """The rows of runs as they lie in the shards, shard by shard; memory stays flat."""
        return shards.runs(self.path, self.committed)
