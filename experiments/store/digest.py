"""One digest over all results of a sweep, in order of the keys: the same runs give the same, however they were run."""

from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from experiments.store.columns import NUMBERS, WEEKS

if TYPE_CHECKING:
    import pyarrow as pa


def digest_of(tables: Iterator["pa.Table"]) -> str:
    """The digest of tables of runs; 16 hex digits.

    Args:
        tables: rows of `experiments.store.columns.RUNS`, each run whole in one of them, in any order.
    """
    found = [row for table in tables for row in _row_digests(table)]
    digest = sha256()
    for _, each in sorted(found):
        digest.update(each)
    return digest.hexdigest()[:16]


def _row_digests(table: "pa.Table") -> list[tuple[str, bytes]]:
    """Each row's key (with its organisation's place in the run) and the digest of all that is in it."""
    numbers = [table[name].to_numpy() for name in NUMBERS]
    weeks = [table[name].fill_null(-1).to_numpy().astype(np.float64) for name in WEEKS]
    cells = np.ascontiguousarray(np.stack([*numbers, *weeks], axis=1)) if len(table) else np.zeros((0, 1))
    cells[np.isnan(cells)] = np.nan  # one NaN, whatever its bits were
    texts = [table[name].to_pylist() for name in ("key", "organisation", "outcome", "weekly_digest")]
    return [
        (f"{key}\0{organisation}", sha256(f"{key}\0{organisation}\0{outcome}\0{weekly}\0".encode() + row).digest())
        for key, organisation, outcome, weekly, row in zip(*texts, map(np.ndarray.tobytes, cells), strict=True)
    ]
