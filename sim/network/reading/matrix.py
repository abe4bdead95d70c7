"""The matrix: names down the first column and along the first row, answers 1 to 5 in the cells.

Who stands in a row names who stand in the columns. 1, 0 or blank is "not connected". A matrix of
nothing but 0 and 1 says only which arcs exist, and so does one of marks: x, yes, y, true or 1 for a tie, no, n, false,
0, - or blank for none, of which some are no numbers. A workbook may hold one sheet an item, called by its name.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.network.reading.answers import MATRIX, Answers, answers_of
from sim.network.reading.arcs import Draft, finished
from sim.network.reading.names import clean
from sim.network.reading.people import Codes, People, look_up, tell_silent
from sim.network.reading.problems import Problems, counted
from sim.network.reading.survey import Survey
from sim.network.reading.tables import Column, Table, letter
from sim.network.reading.words import BLANKS, LAYER_ITEMS, NO, YES, plain

ENOUGH: Final = 0.5
"""Share of the names of the first column that stand in the first row too, from which a table is a matrix."""


def is_matrix(table: Table) -> bool:
    """Whether the first column and the first row hold mostly the same names."""
    if len(table.columns) < 2:
        return False
    down = {name for text in table.columns[0].coded[1] if (name := clean(text))}
    along = {clean(column.title) for column in table.columns[1:]}
    return len(down & along) >= ENOUGH * max(len(down), 1)


def item_named(table: Table, path: str) -> str | None:
    """The item that the sheet, the corner cell or the file is called by."""
    for text in (table.sheet, table.columns[0].title, PurePath(path).stem):
        if plain(text) in LAYER_ITEMS:
            return LAYER_ITEMS[plain(text)]
    return None


def read_matrix(sheets: Sequence[tuple[str | None, Table]], where: str, people: People, repairs: list[str]) -> Survey:
    """The survey of one matrix, or of one an item."""
    problems = Problems(where)
    drafts = [_one(item, table, where, people, problems, repairs) for item, table in sheets]
    keys = np.unique(np.concatenate([draft.namer << 32 | draft.named for draft in drafts]))
    items: dict[str, Answers] = {}
    certain = np.zeros(len(keys), dtype=np.bool_)
    for draft in drafts:
        found = np.searchsorted(keys, draft.namer << 32 | draft.named)
        certain[found] |= draft.certain
        for item, values in draft.items.items():
            items[item] = np.full(len(keys), np.nan)
            items[item][found] = values
    answered = np.concatenate([draft.answered for draft in drafts])
    whole = Draft(where, "matrix", people, keys >> 32, keys & 0xFFFFFFFF, items, None, certain, answered, repairs)
    return finished(whole, problems)


def _one(item: str | None, table: Table, where: str, people: People, problems: Problems, repairs: list[str]) -> Draft:
    """All filled cells of one matrix as pairs."""
    sheet = "" if table.where == where else f"{table.where}, "
    corner, columns = table.columns[0], [column for column in table.columns[1:] if column.title]
    namers, named = _names(table, sheet, corner, columns, people, problems)
    repairs += table.repairs
    repairs += [f"{c.label} has no name above it and is passed over" for c in table.columns[1:] if not c.title]
    cells = Column(item or "advice", 0, np.concatenate([column.cells for column in columns]))
    width = len(table)

    def at(place: int) -> str:
        column = columns[place // width]
        return f"{sheet}row {int(table.rows[place % width])}, {column.label}"

    marks = _marks(*cells.coded)
    values = answers_of(*cells.coded, MATRIX, at, problems, repairs, table.where) if marks is None else marks
    problems.each(
        (values > 0) & (values < 1), lambda place: f"{at(place)}: {values[place]:g} is outside {MATRIX.words}"
    )
    of, to = np.tile(namers, len(columns)), np.repeat(named, width)
    said = ~np.isnan(values)
    answers = np.any(said.reshape(len(columns), width), axis=0)
    tell_silent(namers, answers, corner, table, people, problems)
    answered = np.unique(of[said & (of >= 0)])
    kept = said & (of >= 0) & (to >= 0)
    of, to, values = of[kept], to[kept], values[kept]
    draft = Draft(table.where, "matrix", people, of, to, {}, None, values > 0, answered, repairs)
    if marks is None:
        return _meaning(item, draft, values)
    repairs.append(f"{table.where}: {_told(cells.coded[1])}: they say which arcs exist, and no item")
    draft.keep(values > 0)
    return draft


def _marks(codes: Codes, texts: Sequence[str]) -> Answers | None:
    """Shape (M,): 1 for a tie, 0 for none, NaN where blank, if all cells hold marks and some no number; else None."""
    meant = [_mark(text) for text in texts]
    if None in meant or all(text in ("0", "1") or text.lower() in BLANKS for text in texts):
        return None
    return np.array(meant, dtype=np.float64)[codes]


def _mark(text: str) -> float | None:
    """What a cell of marks says; None for what is no mark."""
    word = text.casefold()
    return np.nan if word in BLANKS else 1.0 if word in YES else 0.0 if word in (*NO, "-") else None


def _told(texts: Sequence[str]) -> str:
    """The marks that stand in a matrix, as they were read."""
    ties = ", ".join(sorted(text for text in texts if _mark(text) == 1))
    none = ", ".join(sorted(text for text in texts if _mark(text) == 0))
    return f"marks, {ties or 'nothing'} read as a tie and {f'{none} or ' if none else ''}blank as none"


def _meaning(item: str | None, draft: Draft, values: Answers) -> Draft:
    """Give the values their meaning: arcs only, or an item."""
    if len(values) and np.all((values == 0) | (values == 1)) and np.any(values == 0):
        draft.repairs.append(f"{draft.where}: only 0 and 1: they say which arcs exist, and no item")
        draft.keep(values > 0)
        return draft
    if len(values) and np.all(values == 1):
        draft.repairs.append(f"{draft.where}: only 1 and blank; if 1 means a tie, write 0 where there is none")
    if item is None:
        draft.repairs.append(f"{draft.where}: the matrix does not say which item it is; read as advice")
    if zeros := int((values == 0).sum()):
        draft.repairs.append(f"{draft.where}: {counted(zeros, 'cell')} with 0 read as not connected")
    draft.items = {item or "advice": values}
    draft.certain = np.zeros(len(values), dtype=np.bool_)
    draft.keep(values > 0)
    return draft


def _names(
    table: Table, sheet: str, corner: Column, columns: Sequence[Column], people: People, problems: Problems
) -> tuple[Codes, NDArray[np.int64]]:
    """Rows of people for the rows and the columns of the matrix; a name may stand once along each side."""
    where = Table(table.where, table.sheet, (corner,), table.rows)
    (down,) = look_up((corner,), where, people, problems)
    along = np.empty(len(columns), dtype=np.int64)
    for number, column in enumerate(columns):
        title = np.array([column.title], dtype=object)
        top = Table(table.where, table.sheet, (), np.array([table.header]))
        (found,) = look_up((Column(column.title, column.place, title),), top, people, problems)
        along[number] = found[0]
    problems.each(down == -1, lambda place: f"{sheet}{table.at(place, corner)}: the name is missing")
    for side, rows, place_of in (
        ("rows", down, [f"row {row}" for row in table.rows]),
        ("columns", along, [f"column {letter(column.place)}" for column in columns]),
    ):
        seen: dict[int, str] = {}
        for row, place in zip(rows.tolist(), place_of, strict=True):
            if row >= 0 and seen.setdefault(row, place) != place:
                problems.add(f"{sheet}{people.names[row]} stands in two {side}: {seen[row]} and {place}")
    return down, along
