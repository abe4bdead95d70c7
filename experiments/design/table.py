"""The table: points as they stand in the rows of a CSV file.

A column `seed` is the seed of the first replicate of each point: then points do not share their luck.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from experiments.overrides import groups
from sim.errors import ConfigError, nearest
from sim.scenario import Scenario, parameters


class Table(NamedTuple):
    """A file of points.

    Attributes:
        names: of the columns, parameters or groups.
        rows: the cells as texts, one tuple a point; an empty cell is null.
    """

    names: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def read_table(path: str) -> Table:
    """Read the points of a file; `#` begins a line of words.

    Raises:
        ConfigError: no such file, no rows, an unknown or repeated column, a row of another length.
    """
    file = Path(path).expanduser()
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise ConfigError(f"design.file={path}: it cannot be read ({why.lower()})") from None
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    lines = [(number, line) for number, line in lines if not line.lstrip().startswith("#")]
    if len(lines) < 2:
        raise ConfigError(f"{path}: a row of names, then at least one row of values is wanted")
    names, *rows = (tuple(cell.strip() for cell in row) for row in csv.reader(line for _, line in lines))
    _see_to_names(path, names)
    for (number, _), row in zip(lines[1:], rows, strict=True):
        if len(row) != len(names):
            raise ConfigError(f"{path}, line {number}: {len(row)} cells, but {len(names)} columns")
    return Table(names, [tuple(cell or "null" for cell in row) for row in rows])


def _see_to_names(path: str, names: Sequence[str]) -> None:
    known = [*groups(), *(each.path for each in parameters(Scenario))]
    for number, name in enumerate(names, 1):
        bare = name.partition(".")[2].partition(".")[2] if name.startswith("organisations.") else name
        if bare not in known or (bare == "seed" and name != "seed"):
            raise ConfigError(
                f"{path}, column {number}: {name!r} is no parameter or group that can be varied{nearest(name, known)}"
            )
        if names.index(name) != number - 1:
            raise ConfigError(f"{path}, column {number}: {name} stands twice")
