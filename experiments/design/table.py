"""The table: points as they stand in the rows of a CSV file.

A column `seed` is the seed of the first replicate of each point: then points do not share their luck.
"""

from collections.abc import Sequence
from typing import NamedTuple

from experiments.lines import read_lines
from experiments.overrides import groups
from sim.errors import ConfigError, nearest
from sim.places import at_home
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
    lines = read_lines(at_home(path), f"design.file={path}")
    if len(lines) < 2:
        raise ConfigError(f"{path}: a row of names, then at least one row of values is wanted")
    names, rows = lines[0].cells, lines[1:]
    _see_to_names(path, names)
    for number, cells in rows:
        if len(cells) != len(names):
            raise ConfigError(f"{path}, line {number}: {len(cells)} cells, but {len(names)} columns")
    return Table(names, [tuple(cell or "null" for cell in row) for _, row in rows])


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
