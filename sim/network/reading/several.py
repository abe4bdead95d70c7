"""Cells in which several people are named: taken apart, a row a name, or refused where it cannot be told.

| a cell of the people named | is |
|---|---|
| stands whole in the list of people, or without one as a respondent | one person |
| has ; or a bar between its parts | several people |
| has another mark (`PERHAPS`), and each part is a name that stands elsewhere | several people |
| likewise, and some parts do, or none does and other cells have that mark between people | refused |
| likewise, and no part does | one person, as "Smith, Ann", and that is said |

Elsewhere is: as a respondent, alone in a cell, or between marks of the first kind. Where there is a list of people
it is there, and one part is enough: the others are then told to be missing from it. A respondent is one person,
but refused where each part stands elsewhere and nobody names the whole.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError
from sim.network.reading.advice import ALL_PEOPLE
from sim.network.reading.limits import MAX_CELLS
from sim.network.reading.names import clean, nearest_names, shown
from sim.network.reading.people import People
from sim.network.reading.problems import Problems, rows_told
from sim.network.reading.tables import Column, Table

BETWEEN: Final = re.compile(r"[;|]")
"""What stands between people, and in no name."""

PERHAPS: Final = re.compile(r"[,/&\n]|\sand\s", re.IGNORECASE)
"""What may stand between people or in a name."""

_MARKED: Final = re.compile(f"{BETWEEN.pattern}|{PERHAPS.pattern}", re.IGNORECASE)
_LISTED: Final = f"list everyone {ALL_PEOPLE}"

Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class _Cell:
    """What one text names.

    Attributes:
        names: whom.
        marks: those of `PERHAPS` that were taken to stand between people.
        doubtful: its pieces that have such marks and were left whole.
    """

    names: tuple[str, ...]
    marks: frozenset[str]
    doubtful: tuple[str, ...]


def one_name_each(
    table: Table, asked: Sequence[Column], people: People, problems: Problems, repairs: list[str]
) -> Table:
    """A table whose cells hold one name each; a row with several is repeated, once a name.

    Args:
        table: with a column respondent.
        asked: its columns of people named.
        people: the list of people, if there is one.
        problems: takes cells of which it cannot be told how many they name.
        repairs: takes what was taken apart, and what was not but has marks.

    Raises:
        NetworkError: more cells than `MAX_CELLS` come of it.
    """
    respondent = table.role("respondent")
    assert respondent is not None
    if not any(_MARKED.search(text) for column in (respondent, *asked) for text in column.coded[1]):
        return table
    whole = {*people.names} if people.complete else {clean(text) for text in respondent.coded[1]} - {""}
    known = whole if people.complete else whole | _alone(asked)
    enough = any if people.complete else all
    read = [[_cell(text, whole, known, enough) for text in column.coded[1]] for column in asked]
    if not people.complete:
        named = {clean(text) for column in asked for text in column.coded[1]}
        kept = _tell_respondents(respondent, known, named, table, problems)
        marks = {mark for cells in read for cell in cells for mark in cell.marks}
        for column, cells in zip(asked, read, strict=True):
            kept |= _tell_doubtful(column, cells, known, marks, table, problems)
        if np.any(kept):
            rows = rows_told(table.rows[kept])
            repairs.append(f"names with a comma or the like read as one person each ({rows}); between people write ;")
    return _apart(table, asked, [[cell.names for cell in cells] for cells in read], repairs)


def _alone(asked: Sequence[Column]) -> set[str]:
    """The names that stand alone in a cell, or between marks that are in no name."""
    pieces = {piece for column in asked for text in column.coded[1] for piece in BETWEEN.split(text)}
    return {clean(piece) for piece in pieces if not PERHAPS.search(piece)} - {""}


def _pieces(marks: re.Pattern[str], text: str) -> tuple[str, ...]:
    """What stands between marks, cleaned, blanks left out."""
    return tuple(name for piece in marks.split(text) if (name := clean(piece)))


def _marks(text: str) -> set[str]:
    return {mark.strip(" ").lower() for mark in PERHAPS.findall(text)}


def _cell(text: str, whole: set[str], known: set[str], enough: Callable[[Iterable[bool]], bool]) -> _Cell:
    """What one text names, by the table above."""
    names: list[str] = []
    marks: set[str] = set()
    doubtful: list[str] = []
    for piece in [text] if clean(text) in whole else BETWEEN.split(text):
        parts = _pieces(PERHAPS, piece)
        if clean(piece) in whole:
            names.append(clean(piece))
        elif len(parts) < 2:
            names += parts
        elif enough(part in known for part in parts):
            names += parts
            marks |= _marks(piece)
        else:
            names.append(clean(piece))
            doubtful.append(piece)
    return _Cell(tuple(names), frozenset(marks), tuple(doubtful))


def _tell_doubtful(
    column: Column, cells: Sequence[_Cell], known: set[str], marks: set[str], table: Table, problems: Problems
) -> Rows:
    """Refuse pieces that may be one person or several; the rows, shape (rows,), of those that are read as one."""

    def unclear(piece: str) -> bool:
        return bool(_marks(piece) & marks) or any(part in known for part in _pieces(PERHAPS, piece))

    codes, _ = column.coded
    refused = [next(filter(unclear, cell.doubtful), "") for cell in cells]
    problems.each(
        np.array([bool(piece) for piece in refused])[codes],
        lambda place: f"{table.at(place, column)}: {_reason(refused[codes[place]], known)}",
    )
    return np.array([bool(cell.doubtful) and not piece for cell, piece in zip(cells, refused, strict=True)])[codes]


def _reason(piece: str, known: set[str]) -> str:
    """Why it cannot be told how many people a piece names, and what to do."""
    parts = _pieces(PERHAPS, piece)
    there = [part for part in parts if part in known]
    why = "none of its parts stands elsewhere, but other cells are divided like it"
    if there:
        other = next(part for part in parts if part not in known)
        why = f"{shown(there[0])} stands elsewhere too, {shown(other)} does not{nearest_names(other, known)}"
    return f"{shown(clean(piece))} may be one person or several ({why}); write ; between people, or {_LISTED}"


def _tell_respondents(respondent: Column, known: set[str], named: set[str], table: Table, problems: Problems) -> Rows:
    """Refuse respondents who are several people; the rows, shape (rows,), of those who may be."""
    codes, texts = respondent.coded
    parts = [_pieces(_MARKED, text) for text in texts]
    maybe = np.array([len(each) > 1 and all(part in known for part in each) for each in parts])
    wrong = maybe & np.array([clean(text) not in named for text in texts])
    problems.each(
        wrong[codes],
        lambda place: (
            f"{table.at(place, respondent)}: {shown(clean(texts[codes[place]]))} is made of names that stand elsewhere "
            f"too; give each a row, or, if it is one person, {_LISTED}"
        ),
    )
    return maybe[codes]


def _apart(
    table: Table, asked: Sequence[Column], names: Sequence[Sequence[tuple[str, ...]]], repairs: list[str]
) -> Table:
    """Each row as often as its fullest cell has names; cells with fewer are blank after their last."""
    each = list(zip(asked, names, strict=True))
    times = np.max([np.array([len(cell) for cell in cells])[column.coded[0]] for column, cells in each], axis=0)
    if np.any(times > 1):
        repairs.append(f"cells with several names taken apart ({rows_told(table.rows[times > 1])})")
    times = np.maximum(times, 1)
    if int(times.sum()) * len(table.columns) > MAX_CELLS:
        raise NetworkError(f"{table.where}: too many names in its cells; at most {MAX_CELLS} cells are read")
    of = np.repeat(np.arange(len(table)), times)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(times) - times, times)
    made = {column.place: column.cells[of] for column in table.columns}
    for column, cells in each:
        pairs = zip(column.coded[0][of].tolist(), nth.tolist(), strict=True)
        made[column.place][:] = [cells[code][place] if place < len(cells[code]) else "" for code, place in pairs]
    columns = tuple(replace(column, cells=made[column.place]) for column in table.columns)
    return replace(table, columns=columns, rows=table.rows[of])
