"""The parts of a workbook (Office Open XML, ECMA-376 part 1, clause 18), read by expat in one pass a sheet.

A reader of its own: openpyxl takes ten times as long, and does not tell, when it streams, which formulas have
no stored value and which cells are merged. Nothing is evaluated; a number keeps its value, a date is told as one.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from sim.errors import NetworkError
from sim.network.reading.dates import MARK, date_told, shows_dates
from sim.network.reading.limits import MAX_CELLS, MAX_ROWS

MAX_COLUMNS: Final = 16_384
"""Columns that a sheet of any spreadsheet has."""

Start = Callable[[str, dict[str, str]], None]


@dataclass
class RawSheet:
    """The cells of a sheet as texts, row by row, with what must be known of them.

    Attributes:
        title: what the sheet is called.
        rows: texts; rows may differ in length.
        unknown: cells ("C5") with a formula and no stored value.
        merged: ranges ("A2:A4") of merged cells.
    """

    title: str
    rows: list[list[str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def sheets_of(parts: zipfile.ZipFile, where: str) -> Iterator[RawSheet]:
    """The worksheets of a workbook, in order. A broken file ends in any error of its parsers."""
    book = _target(parts, "", "/officeDocument")[0]
    shared = [text for path in _target(parts, book, "/sharedStrings") for text in _shared(parts.read(path))]
    dates = frozenset(style for path in _target(parts, book, "/styles") for style in _date_styles(parts.read(path)))
    paths = _relations(parts, book)
    room = MAX_CELLS
    titles, since_1904 = _titles(parts.read(book))
    for title, relation in titles:
        path, kind = paths[relation]
        if kind.endswith("/worksheet"):
            reader = _SheetReader(RawSheet(title), shared, f"{where}, sheet {title}", room, dates, since_1904)
            _parse(parts.read(path), reader.start, reader.end, reader.text)
            room = reader.room
            yield reader.sheet


def _parse(
    xml: bytes, start: Start, end: Callable[[str], None] | None = None, text: Callable[[str], None] | None = None
) -> None:
    """Walk through some XML; names come without their prefix."""
    local: dict[str, str] = {}

    def plain(name: str) -> str:
        return local.setdefault(name, name.rpartition(":")[2])

    def refuse(*_: Any) -> None:
        raise ValueError("it declares a document type")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(plain(name), attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(plain(name))
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(xml, True)


def _relations(parts: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: its relation's id → path and kind."""
    folder, name = posixpath.split(path)
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, given: dict[str, str]) -> None:
        if element == "Relationship" and given.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, given["Target"])).lstrip("/")
            found[given["Id"]] = (target, given["Type"])

    _parse(parts.read(posixpath.join(folder, "_rels", f"{name}.rels")), start)
    return found


def _target(parts: zipfile.ZipFile, path: str, kind: str) -> list[str]:
    """The parts of one kind that a part refers to."""
    return [target for target, said in _relations(parts, path).values() if said.endswith(kind)]


def _titles(xml: bytes) -> tuple[list[tuple[str, str]], bool]:
    """The sheets' names and relations, in order; and whether days are counted from 1904."""
    found: list[tuple[str, str]] = []
    since_1904 = False

    def start(element: str, given: dict[str, str]) -> None:
        nonlocal since_1904
        if element == "workbookPr":
            since_1904 = given.get("date1904", "0") in ("1", "true")
        if element == "sheet":
            relation = next(value for name, value in given.items() if name.rpartition(":")[2] == "id")
            found.append((given["name"], relation))

    _parse(xml, start)
    return found, since_1904


