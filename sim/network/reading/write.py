"""Writing a survey in the forms that the reader reads, so that reading it back is the same survey.

A workbook holds the sheets `roster` (or `recall`) and `people`; a CSV file stands beside `<name>_people.csv`. A
column `tie` is written in a roster only where an arc has no item above 1.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sim.errors import NetworkError, OutputError
from sim.network.formats import SURVEYS
from sim.network.reading.survey import ATTRIBUTES, Survey

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Rows = Sequence[Sequence[str | float | None]]


def write_roster(survey: Survey | Mapping[str, Any], path: str | Path) -> tuple[Path, ...]:
    """Write a survey, or columns of one (see `Survey.from_columns`), as a roster with its people.

    Returns:
        The files written.

    Raises:
        NetworkError: columns that are no survey; someone who did not answer names people.
        OutputError: a suffix that is not .csv or .xlsx, or a place that cannot be written.
    """
    whole = survey if isinstance(survey, Survey) else Survey.from_columns(survey)
    _refuse_untold(whole, whole.responded[whole.namer], "a roster")
    return write_tables({"roster": _roster(whole), "people": _people(whole)}, Path(path))


def write_recall(
    survey: Survey,
    path: str | Path,
    *,
    by_namer: NDArray[np.bool_] | None = None,
    by_named: NDArray[np.bool_] | None = None,
) -> tuple[Path, ...]:
    """Write a survey as free recall, one row a respondent: the people they speak to, and who speak to them.

    Args:
        survey: its items are left out, as free recall asks none.
        path: a .csv or .xlsx file.
        by_namer: shape (M,), arcs told by the one who names ("you speak to"); left out, all whose namer answered.
        by_named: shape (M,), arcs told by the one who is named ("who speak to you"); left out, the other arcs.

    Returns:
        The files written.

    Raises:
        NetworkError: an arc that is told by nobody, or by someone who did not answer.
        OutputError: a suffix that is not .csv or .xlsx, or a place that cannot be written.
    """
    told_out = survey.responded[survey.namer] if by_namer is None else by_namer
    told_in = ~told_out if by_named is None else by_named
    answered = (survey.responded[survey.namer] | ~told_out) & (survey.responded[survey.named] | ~told_in)
    _refuse_untold(survey, (told_out | told_in) & answered, "free recall")
    return write_tables({"recall": _recall(survey, told_out, told_in), "people": _people(survey)}, Path(path))


def _refuse_untold(survey: Survey, told: NDArray[np.bool_], form: str) -> None:
    """Refuse to write a survey with arcs that nobody told who answered; `told` has shape (M,)."""
    if not np.all(told):
        arc = int(np.argmin(told))
        names = f"{survey.names[survey.namer[arc]]} → {survey.names[survey.named[arc]]}"
        raise NetworkError(f"{survey.source}: {names} is told by nobody who answered, so {form} cannot hold it")


def write_tables(tables: Mapping[str, Rows], path: Path) -> tuple[Path, ...]:
    """Write tables as the sheets of a workbook, or as CSV files: the first at `path`, others `<name>_<table>.csv`."""
    suffix = path.suffix.lower()
    if suffix not in SURVEYS:
        raise OutputError(f"{path}: a roster is written as {' or '.join(SURVEYS)}, not as {suffix or 'nothing'}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if suffix == ".xlsx":
            _write_workbook(tables, path)
            return (path,)
        first, *_ = tables
        places = {name: path if name == first else path.with_name(f"{path.stem}_{name}.csv") for name in tables}
        for name, rows in tables.items():
            with places[name].open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([["" if cell is None else cell for cell in row] for row in rows])
        return tuple(places.values())
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None


def _roster(survey: Survey) -> Rows:
    """Header and one row an arc."""
    columns: dict[str, Sequence[str | float | None]] = {
        "respondent": [survey.names[person] for person in survey.namer],
        "target": [survey.names[person] for person in survey.named],
    }
    connected = np.zeros(survey.arcs, dtype=np.bool_)
    for item, values in survey.items.items():
        columns[item] = [_number(value) for value in values.tolist()]
        connected |= values > 1
    if survey.items and not np.all(connected):
        columns["tie"] = [None if said else "yes" for said in connected]
    return [tuple(columns), *zip(*columns.values(), strict=True)]


def _recall(survey: Survey, told_out: NDArray[np.bool_], told_in: NDArray[np.bool_]) -> Rows:
    """Header and one row a respondent, with as many columns each way as anyone needs."""
    speaks: dict[int, list[str]] = {int(person): [] for person in np.flatnonzero(survey.responded)}
    hears: dict[int, list[str]] = {person: [] for person in speaks}
    for arc in np.flatnonzero(told_out).tolist():
        speaks[int(survey.namer[arc])].append(survey.names[survey.named[arc]])
    for arc in np.flatnonzero(told_in).tolist():
        hears[int(survey.named[arc])].append(survey.names[survey.namer[arc]])
    wide, deep = (max([1, *map(len, lists.values())]) for lists in (speaks, hears))
    header = ["respondent", *(f"you speak to {n + 1}" for n in range(wide))]
    header += [f"who speak to you {n + 1}" for n in range(deep)]
    rows = [[survey.names[person], *_padded(speaks[person], wide), *_padded(hears[person], deep)] for person in speaks]
    return [header, *rows]


def _padded(names: list[str], width: int) -> list[str | None]:
    return [*names, *[None] * (width - len(names))]


def _people(survey: Survey) -> Rows:
    """Header and one row a person."""
    known = [name for name in ATTRIBUTES if name in survey.attributes]
    answered = ["yes" if said else "no" for said in survey.responded]
    words = [survey.attributes[name] for name in known]
    return [("name", *known, "responded"), *zip(survey.names, *words, answered, strict=True)]


def _number(value: float) -> float | None:
    """A whole number as such, and a blank for NaN."""
    return None if np.isnan(value) else int(value) if value.is_integer() else value


def _write_workbook(tables: Mapping[str, Rows], path: Path) -> None:
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    bold = Font(bold=True)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        texts = [[_longest(row[place]) for row in rows[:200]] for place in range(len(rows[0]))]
        for place, lengths in enumerate(texts):
            sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(*lengths, 10) + 2, 80)
        cell = _cells(sheet)
        for number, row in enumerate(rows):
            sheet.append([cell(value, None if number else bold) for value in row])
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(made.getvalue())


def _longest(value: str | float | None) -> int:
    return len(str(value or ""))


def _cells(sheet: "WriteOnlyWorksheet") -> Callable[[Any, Any], Any]:
    """Cells whose texts stay texts, and whose numbers lose no digit (openpyxl writes 16 of 17)."""
    from openpyxl.cell import WriteOnlyCell

    def cell(value: str | float | None, font: Any) -> Any:
        if isinstance(value, float) and float(f"{value:.16g}") != value:
            value = repr(value)
        special = isinstance(value, str) and value.startswith(("=", "#"))
        if font is None and not special:
            return value
        made = WriteOnlyCell(sheet, value)
        made.data_type = "s" if isinstance(value, str) else made.data_type
        if font is not None:
            made.font = font
        return made

    return cell
