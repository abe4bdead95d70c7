"""`firewood analyse …`: reads a sweep, prints what a method finds in it, writes tidy data and figures beside it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.sweeps.arms import Reading, read
from app.progress import note
from experiments.sweeps import open_sweep

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_DASH = "–"


@dataclass(frozen=True)
class _Found:
    """What one analysis gives to be told and written."""

    name: str
    reading: Reading
    told: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    tables: Mapping[str, "pd.DataFrame"]
    figures: Mapping[str, Callable[[], "Figure"]]
    options: Mapping[str, Any] = field(default_factory=dict)


def sobol(folder: Path, of: str, *, quiet: bool, as_json: bool) -> None:
    """Sobol indices.

    Raises:
        FirewoodError: what the user can mend.
    """
    from analysis.figures.indices import settling, sobol_figure
    from analysis.sweeps.sobol import sobol as analysed

    reading = _read(folder, of, quiet=quiet)
    found, settled, told = analysed(reading)
    totals = found[found["index"] == "total"].sort_values("value", ascending=False)
    rows = []
    for arm, own in totals.groupby("arm", sort=False):
        mine = found[found["arm"] == arm]
        first = mine[mine["index"] == "first"].set_index("parameter")
        rows += [[arm, each["parameter"], _span(first.loc[each["parameter"]]), _span(each)] for each in _each(own)]
    pairs = found[(found["index"] == "second") & (found["low"] > 0)]
    told += [f"{each['parameter']} and {each['other']} only together: {_span(each)}." for each in _each(pairs)]
    _tell(
        _Found(
            "sobol", reading, told, ("arm", "parameter", "first-order", "total"), rows,
            {"": found, "-convergence": settled},
            {
                "": lambda: sobol_figure(found, reading),
                "-convergence": lambda: settling(settled[settled["index"] == "total"], "value", "blocks", reading),
            },
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def morris(folder: Path, of: str, *, quiet: bool, as_json: bool) -> None:
    """Morris' elementary effects.

    Raises:
        FirewoodError: what the user can mend.
    """
    from analysis.figures.indices import morris_figure, settling
    from analysis.sweeps.morris import morris as analysed

    reading = _read(folder, of, quiet=quiet)
    found, settled, told = analysed(reading)
    rows = [
        [each["arm"], each["parameter"], _span(each, "mu_star"), _number(each["mu"], "+"), _number(each["sigma"])]
        for _, own in found.groupby("arm", sort=False)
        for each in _each(own.sort_values("mu_star", ascending=False))
    ]
    _tell(
        _Found(
            "morris", reading, told, ("arm", "parameter", "mu*", "mu", "sigma"), rows,
            {"": found, "-convergence": settled},
            {
                "": lambda: morris_figure(found, reading),
                "-convergence": lambda: settling(settled, "mu_star", "trajectories", reading),
            },
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def pawn(folder: Path, of: str, *, slices: int, quiet: bool, as_json: bool) -> None:
    """PAWN indices.

    Raises:
        FirewoodError: what the user can mend.
    """
    from analysis.figures.indices import pawn_figure, settling
    from analysis.sweeps.pawn import pawn as analysed

    reading = _read(folder, of, quiet=quiet)
    found, settled, told = analysed(reading, slices)
    rows = [
        [each["arm"], each["parameter"], _span(each), _number(each["idle"])]
        for _, own in found.groupby("arm", sort=False)
        for each in _each(own.sort_values("value", ascending=False))
    ]
    tables, figures = {"": found}, {"": lambda: pawn_figure(found, reading)}
    if len(settled):
        tables["-convergence"] = settled
        figures["-convergence"] = lambda: settling(settled, "value", "points", reading)
    _tell(
        _Found(
            "pawn", reading, told, ("arm", "parameter", "index", "idle"), rows, tables, figures, {"slices": slices}
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def prim(
    folder: Path, of: str, *, density: float, above: float | None, below: float | None, quiet: bool, as_json: bool
) -> None:
    """The box that PRIM finds.

    Raises:
        FirewoodError: what the user can mend.
    """
    import pandas as pd

    from analysis.figures.box import box_figure
    from analysis.sweeps.prim import prim as analysed
    from analysis.words import percent, percents

    reading = _read(folder, of, quiet=quiet, together=True)
    found, told = analysed(reading, density, above=above, below=below)
    rows: list[list[str]] = []
    summary: list[dict[str, Any]] = []
    for box in found:
        for each in _each(box.limits):
            chance = each["chance"]
            rows.append([box.arm, each["parameter"], _limit(each), _DASH if isnan(chance) else f"{chance:.2g}"])
        head = f"{box.arm}: " if box.arm else ""
        told.insert(
            len(summary),
            f"{head}coverage {percents(box.coverage)} %, density {percents(box.density)} %, where of all runs "
            f"{percent(box.of)} are of interest. Fresh: coverage {percent(box.fresh[0])}, density "
            f"{percent(box.fresh[1])}.",
        )
        summary.append(
            {
                "arm": box.arm, **_ends("coverage", box.coverage), **_ends("density", box.density),
                "fresh_coverage": box.fresh[0], "fresh_density": box.fresh[1], "of_all": box.of, "step": box.step,
            }
        )  # fmt: skip
    tables = {
        "": pd.concat([box.limits for box in found], ignore_index=True),
        "-box": pd.DataFrame(summary),
        "-steps": pd.concat([box.path for box in found], ignore_index=True),
    }
    options = {"density": density, "above": above, "below": below}
    _tell(
        _Found(
            "prim", reading, told, ("arm", "parameter", "in the box", "chance"), rows, tables,
            {"": lambda: box_figure(found, reading)}, options,
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def emulate(folder: Path, of: str, *, most: int, folds: int, quiet: bool, as_json: bool) -> None:
    """An emulator, and its coverage.

    Raises:
        FirewoodError: what the user can mend.
    """
    import pandas as pd

    from analysis.figures.emulator import emulator_figure
    from analysis.sweeps.emulator import emulate as analysed
    from analysis.words import percents

    reading = _read(folder, of, quiet=quiet)
    note("Fitting …", quiet=quiet)
    found, told = analysed(reading, most, folds)
    rows = [
        [each.arm, f"{len(each.seen):,}", percents(each.coverage), _number(each.error), f"{each.explained:.2f}"]
        for each in found
    ]
    quality = pd.DataFrame(
        [
            {"arm": each.arm, "points": len(each.seen), **_ends("coverage", each.coverage), "error": each.error,
             "explained": each.explained}
            for each in found
        ]
    )  # fmt: skip
    tables = {
        "": quality,
        "-held-out": pd.concat([each.seen for each in found], ignore_index=True),
        "-effects": pd.concat([each.effects for each in found], ignore_index=True),
        "-scales": pd.concat([each.scales for each in found], ignore_index=True),
    }
    head = ("arm", "points", "held out, within 95 % interval, %", "error", "R²")
    _tell(
        _Found(
            "emulate", reading, told, head, rows, tables, {"": lambda: emulator_figure(found, reading)},
            {"most": most, "folds": folds},
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def replicates(folder: Path, of: str, *, precision: float, quiet: bool, as_json: bool) -> None:
    """How sure means over replicates are.

    Raises:
        FirewoodError: what the user can mend.
    """
    from analysis.figures.precision import precision_figure
    from analysis.sweeps.replicates import replicates as analysed
    from analysis.words import percent

    reading = _read(folder, of, quiet=quiet, together=True)
    found, course, told = analysed(reading, precision)
    rows = [
        [each["arm"], f"{each['n']:,}", f"{each['points']:,}", _number(each["middle"]), _number(each["most"]),
         percent(each["reached"])]
        for each in _each(found)
    ]  # fmt: skip
    head = ("arm", "runs", "points", "half-width, median", "95 of 100 below", f"at most {precision:g}")
    _tell(
        _Found(
            "replicates", reading, told, head, rows, {"": found, "-course": course},
            {"": lambda: precision_figure(found, course, precision, reading)}, {"precision": precision},
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def phase(folder: Path, of: str, *, across: str | None, up: str | None, bins: int, quiet: bool, as_json: bool) -> None:
    """A phase diagram.

    Raises:
        FirewoodError: what the user can mend.
    """
    from analysis.figures.phase_of_sweep import sweep_phase_figure
    from analysis.sweeps.phase import phase as analysed

    reading = _read(folder, of, quiet=quiet, together=across is not None or up is not None)
    diagram, told = analysed(reading, across, up, bins)
    rows = []
    for arm, own in diagram.cells.groupby("arm", sort=False):
        grid = own.set_index(["up", "across"])["mean"].to_dict()
        for place in reversed(range(len(diagram.up.labels))):
            values = [grid.get((place, column), float("nan")) for column in range(len(diagram.across.labels))]
            rows.append([str(arm), diagram.up.short[place], *(_cell(value, diagram.share) for value in values)])
    unit = ", in percent" if diagram.share else ""
    told.insert(0, f"Means{unit}; down: {diagram.up.name}, along: {diagram.across.name}.")
    end = "" if across is None and up is None else f"-{diagram.across.name}-{diagram.up.name}"
    _tell(
        _Found(
            "phase", reading, told, ("arm", "", *diagram.across.short), rows, {end: diagram.cells},
            {end: lambda: sweep_phase_figure(diagram, reading)},
            {"across": diagram.across.name, "up": diagram.up.name, "bins": bins},
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def _read(folder: Path, of: str, *, quiet: bool, together: bool = False) -> Reading:
    sweep = open_sweep(folder)
    note(f"Reading {sweep.path} …", quiet=quiet)
    return read(sweep, of, together=together)


def _tell(found: _Found, *, quiet: bool, as_json: bool) -> None:
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


def _print(found: _Found, *, quiet: bool) -> None:
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


def _each(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _ends(name: str, interval: tuple[float, float, float]) -> dict[str, float]:
    value, low, high = interval
    return {name: value, f"{name}_low": low, f"{name}_high": high}


def _span(row: Any, value: str = "value") -> str:
    if isnan(row[value]):
        return _DASH
    return f"{_number(row[value])} ({_number(row['low'])} to {_number(row['high'])})"


def _number(value: float, sign: str = "") -> str:
    """Two decimals; three digits where it is 10 or more, or below a hundredth."""
    if isnan(value):
        return _DASH
    small = 0 < abs(value) < 0.01
    text = f"{value:{sign}.1g}" if small else f"{value:{sign}.3g}" if abs(value) >= 10 else f"{value:{sign}.2f}"
    return (text if float(text) else "0").replace("-", "−")


def _cell(value: float, share: bool) -> str:
    if isnan(value):
        return _DASH
    return f"{100 * value:.0f}" if share else _number(value)


def _limit(row: Mapping[str, Any]) -> str:
    if row["options"]:
        return str(row["options"])
    low, high = row["low"], row["high"]
    if isnan(low):
        return f"at most {high:.3g}"
    return f"at least {low:.3g}" if isnan(high) else f"{low:.3g} to {high:.3g}"
