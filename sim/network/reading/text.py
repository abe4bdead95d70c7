"""Text files of cells: which encoding, which delimiter, and no crash whatever the bytes."""

import csv
import io
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
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; save it as .xlsx or .csv"),
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
    try:
        rows = list(islice(csv.reader(io.StringIO(lines), delimiter=delimiter), MAX_ROWS + 1))
    except csv.Error as error:
        raise NetworkError(f"{where}: the cells cannot be told apart ({error}); look for a quote left open") from None
    if len(rows) > MAX_ROWS:
        raise NetworkError(f"{where}: more than {MAX_ROWS} rows; at most that many are read")
    return Grid.of(where, "", rows, tuple(repairs))


def decoded(data: bytes, where: str) -> tuple[str, list[str]]:
    """The text of some bytes (UTF-8, UTF-16 or cp1252), and what had to be assumed."""
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            raise NetworkError(f"{where}: it is {kind}")
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
            rows = [row for row in islice(csv.reader(io.StringIO(sample), delimiter=candidate), 50) if row]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < 2:
            continue
        known = max(sum(1 for cell in row if role_of(cell) or recall_of(cell)) for row in rows[:5])
        score = (known, sum(len(row) == len(rows[0]) for row in rows), len(rows[0]))
        if score > best:
            best, delimiter = score, candidate
    return delimiter
