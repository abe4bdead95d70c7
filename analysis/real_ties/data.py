"""Folders of real ties: `edges.csv` (source, target, layer), perhaps `adoption.csv` (id, time, adopted, group).

Source is the person who answers and target the person named, so what is known flows from target to source. A
time later than any adoption, with adopted = 0, says that someone had not adopted by the end.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError, nearest

EDGES: Final = "edges.csv"
ADOPTION: Final = "adoption.csv"


@dataclass(frozen=True, eq=False)
class Adoption:
    """Who adopted when.

    Attributes:
        ids: the N people.
        time: shape (N,), period of adoption, from 1; for who did not adopt, the period after the last.
        adopted: shape (N,), whether they did.
        group: shape (N,), town, ward or the like, numbered from 0.
        layers: who names whom in each layer, shape (M, 2), rows of people; the first column names the second.
    """

    ids: tuple[str, ...]
    time: NDArray[np.int64]
    adopted: NDArray[np.bool_]
    group: NDArray[np.int64]
    layers: Mapping[str, NDArray[np.int64]]

    @property
    def periods(self) -> int:
        """The last period in which someone adopted."""
        return int(self.time[self.adopted].max())


@dataclass(frozen=True)
class DataSet:
    """One folder of real ties.

    Attributes:
        name: of the folder.
        path: of its edges.
        adoption: who adopted when; None where the folder does not say.
    """

    name: str
    path: Path
    adoption: Adoption | None


def data_sets(folder: Path) -> list[DataSet]:
    """The data sets of a folder: it itself, or its folders that hold edges.

    Raises:
        NetworkError: there are none, a file is missing, or a column.
    """
    if not folder.is_dir():
        raise NetworkError(f"{folder}: there is no such folder of data sets")
    found = [folder] if (folder / EDGES).is_file() else sorted(path.parent for path in folder.glob(f"*/{EDGES}"))
    if not found:
        raise NetworkError(f"{folder}: no data set here: wanted is {EDGES} in it, or in folders of it")
    return [DataSet(path.resolve().name, path / EDGES, _adoption(path)) for path in found]


def _adoption(folder: Path) -> Adoption | None:
    if not (folder / ADOPTION).is_file():
        return None
    rows = _rows(folder / ADOPTION, ("id", "time", "adopted", "group"))
    ids = [row["id"] for row in rows]
    if len(set(ids)) < len(ids):
        twice = sorted({name for name in ids if ids.count(name) > 1})
        raise NetworkError(f"{folder / ADOPTION}: {', '.join(twice[:5])} stands more than once in column id")
    adopted = np.array([_number(row, "adopted", folder / ADOPTION) == 1 for row in rows])
    if adopted.sum() < 2:
        raise NetworkError(f"{folder / ADOPTION}, column adopted: at least two people must have adopted")
    groups = sorted({row["group"] for row in rows})
    return Adoption(
        ids=tuple(ids),
        time=np.array([_number(row, "time", folder / ADOPTION) for row in rows]),
        adopted=adopted,
        group=np.array([groups.index(row["group"]) for row in rows]),
        layers=_layers(folder / EDGES, ids),
    )


def _layers(path: Path, ids: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    row = {name: at for at, name in enumerate(ids)}
    layers: dict[str, set[tuple[int, int]]] = {}
    for line in _rows(path, ("source", "target", "layer")):
        ends = (row.get(line["source"]), row.get(line["target"]))
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            layers.setdefault(line["layer"], set()).add((ends[0], ends[1]))
    return {name: np.array(sorted(arcs), dtype=np.int64) for name, arcs in layers.items()}


def _rows(path: Path, wanted: Sequence[str]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            have = list(reader.fieldnames or ())
            missing = [f"{name}{nearest(name, have)}" for name in wanted if name not in have]
            if missing:
                raise NetworkError(
                    f"{path}: no column {', '.join(missing)}; its columns are {', '.join(have) or 'none'}"
                )
            return [{name: (row[name] or "").strip() for name in wanted} for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise NetworkError(f"{path}: it cannot be read ({error})") from None


def _number(row: Mapping[str, str], column: str, path: Path) -> int:
    try:
        return int(float(row[column]))
    except ValueError:
        raise NetworkError(f"{path}, {row['id']}, column {column}: {row[column]!r} is not a number") from None
