"""A phase diagram of two things that were varied: what an outcome is at each pair, and how sure that is.

Of a grid or a table each pair of values is a cell; a sampled range is cut into equal parts. Whatever else is varied
is averaged over, which is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analysis.sweeps.arms import Arm, Numbers, Reading
from analysis.sweeps.cells import mean_of_cell
from analysis.sweeps.outcomes import in_percent, is_share
from sim.errors import ConfigError, nearest

if TYPE_CHECKING:
    import pandas as pd

BINS: Final = 8
FEW: Final = 30
"""Values of a number beyond which they are cut into parts."""


@dataclass(frozen=True, eq=False)
class Axis:
    """One side of the diagram.

    Attributes:
        name: of what is varied.
        labels: of its cells, in order.
        middles: of its cells, where they are numbers; else 0, 1, …
        edges: of its cells where a range was cut; else None.
        numbers: whether what is varied is a number.
    """

    name: str
    labels: Sequence[str]
    middles: Numbers
    edges: Numbers | None
    numbers: bool = True

    @property
    def short(self) -> list[str]:
        """The labels, for a narrow table: of a cut range the middles of its parts."""
        return list(self.labels) if self.edges is None else [f"{middle:.2g}" for middle in self.middles]


@dataclass(frozen=True, eq=False)
class Diagram:
    """A diagram an arm.

    Attributes:
        across, up: its sides.
        cells: columns arm, across, up (numbers of cells), points, runs, mean, low, high (`cells.mean_of_cell`).
        share: whether the means lie from 0 to 1, and are told in percent.
    """

    across: Axis
    up: Axis
    cells: "pd.DataFrame"
    share: bool


def phase(
    reading: Reading, across: str | None = None, up: str | None = None, bins: int = BINS
) -> tuple[Diagram, list[str]]:
    """The phase diagram of a sweep.

    Args:
        reading: of a sweep, read together.
        across, up: what is varied along the sides; left out, the first two things that are varied, numbers first.
        bins: parts that a sampled range is cut into.

    Raises:
        ConfigError: fewer than two things are varied, or not those.
    """
    import pandas as pd

    if not 2 <= bins <= 100:
        raise ConfigError(f"--bins {bins}: allowed are 2 to 100")
    rows = pd.concat([arm.rows for arm in reading.arms])
    names = _sides(reading, rows, across, up)
    sides = [_axis(reading, rows[name], name, bins) for name in names]
    cells = [_cells(arm, sides, share=is_share(reading.of)) for arm in reading.arms]
    rest = [name for name in rows.columns if name not in names]
    told = [f"Averaged over {', '.join(rest)}, as far as the design spreads them."] if rest else []
    told.append(
        "95 % intervals of a cell's mean: Wilson's of a yes or no, else Student's t; points, and the seeds that they "
        "share, count as a sample, where there are several."
    )
    return Diagram(sides[0], sides[1], pd.concat(cells, ignore_index=True), in_percent(reading.of)), told


def _sides(reading: Reading, rows: "pd.DataFrame", across: str | None, up: str | None) -> list[str]:
    names = sorted(rows.columns, key=lambda name: rows[name].dtype.kind not in "iuf")
    for option, name in (("--across", across), ("--up", up)):
        if name is not None and name not in names:
            raise ConfigError(
                f"{option} {name}: this is not varied in {reading.path}{nearest(name, names)} "
                f"(varied: {', '.join(names)})"
            )
    if len(names) < 2:
        raise ConfigError(f"{reading.path}: a phase diagram needs two things that are varied; only {names[0]} is")
    if across is not None and across == up:
        raise ConfigError(f"--across {across} --up {up}: two different things are needed")
    chosen = [name for name in (across, up) if name is not None]
    free = iter(name for name in names if name not in chosen)
    return [across or next(free), up or next(free)]


def _axis(reading: Reading, column: "pd.Series[Any]", name: str, bins: int) -> Axis:
    values = column.unique()
    if column.dtype.kind not in "iuf":
        return Axis(name, [str(value) for value in values], np.arange(len(values), dtype=np.float64), None, False)
    numbers = np.sort(np.asarray(values, dtype=np.float64))
    if len(numbers) <= FEW and name not in {each["name"] for each in reading.said["ranges"]}:
        return Axis(name, [f"{value:g}" for value in numbers], numbers, None)
    cut = np.geomspace if reading.logarithmic(name) else np.linspace
    edges = np.asarray(cut(numbers[0], numbers[-1], bins + 1), dtype=np.float64)
    middles = np.sqrt(edges[:-1] * edges[1:]) if reading.logarithmic(name) else (edges[:-1] + edges[1:]) / 2
    return Axis(name, [f"{low:.2g}–{high:.2g}" for low, high in pairwise(edges)], middles, edges)


def _code(axis: Axis, column: "pd.Series[Any]") -> "np.ndarray[Any, np.dtype[np.intp]]":
    """The cell of each value."""
    if axis.edges is not None:
        inner = axis.edges[1:-1]
        return np.asarray(np.searchsorted(inner, column.to_numpy(dtype=np.float64), side="right"), dtype=np.intp)
    if axis.numbers:
        return np.asarray(np.searchsorted(axis.middles, column.to_numpy(dtype=np.float64)), dtype=np.intp)
    place = {label: number for number, label in enumerate(axis.labels)}
    return np.array([place[str(value)] for value in column], dtype=np.intp)


def _cells(arm: Arm, sides: Sequence[Axis], *, share: bool) -> "pd.DataFrame":
    import pandas as pd

    codes = [_code(side, arm.points[side.name]) for side in sides]
    value = arm.runs["value"].to_numpy(dtype=np.float64)
    row = arm.place
    found = []
    for across in range(len(sides[0].labels)):
        for up in range(len(sides[1].labels)):
            here = (codes[0] == across) & (codes[1] == up)
            if not here.any():
                continue
            own = here[row]
            mean = mean_of_cell(row[own], None if arm.seeds is None else arm.seeds[own], value[own], share=share)
            found.append(
                {
                    "arm": arm.name, "across": across, "up": up, sides[0].name: sides[0].middles[across],
                    sides[1].name: sides[1].middles[up], "points": int(here.sum()), "runs": int(own.sum()),
                    "mean": mean.value, "low": mean.low, "high": mean.high,
                }
            )  # fmt: skip
    frame = pd.DataFrame(found)
    for side in sides:
        if not side.numbers:
            code = frame["across"] if side is sides[0] else frame["up"]
            frame[side.name] = [side.labels[each] for each in code]
    return frame
