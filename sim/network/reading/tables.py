"""A sheet of cells as text, whatever file it came from, and a table: a sheet with its header understood.

Rows are told as a spreadsheet counts them, from 1, columns by their header and letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network.reading.limits import MAX_CELLS
from sim.network.reading.names import clean, shown
from sim.network.reading.problems import counted, rows_told
from sim.network.reading.words import role_of

Cells = NDArray[Any]


@dataclass(frozen=True)
class Grid:
    """A sheet: trimmed texts in columns of one length.

    Attributes:
        where: the file, and the sheet where there are several.
        sheet: name of the sheet; empty for a text file.
        columns: one array of texts a column, each of shape (rows,).
        repairs: what was repaired to get this far.
    """

    where: str
    sheet: str
    columns: tuple[Cells, ...]
    repairs: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many rows there are, blank ones included."""
        return len(self.columns[0]) if self.columns else 0

    @classmethod
    def of(cls, where: str, sheet: str, rows: Sequence[Sequence[str]], repairs: tuple[str, ...] = ()) -> "Grid":
        """A grid of rows of unequal length, short ones filled up with blanks.

        Raises:
            NetworkError: more cells than `MAX_CELLS`.
        """
        width = max(map(len, rows), default=0)
        if width * len(rows) > MAX_CELLS:
            raise NetworkError(
                f"{where}: {len(rows)} rows of up to {width} columns are too many; at most {MAX_CELLS} cells are read"
            )
        full = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in rows]
        columns = tuple(_texts([row[place].strip() for row in full]) for place in range(width))
        return cls(where, sheet, columns, repairs)

    @cached_property
    def filled(self) -> NDArray[np.int64]:
        """The rows, from 0, that are not all blank."""
        some = np.zeros(len(self), dtype=np.bool_)
        for column in self.columns:
            some |= column != ""
        return np.flatnonzero(some)

    def row(self, number: int) -> list[str]:
        """The cells of one row, from 0."""
        return [str(column[number]) for column in self.columns]


@dataclass(frozen=True)
class Column:
    """One column of a table: `title` its header, `place` from 0, `cells` shape (rows,)."""

    title: str
    place: int
    cells: Cells

    @property
    def label(self) -> str:
        """How a message calls the column."""
        return f"column {shown(self.title)} ({letter(self.place)})" if self.title else f"column {letter(self.place)}"

    @cached_property
    def coded(self) -> tuple[NDArray[np.int64], list[str]]:
        """The cells as numbers into the list of the texts that occur."""
        import pandas as pd

        codes, texts = pd.factorize(self.cells)
        return codes.astype(np.int64), [str(text) for text in texts]


@dataclass
class Table:
    """Rows under a header.

    Attributes:
        where: the file and sheet.
        sheet: name of the sheet; empty for a text file.
        columns: the columns that have a header or a filled cell.
        rows: shape (rows,), where each row stands in the file, from 1; blank rows are left out.
        repairs: what was repaired.
        kind: what a message calls a row.
        header: where the header stands, from 1.
    """

    where: str
    sheet: str
    columns: tuple[Column, ...]
    rows: NDArray[np.int64]
    repairs: list[str] = field(default_factory=list)
    kind: str = "row"
    header: int = 1

    def __len__(self) -> int:
        """How many rows there are under the header."""
        return len(self.rows)

    def role(self, role: str) -> Column | None:
        """The one column with this meaning, if there is one.

        Raises:
            NetworkError: two columns have it.
        """
        found = [column for column in self.columns if role_of(column.title) == role]
        exact = [column for column in found if column.title.strip().lower() == role]
        if len(exact or found) > 1:
            both = " and ".join(column.label for column in (exact or found)[:3])
            raise NetworkError(f"{self.where}: {both} both say {role}; leave one")
        return next(iter(exact or found), None)

    def at(self, place: int, column: Column) -> str:
        """Where a cell stands, in words."""
        return f"{self.kind} {int(self.rows[place])}, {column.label}"


def headed(grid: Grid, header: int = 0) -> Table:
    """The table of a grid whose header is its `header`-th row that is not blank (from 0).

    Raises:
        NetworkError: nothing but blanks, or a header and nothing under it.
    """
    if len(grid.filled) == 0:
        raise NetworkError(f"{grid.where}: it is empty; a header and one row a pair are wanted")
    titles = [clean(title) for title in grid.row(int(grid.filled[header]))]
    below = grid.filled[header + 1 :]
    if len(below) == 0:
        raise NetworkError(f"{grid.where}: it has a header and no rows under it")
    repairs = list(grid.repairs)
    if header:
        repairs.append(f"{counted(header, 'row')} above the header passed over ({rows_told(grid.filled[:header] + 1)})")
    columns = []
    for place, (title, cells) in enumerate(zip(titles, grid.columns, strict=True)):
        kept = cells[below]
        if title or np.any(kept != ""):
            columns.append(Column(title, place, kept))
    return Table(grid.where, grid.sheet, tuple(columns), below + 1, repairs, header=int(grid.filled[header]) + 1)


def letter(place: int) -> str:
    """The letter of a column, from 0: A to Z, then AA and on."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _texts(cells: list[str]) -> Cells:
    texts = np.empty(len(cells), dtype=object)
    texts[:] = cells
    return texts
