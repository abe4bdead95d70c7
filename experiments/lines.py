"""The rows of a file of cells, each with the number of its line; `#` begins a line of words."""

import csv
import re
from pathlib import Path
from typing import Final, NamedTuple

from sim.errors import ConfigError

_COMMA: Final = re.compile(r"[-+]?\d*,\d+")
"""A number with a decimal comma."""


class Line(NamedTuple):
    """A row of cells, and where it begins in the file, from 1."""

    number: int
    cells: tuple[str, ...]


def read_lines(file: Path, told: str) -> list[Line]:
    """The rows of a CSV file that hold something; a cell in quotes may go over several lines.

    Where the first row has tabs, or semicolons and no commas, these stand between cells. With semicolons numbers may
    have decimal commas, as spreadsheets write them in much of Europe.

    Args:
        file: to read.
        told: what it is called where it cannot be read.

    Raises:
        ConfigError: it cannot be read, or is no text in UTF-8.
    """
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise ConfigError(f"{told}: it cannot be read ({why[0].lower()}{why[1:]})") from None
    first = next((line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")), "")
    between = "\t" if "\t" in first else ";" if ";" in first and "," not in first else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=between)
    found, begin = [], 1
    try:
        for row in reader:
            cells = tuple(_with_point(cell.strip()) if between == ";" else cell.strip() for cell in row)
            if cells not in ((), ("",)) and not cells[0].startswith("#"):
                found.append(Line(begin, cells))
            begin = reader.line_num + 1
    except csv.Error as error:
        raise ConfigError(f"{told}, line {begin}: it cannot be read ({error})") from None
    return found


def _with_point(cell: str) -> str:
    """A number with a decimal comma as one with a point; anything else as it is."""
    return cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell
