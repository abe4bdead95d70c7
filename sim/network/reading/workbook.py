"""Workbooks (XLSX): stored values only, nothing evaluated, bounded in size."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from sim.errors import NetworkError
from sim.network.reading.limits import MAX_CELLS, MAX_TOLD, MAX_UNZIPPED
from sim.network.reading.problems import Problems, counted
from sim.network.reading.sheets import RawSheet, place_of, sheets_of
from sim.network.reading.tables import Grid
from sim.network.reading.text import tell_other_kind

_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def read_workbook(where: str, data: bytes) -> list[Grid]:
    """The sheets of a workbook that hold anything, in order.

    Raises:
        NetworkError: not a workbook, too large, or a formula whose value the file does not hold.
    """
    tell_other_kind(where, data, but=b"PK")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            _check_size(where, parts)
            sheets = list(_grids(where, parts))
    except NetworkError:
        raise
    except Exception as error:  # whatever zipfile, zlib and expat stumble over in a broken file
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise NetworkError(f"{where}: it cannot be read as a workbook ({reason}); save it again as .xlsx") from None
    filled = [grid for grid in sheets if len(grid.filled)]
    if not filled:
        raise NetworkError(f"{where}: it is empty; a header and one row a pair are wanted")
    return filled


def _check_size(where: str, parts: zipfile.ZipFile) -> None:
    """Refuse zip bombs; zipfile does not unpack more than the directory declares."""
    size = sum(part.file_size for part in parts.infolist())
    if size > MAX_UNZIPPED:
        raise NetworkError(f"{where}: it unpacks to {size / 1e6:.0f} MB; at most {MAX_UNZIPPED / 1e6:.0f} MB are read")


def _grids(where: str, parts: zipfile.ZipFile) -> Iterator[Grid]:
    problems = Problems(where)
    for sheet in sheets_of(parts, where):
        for cell in sheet.unknown:
            problems.add(
                f"sheet {sheet.title}, cell {cell}: a formula without a stored value; nothing is calculated here: "
                "open the file in a spreadsheet and save it, or paste the values"
            )
        name = f"{where}, sheet {sheet.title}"
        repairs = _fill_merged(sheet, name)
        yield Grid.of(name, sheet.title, sheet.rows, repairs)
    problems.stop()


def _fill_merged(sheet: RawSheet, where: str) -> tuple[str, ...]:
    """Write the value of cells merged down one column into each of them, as it is meant."""
    filled: list[str] = []
    room = MAX_CELLS
    rows = sheet.rows
    for merged in sheet.merged:
        ends = _RANGE.fullmatch(merged)
        if ends is None or ends[1] != ends[3]:
            continue
        place, top, bottom = place_of(ends[1]), int(ends[2]), min(int(ends[4]), len(rows))
        if not 0 < top < bottom or place >= len(rows[top - 1]):
            continue
        room -= bottom - top
        if room < 0:
            raise NetworkError(f"{where}: its merged cells cover one another; undo the merging")
        for row in rows[top:bottom]:
            row.extend([""] * (place + 1 - len(row)))
            row[place] = rows[top - 1][place]
        filled.append(merged)
    if not filled:
        return ()
    rest = f" and {len(filled) - MAX_TOLD} more" if len(filled) > MAX_TOLD else ""
    return (f"{counted(len(filled), 'merged range')} filled down ({', '.join(filled[:MAX_TOLD])}{rest})",)
