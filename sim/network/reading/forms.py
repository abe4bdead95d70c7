"""Which form a sheet is in, told by its header, and reading a survey from any of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sim.errors import NetworkError
from sim.network.reading.advice import ONE_SHEET
from sim.network.reading.edges import read_edges
from sim.network.reading.files import WORKBOOKS, contents, find, grids
from sim.network.reading.graphs import SUFFIXES as GRAPHS
from sim.network.reading.graphs import read_graph
from sim.network.reading.limits import MAX_TOLD
from sim.network.reading.matrix import is_matrix, item_named, read_matrix
from sim.network.reading.names import nearest_names, shown
from sim.network.reading.people import People, attribute_column, read_people
from sim.network.reading.recall import read_recall
from sim.network.reading.roster import read_roster
from sim.network.reading.survey import ATTRIBUTES, Survey
from sim.network.reading.tables import Grid, Table, headed
from sim.network.reading.words import HEADERS, plain, recall_of, role_of
from sim.network.ties import ITEMS

Kind = Literal["roster", "edges", "recall", "people", "matrix"]

PASSED_OVER: Final = ("instructions", "example", "example people", "read me", "notes")
"""Sheets that are not read while another one holds ties."""

HEADER_WITHIN: Final = 5
"""The header is looked for in this many of the first rows that are not blank."""


@dataclass(frozen=True)
class Sheet:
    """A sheet whose form is known."""

    kind: Kind
    table: Table


def read_survey(path: str | Path, *, people: str | Path | None = None, layer: str | None = None) -> Survey:
    """Read real ties from a file, of any form in `files` and `forms`, or from a folder.

    Args:
        path: the file, or a folder with edges.csv and perhaps nodes.csv.
        people: a file of who the staff are; a name that is not in it is then a mistake.
        layer: which layer of an edge list, or which sheet of a workbook, says who names whom.

    Raises:
        NetworkError: all mistakes of the file at once, each with its row and column.

    Example:
        >>> read_survey("staff.xlsx").describe()  # doctest: +SKIP
    """
    ties, beside = find(path)
    repairs: list[str] = []
    listed = People()
    if people is not None or beside is not None:
        listed = _listed(Path(people) if people is not None else beside, people is not None, repairs)
    suffix = ties.suffix.lower()
    where = ties.name if ties == Path(path) else f"{Path(path).resolve().name}/{ties.name}"
    if suffix in GRAPHS:
        return read_graph(where, suffix, contents(ties), listed, repairs, layer)
    sheets = grids(ties, where)
    if suffix not in WORKBOOKS:
        return _read(_sheet(sheets[0]), where, listed, repairs, layer)
    return _from_workbook(sheets, where, listed, repairs, layer)


def _listed(path: Path | None, asked: bool, repairs: list[str]) -> People:
    """The list of people of a file of its own; one that stands beside by itself may be a blank form."""
    assert path is not None
    place = find(path)[0] if asked else path
    sheets = grids(place, place.name) if place.suffix.lower() not in GRAPHS else []
    if not asked and all(len(grid.filled) < 2 for grid in sheets):
        return People()
    found = [table for grid in sheets if (table := _people_table(grid))]
    if len(found) != 1 and len(sheets) != 1:
        raise NetworkError(f"{place.name}: one sheet with a column name is wanted; {len(found)} of {len(sheets)} are")
    return read_people(found[0] if found else headed(sheets[0]), repairs)


def _people_table(grid: Grid) -> Table | None:
    """The sheet as a list of people, if it can be one."""
    if len(grid.filled) < 2 or plain(grid.sheet) in PASSED_OVER:
        return None
    table = headed(grid)
    return table if any(role_of(column.title) == "respondent" for column in table.columns) else None


def _from_workbook(sheets: list[Grid], where: str, people: People, repairs: list[str], layer: str | None) -> Survey:
    """Choose the sheets of ties and of people by what they hold, or by `layer`."""
    known: list[Sheet] = []
    reasons: list[str] = []
    for grid in [grid for grid in sheets if plain(grid.sheet) not in PASSED_OVER] or sheets:
        try:
            known.append(_sheet(grid))
        except NetworkError as error:
            reasons.append(str(error))
    lists = _lists(known, repairs)
    ties = [sheet for sheet in known if sheet.kind != "people"]
    named = [sheet for sheet in ties if layer is not None and sheet.table.sheet == layer]
    if named:
        ties, layer = named, None
    if people.complete:
        repairs += [f"sheet {sheet.table.sheet} passed over: the people are those of another file" for sheet in lists]
    elif len(lists) > 1:
        told = ", ".join(sheet.table.sheet for sheet in lists[:MAX_TOLD])
        raise NetworkError(f"{where}: several sheets could be the list of people: {told}; call one of them people")
    elif lists:
        people = read_people(lists[0].table, repairs)
    if not ties:
        raise NetworkError(_no_ties(where, sheets, reasons))
    if len(sheets) > 1:
        repairs.append(f"read from {_listed_sheets([sheet.table.sheet for sheet in ties])}")
    items = [item_named(sheet.table, "") for sheet in ties]
    if all(sheet.kind == "matrix" for sheet in ties) and None not in items and len(set(items)) == len(items):
        _refuse_layer(layer, where)
        matrices = [(item, sheet.table) for item, sheet in zip(items, ties, strict=True)]
        return read_matrix(matrices, where, people, repairs)
    if len(ties) > 1:
        told = ", ".join(f"{sheet.table.sheet} ({sheet.kind})" for sheet in ties[:MAX_TOLD])
        raise NetworkError(f"{where}: several sheets could hold the ties: {told}; {ONE_SHEET}")
    return _read(ties[0], where, people, repairs, layer)


def _lists(known: list[Sheet], repairs: list[str]) -> list[Sheet]:
    """The sheets that could be the list of people: of several the one called so, if there is one."""
    lists = [sheet for sheet in known if sheet.kind == "people"]
    called = [sheet for sheet in lists if plain(sheet.table.sheet) == "people"]
    others = [sheet.table.sheet for sheet in lists if called and sheet not in called]
    repairs += [f"sheet {name} passed over: the people are those of sheet people" for name in others]
    return called or lists


def _no_ties(where: str, sheets: list[Grid], reasons: list[str]) -> str:
    """Why no sheet of a workbook can be read; the one reason, or all of them under the names of the sheets."""
    if len(reasons) == 1:
        return reasons[0]
    told = "".join(f"\n  - {reason}" for reason in reasons[:MAX_TOLD])
    return f"{where}: none of its sheets ({', '.join(grid.sheet for grid in sheets[:MAX_TOLD])}) holds ties{told}"


def _listed_sheets(names: list[str]) -> str:
    return f"the sheet {names[0]}" if len(names) == 1 else f"the sheets {', '.join(names)}"


def _refuse_layer(layer: str | None, where: str) -> None:
    if layer is not None:
        raise NetworkError(f"{where}: there are no layers in it, so none can be chosen; leave out layer={layer}")


def _read(sheet: Sheet, where: str, people: People, repairs: list[str], layer: str | None) -> Survey:
    table = sheet.table
    if sheet.kind == "edges":
        return read_edges(table, people, repairs, layer)
    _refuse_layer(layer, where)
    if sheet.kind == "roster":
        return read_roster(table, people, repairs)
    if sheet.kind == "recall":
        return read_recall(table, people, repairs)
    if sheet.kind == "matrix":
        return read_matrix([(item_named(table, where), table)], table.where, people, repairs)
    raise NetworkError(f"{table.where}: a list of people and no ties{_wrong_headers(table)}")


def _sheet(grid: Grid) -> Sheet:
    """The form of a sheet.

    Raises:
        NetworkError: none, with the headers that come nearest.
    """
    for header in range(min(HEADER_WITHIN, max(len(grid.filled) - 1, 1))):
        table = headed(grid, header)
        kind = _kind(table, first=header == 0)
        if kind is not None:
            return Sheet(kind, table)
    table = headed(grid)
    raise NetworkError(f"{table.where}: no form of ties is recognised{_wrong_headers(table)}")


def _kind(table: Table, first: bool) -> Kind | None:
    """The form that a header means; below the first row a matrix needs a blank corner, lest names pass for a header."""
    roles = {role for column in table.columns if (role := role_of(column.title))}
    if {"respondent", "target"} <= roles:
        return "roster" if roles & {*ITEMS} else "edges"
    if "respondent" in roles and any(recall_of(column.title) for column in table.columns):
        return "recall"
    if is_matrix(table) and (first or not table.columns[0].title):
        return "matrix"
    listed = "responded" in roles or any(attribute_column(attribute, table) for attribute in ATTRIBUTES)
    if "respondent" in roles and (listed or plain(table.sheet) == "people"):
        return "people"
    return None


def _wrong_headers(table: Table) -> str:
    """Which column is missing, and which header comes nearest to it."""
    roles = {role_of(column.title) for column in table.columns}
    missing = [role for role in ("respondent", "target") if role not in roles]
    spellings = [spelling for role in (*missing, *ITEMS) for spelling in HEADERS[role]]
    hints = [
        f"{column.label}{hint}"
        for column in table.columns[:50]
        if role_of(column.title) is None and (hint := nearest_names(plain(column.title), spellings))
    ]
    titles = ", ".join(shown(column.title) for column in table.columns[:12] if column.title)
    lacking = f"; missing: a column {' and a column '.join(missing)}" if missing else ""
    return (
        f"{lacking}; row {table.header} says: {titles}"
        + "".join(f"; {hint}" for hint in hints[:5])
        + f". A roster has the columns respondent, target, {', '.join(ITEMS)}"
    )
