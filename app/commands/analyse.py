"""`firewood analyse …`: reads a sweep, prints what a method finds in it, writes tidy data and figures beside it."""

from math import isnan
from pathlib import Path
from typing import Any

from analysis.sweeps.arms import Reading, read
from app.analysed import DASH, Found, cell, ends, limit, number_told, rows_of, span, tell
from app.progress import note
from experiments.sweeps import open_sweep


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
        rows += [[arm, each["parameter"], span(first.loc[each["parameter"]]), span(each)] for each in rows_of(own)]
    pairs = found[(found["index"] == "second") & (found["low"] > 0)]
    told += [f"{each['parameter']} and {each['other']} only together: {span(each)}." for each in rows_of(pairs)]
    tell(
        Found(
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
        [
            each["arm"],
            each["parameter"],
            span(each, "mu_star"),
            number_told(each["mu"], "+"),
            number_told(each["sigma"]),
        ]
        for _, own in found.groupby("arm", sort=False)
        for each in rows_of(own.sort_values("mu_star", ascending=False))
    ]
    tell(
        Found(
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
        [each["arm"], each["parameter"], span(each), number_told(each["idle"])]
        for _, own in found.groupby("arm", sort=False)
        for each in rows_of(own.sort_values("value", ascending=False))
    ]
    tables, figures = {"": found}, {"": lambda: pawn_figure(found, reading)}
    if len(settled):
        tables["-convergence"] = settled
        figures["-convergence"] = lambda: settling(settled, "value", "points", reading)
    tell(
        Found(
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
        for each in rows_of(box.limits):
            chance = each["chance"]
            rows.append([box.arm, each["parameter"], limit(each), DASH if isnan(chance) else f"{chance:.2g}"])
        head = f"{box.arm}: " if box.arm else ""
        told.insert(
            len(summary),
            f"{head}coverage {percents(box.coverage)} %, density {percents(box.density)} %, where of all runs "
            f"{percent(box.of)} are of interest. Fresh: coverage {percent(box.fresh[0])}, density "
            f"{percent(box.fresh[1])}.",
        )
        summary.append(
            {
                "arm": box.arm, **ends("coverage", box.coverage), **ends("density", box.density),
                "fresh_coverage": box.fresh[0], "fresh_density": box.fresh[1], "of_all": box.of, "step": box.step,
            }
        )  # fmt: skip
    tables = {
        "": pd.concat([box.limits for box in found], ignore_index=True),
        "-box": pd.DataFrame(summary),
        "-steps": pd.concat([box.path for box in found], ignore_index=True),
    }
    options = {"density": density, "above": above, "below": below}
    tell(
        Found(
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
        [each.arm, f"{len(each.seen):,}", percents(each.coverage), number_told(each.error), f"{each.explained:.2f}"]
        for each in found
    ]
    quality = pd.DataFrame(
        [
            {"arm": each.arm, "points": len(each.seen), **ends("coverage", each.coverage), "error": each.error,
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
    tell(
        Found(
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
        [each["arm"], f"{each['n']:,}", f"{each['points']:,}", number_told(each["middle"]), number_told(each["most"]),
         percent(each["reached"])]
        for each in rows_of(found)
    ]  # fmt: skip
    head = ("arm", "runs", "points", "half-width, median", "95 of 100 below", f"at most {precision:g}")
    tell(
        Found(
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
            rows.append([str(arm), diagram.up.short[place], *(cell(value, diagram.share) for value in values)])
    unit = ", in percent" if diagram.share else ""
    told.insert(0, f"Means{unit}; down: {diagram.up.name}, along: {diagram.across.name}.")
    end = "" if across is None and up is None else f"-{diagram.across.name}-{diagram.up.name}"
    tell(
        Found(
            "phase", reading, told, ("arm", "", *diagram.across.short), rows, {end: diagram.cells},
            {end: lambda: sweep_phase_figure(diagram, reading)},
            {"across": diagram.across.name, "up": diagram.up.name, "bins": bins},
        ), quiet=quiet, as_json=as_json,
    )  # fmt: skip


def _read(folder: Path, of: str, *, quiet: bool, together: bool = False) -> Reading:
    sweep = open_sweep(folder)
    note(f"Reading {sweep.path} …", quiet=quiet)
    return read(sweep, of, together=together)
