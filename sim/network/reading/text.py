"""Text files of cells: which encoding, which delimiter, and no crash whatever the bytes."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from sim.errors import NetworkError
from sim.network.reading.limits import MAX_ROWS
from sim.network.reading.tables import Grid
from sim.network.reading.words import recall_of, role_of

DELIMITERS: Final = (",", ";", "\t", "|")
_OTHER_KINDS: Final = (
    (b"PK\x03\x04", "a zipped file, perhaps a workbook; name it .xlsx"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook, or one with a password; save it as .xlsx or .csv, without a password",
    ),
    (b"%PDF", "a PDF; a table is wanted"),
)
_CONTROLS: Final = frozenset(map(chr, (*range(9), *range(14, 32), 127)))


def read_text(path: Path, where: str, data: bytes) -> Grid:
    """The cells of a delimited text file.

    Raises:
        NetworkError: not text, undecodable, too long, or cells that cannot be told apart.
    """
    text, repairs = decoded(data, where)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else delimiter_of(lines)
    rows: list[list[str]] = []
    try:  # strictly: a quote left open would else take all rows to the next one for one cell
        rows.extend(islice(_cells(lines, delimiter, strict=True), MAX_ROWS + 1))
    except csv.Error as error:
        at = f"row {len(rows) + 1}"
        raise NetworkError(
            f"{where}: {at}: the cells cannot be told apart ({error}); look for a quote left open there, and write a "
            'quote within a name twice ("")'
        ) from None
    if len(rows) > MAX_ROWS:
        raise NetworkError(f"{where}: more than {MAX_ROWS} rows; at most that many are read")
    return Grid.of(where, "", rows, tuple(repairs))


def _cells(text: str, delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    """The rows of some text; a quote may stand behind a delimiter and a space."""
    return csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=strict)


def tell_other_kind(where: str, data: bytes, but: bytes = b"\0") -> None:
    """Refuse bytes that begin as some other kind of file does; `but` is what they may begin with.

    Raises:
        NetworkError: which kind it is, and what to do.
    """
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic) and not magic.startswith(but):
            raise NetworkError(f"{where}: it is {kind}")


def decoded(data: bytes, where: str) -> tuple[str, list[str]]:
    """The text of some bytes (UTF-8, UTF-16 or cp1252), and what had to be assumed."""
    tell_other_kind(where, data)
    encoding, repairs = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise NetworkError(
            f"{where}: row {line} holds bytes that are no letters in UTF-8, UTF-16 or Windows Latin (cp1252); "
            "save the file as UTF-8"
        ) from None
    if not _CONTROLS.isdisjoint(text):
        raise NetworkError(f"{where}: it is not a text file; a table as CSV or XLSX is wanted")
    return text.removeprefix("\ufeff"), repairs


def _encoding(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", []
    start = data[:2000]
    if start and start.count(0) * 3 > len(start):
        wide = "utf-16-le" if start[1::2].count(0) >= start[0::2].count(0) else "utf-16-be"
        return wide, ["read as UTF-16, although it does not say so"]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", ["not UTF-8: read as Windows Latin (cp1252); look at names with accents"]
    return "utf-8", []


def delimiter_of(text: str) -> str:
    """The delimiter that best fits the first 50 rows: known headers, then rows of one width, then width."""
    best, delimiter = (-1, -1, -1), DELIMITERS[0]
    sample = text[:100_000]
    for candidate in DELIMITERS:
        try:
            rows = [row for row in islice(_cells(sample, candidate), 50) if row]
        except csv.Error:
            continue
        width = max(map(len, rows[:5]), default=0)
        if width < 2:
            continue
        known = max(sum(1 for cell in row if role_of(cell) or recall_of(cell)) for row in rows[:5])
        score = (known, sum(len(row) == width for row in rows), width)
        if score > best:
            best, delimiter = score, candidate
    return delimiter
