"""What an analysis of a sweep found, told: written beside the sweep, and printed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING, Any, Final

from analysis.sweeps.arms import Reading

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

DASH: Final = "–"


@dataclass(frozen=True)
class Found:
    """What one analysis gives to be told and written."""

    name: str
    reading: Reading
    told: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    tables: Mapping[str, "pd.DataFrame"]
    figures: Mapping[str, Callable[[], "Figure"]]
    options: Mapping[str, Any] = field(default_factory=dict)


def tell(found: Found, *, quiet: bool, as_json: bool) -> None:
    """Write everything, then print it."""
    from analysis.sweeps.saved import save

    reading = found.reading
    written = save(reading, found.name, found.options, found.tables, found.figures, found.told)
    if as_json:
        main = json.loads(next(iter(found.tables.values())).to_json(orient="records"))
        said = {
            "analysis": found.name, "sweep": reading.path, "of": reading.of, "n": reading.n,
            "told": [*found.told, *reading.notes], "found": main, "files": [str(path) for path in written],
        }  # fmt: skip
        print(json.dumps(said, ensure_ascii=False, allow_nan=False))
        return
    _print(found, quiet=quiet)
    if not quiet:
        for folder in dict.fromkeys(path.parent for path in written):
            print(f"Written to {folder}: {', '.join(path.name for path in written if path.parent == folder)}")


def _print(found: Found, *, quiet: bool) -> None:
    from rich.table import Table
    from rich.text import Text

    from app import table

    screen, reading = table.console(), found.reading
    table.say(screen, f"{reading.of}: {reading.meaning}.", style="bold")
    for arm in dict.fromkeys(row[0] for row in found.rows):
        if arm:
            screen.print()
            table.say(screen, arm, style="bold")
        drawn = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
        for number, heading in enumerate(found.head[1:]):
            drawn.add_column(heading, justify="right" if number else "left", no_wrap=number > 0)
        for row in found.rows:
            if row[0] == arm:
                drawn.add_row(*(Text(cell) for cell in row[1:]))
        screen.print(drawn)
    screen.print()
    for line in () if quiet else (*found.told, *reading.notes, f"{reading.n}; design={reading.kind}."):
        table.say(screen, line, style="dim")


def rows_of(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a table, each by its columns."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def ends(name: str, interval: tuple[float, float, float]) -> dict[str, float]:
    """A value and its interval as columns."""
    value, low, high = interval
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def span(row: Any, value: str = "value") -> str:
    """A value with its interval, in words; a dash where there is none."""
    if isnan(row[value]):
        return DASH
    return f"{number_told(row[value])} ({number_told(row['low'])} to {number_told(row['high'])})"


def number_told(value: float, sign: str = "") -> str:
    """Two decimals; three digits where it is 10 or more, or below a hundredth."""
    if isnan(value):
        return DASH
    small = 0 < abs(value) < 0.01
    text = f"{value:{sign}.1g}" if small else f"{value:{sign}.3g}" if abs(value) >= 10 else f"{value:{sign}.2f}"
    return (text if float(text) else "0").replace("-", "−")


def cell(value: float, share: bool) -> str:
    """A number of a table, in percent if it is a share."""
    if isnan(value):
        return DASH
    return f"{100 * value:.0f}" if share else number_told(value)


def limit(row: Mapping[str, Any]) -> str:
    """A limit of a box in words."""
    if row["options"]:
        return str(row["options"])
    low, high = row["low"], row["high"]
    if isnan(low):
        return f"at most {high:.3g}"
    return f"at least {low:.3g}" if isnan(high) else f"{low:.3g} to {high:.3g}"
