"""From a path to cells: finding the file, refusing what is none, and choosing among sheets.

| suffix | read as |
|---|---|
| .csv .tsv .txt | delimited text |
| .xlsx .xlsm | workbook |
| .graphml .gexf .net .paj | graph |
| a folder | its edges.csv, with the people of its nodes.csv |

The people stand in the file given as `people`, else in nodes.csv of a folder, in the sheet `people` (or any
sheet that is one) of a workbook, in `<name>_people.csv` beside a text file, in `<name>_nodes.csv` beside
`<name>_edges.csv`, or nowhere.
"""

from pathlib import Path
from typing import Final

from sim.errors import NetworkError
from sim.network.reading.graphs import SUFFIXES as GRAPHS
from sim.network.reading.limits import MAX_BYTES
from sim.network.reading.tables import Grid
from sim.network.reading.text import read_text
from sim.network.reading.workbook import read_workbook
from sim.places import near, see_that_it_is_there

TEXTS: Final = (".csv", ".tsv", ".txt")
WORKBOOKS: Final = (".xlsx", ".xlsm")
ALLOWED: Final = (*TEXTS, *WORKBOOKS, *GRAPHS)


def find(path: str | Path) -> tuple[Path, Path | None]:
    """The file of ties that a path means, and the file of people that goes with it.

    Raises:
        NetworkError: there is none, or of a kind that is not read.
    """
    place = Path(path)
    try:
        if any("\ud800" <= mark <= "\udfff" for mark in str(path)):
            raise ValueError("its name is not in UTF-8, and could not be told; rename it")
        if place.is_dir():
            ties, people = place / "edges.csv", place / "nodes.csv"
            if not ties.is_file():
                raise NetworkError(f"the folder {place} holds no edges.csv{near('edges.csv', place)}")
            return ties, people if people.is_file() else None
        see_that_it_is_there(place)
        if not place.is_file():
            raise NetworkError(f"{place} is not a file that can be read")
        listed = _people_beside(place)
    except (OSError, ValueError) as error:
        raise NetworkError(f"the path {str(path)[:200]!r} cannot be used: {error}") from None
    if place.suffix.lower() not in ALLOWED:
        raise NetworkError(f"{place}: files of ties end in {', '.join(ALLOWED)}, not in {place.suffix or 'nothing'}")
    return place, listed


def _people_beside(place: Path) -> Path | None:
    """The list of people beside a text file, if there is one."""
    if place.suffix.lower() not in TEXTS:
        return None
    names = [f"{place.stem}_people.csv"]
    if place.stem.endswith("_edges"):
        names.append(f"{place.stem.removesuffix('_edges')}_nodes.csv")
    return next((people for name in names if (people := place.with_name(name)).is_file()), None)


def contents(path: Path) -> bytes:
    """The bytes of a file that is neither empty nor too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise NetworkError(f"{path}: {size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read")
        data = path.read_bytes()
    except OSError as error:
        raise NetworkError(f"{path} cannot be read: {error.strerror or error}") from None
    if not data.strip():
        raise NetworkError(f"{path.name}: it is empty; a header and one row a pair are wanted")
    return data


def grids(path: Path, where: str) -> list[Grid]:
    """The sheets of a text file (one) or of a workbook; `where` is what messages call the file."""
    if path.suffix.lower() in TEXTS:
        return [read_text(path, where, contents(path))]
    return read_workbook(where, contents(path))