def _date_styles(xml: bytes) -> list[str]:
    """The styles of cells, by number as cells refer to them, that show a number as a date or a time."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside: list[str] = []

    def start(element: str, given: dict[str, str]) -> None:
        if element == "numFmt":
            codes[int(given["numFmtId"])] = given["formatCode"]
        elif element == "xf" and inside[-1] == "cellXfs":
            formats.append(int(given.get("numFmtId", 0)))
        inside.append(element)

    def end(_: str) -> None:
        inside.pop()

    _parse(xml, start, end)
    return [str(style) for style, number in enumerate(formats) if shows_dates(number, codes.get(number))]


def _shared(xml: bytes) -> list[str]:
    """The texts that cells refer to by number; how they are pronounced is left out."""
    texts: list[str] = []
    state = {"t": False, "rPh": False}
    pieces: list[str] = []

    def start(element: str, _: dict[str, str]) -> None:
        if element in state:
            state[element] = True

    def end(element: str) -> None:
        if element in state:
            state[element] = False
        elif element == "si":
            texts.append("".join(pieces))
            pieces.clear()

    def text(piece: str) -> None:
        if state["t"] and not state["rPh"]:
            pieces.append(piece)

    _parse(xml, start, end, text)
    return texts


class _SheetReader:
    """Takes the elements of a sheet one by one and fills a `RawSheet`."""

    def __init__(
        self, sheet: RawSheet, shared: list[str], where: str, room: int, dates: frozenset[str], since_1904: bool
    ) -> None:
        self.sheet, self.shared, self.where, self.room = sheet, shared, where, room
        self.dates, self.since_1904 = dates, since_1904
        self.row: list[str] = []
        self.cell: dict[str, str] = {}
        self.pieces: list[str] = []
        self.reading = self.formula = self.stored = False
        self.places: dict[str, int] = {}
        self.numbers: dict[str, str] = {"": ""}

    def start(self, element: str, given: dict[str, str]) -> None:
        """An element opens."""
        if element == "c":
            self.cell = given
            self.formula = self.stored = False
            self.pieces.clear()
        elif element in ("v", "t"):
            self.reading = self.stored = True
        elif element == "f":
            self.formula = True
        elif element == "row":
            self._open_row(int(given.get("r", len(self.sheet.rows) + 1)))
        elif element == "mergeCell":
            self.sheet.merged.append(given["ref"])

    def end(self, element: str) -> None:
        """An element closes."""
        if element in ("v", "t"):
            self.reading = False
        elif element == "c":
            self._close_cell()

    def text(self, piece: str) -> None:
        """Text between elements."""
        if self.reading:
            self.pieces.append(piece)

    def _open_row(self, number: int) -> None:
        rows = self.sheet.rows
        if number > MAX_ROWS:
            raise NetworkError(f"{self.where}: it has a row {number}; at most {MAX_ROWS} rows are read")
        if number <= len(rows):
            raise ValueError(f"row {number} stands out of order")
        while len(rows) < number:
            rows.append([])
        self.row = rows[-1]

    def _close_cell(self) -> None:
        kind = self.cell.get("t", "n")
        text = "".join(self.pieces)
        reference = self.cell.get("r", "")
        if self.formula and not (text or (self.stored and kind == "str")):
            self.sheet.unknown.append(reference or "of unknown place")
        if text:
            self._put(reference, self._said(kind, text))

    def _put(self, reference: str, text: str) -> None:
        letters = reference.rstrip("0123456789")
        place = self.places.get(letters)
        if place is None:
            place = self.places.setdefault(letters, place_of(letters)) if letters else len(self.row)
        if place >= MAX_COLUMNS:
            raise NetworkError(f"{self.where}: it has a column {letters}; at most {MAX_COLUMNS} columns are read")
        new = place + 1 - len(self.row)
        if new > 0:
            self.room -= new
            if self.room < 0:
                raise NetworkError(f"{self.where}: of all sheets together at most {MAX_CELLS} cells are read")
            self.row.extend([""] * new)
        self.row[place] = text

    def _said(self, kind: str, text: str) -> str:
        """A stored value as it would stand in a CSV file."""
        if kind == "s":
            return self.shared[int(text)]
        if kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        if kind == "d":
            return text + MARK
        if kind != "n":
            return text
        if self.cell.get("s") in self.dates:
            return date_told(float(text), since_1904=self.since_1904)
        known = self.numbers.get(text)
        return self.numbers.setdefault(text, _number(text)) if known is None else known


def _number(text: str) -> str:
    """A number in its shortest form: whole ones without a point, with all the digits that are stored."""
    if text.isascii() and text.isdigit():
        return text.lstrip("0") or "0"
    value = float(text)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def place_of(letters: str) -> int:
    """The place, from 0, of a column's letters."""
    number = 0
    for mark in letters:
        if not "A" <= mark <= "Z" or number > MAX_COLUMNS:
            raise ValueError(f"{letters[:10]} is no column")
        number = number * 26 + ord(mark) - 64
    return number - 1
