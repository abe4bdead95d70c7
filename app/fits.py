"""What `firewood calibrate abc` and `optuna` print of a fit."""

from pathlib import Path
from typing import TYPE_CHECKING

from app import table

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console

    from analysis.fitting.saved import Told


def tell(place: Path, said: "Told", *, quiet: bool) -> None:
    """The table of parameters, what to beware of, and both checks."""
    screen = table.console()
    if not quiet:
        table.say(screen, said.heading)
        screen.print()
    _rows(screen, _parameters(said.summary))
    screen.print()
    for line in said.warnings:
        table.say(screen, f"– {line}")
    if said.inside is not None:
        _inside(screen, said.inside)
    if said.patterns is not None:
        _patterns(screen, said.patterns)
    if not quiet:
        files = ", ".join(sorted(path.name for path in place.iterdir() if path.suffix or path.name == "figures"))
        table.say(screen, f"Written to {place}: {files}.")
        table.say(
            screen, "The same words again go on in this folder, also with more generations or trials.", style="dim"
        )
    print(f"digest {said.digest}")


def _parameters(summary: "pd.DataFrame") -> list[list[str]]:
    if "value" in summary:
        return [["", "value"], *([row["parameter"], f"{row['value']:.4g}"] for _, row in summary.iterrows())]
    head = ["", "prior", "mean", "sd", "5 %", "50 %", "95 %", "narrowed"]
    names = ("mean", "sd", "p5", "p50", "p95")
    return [
        head,
        *(
            [
                row["parameter"],
                row["prior"],
                *(f"{row[name]:.3g}" for name in names),
                f"{max(0.0, row['narrowing']):.0%}",
            ]
            for _, row in summary.iterrows()
        ),
    ]


def _inside(screen: "Console", inside: "pd.DataFrame") -> None:
    screen.print()
    table.say(screen, "Run again with fresh luck: points of the target inside the band", style="bold")
    bands = sorted(inside["band"].unique())
    rows = [["", *(f"{band:.0%}" for band in bands)]]
    for measure, mine in inside.groupby("measure", sort=False):
        rows.append(
            [str(measure), *(f"{row['inside']} of {row['of']}" for _, row in mine.sort_values("band").iterrows())]
        )
    _rows(screen, rows)


def _patterns(screen: "Console", found: "pd.DataFrame") -> None:
    screen.print()
    table.say(screen, "Patterns of the acceptance table over the posterior", style="bold")
    draws = found["draw"].nunique()
    for (number, title), mine in found.groupby(["pattern", "title"]):
        holds = int(mine["holds"].eq(True).sum())  # null is neither
        table.say(screen, f"{number}. {title}: holds at {holds} of {draws} draws", indent=2)
    screen.print()


def _rows(screen: "Console", rows: list[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for place, heading in enumerate(rows[0]):
        shown.add_column(heading, justify="right" if place else "left")
    for row in rows[1:]:
        shown.add_row(*(Text(cell) for cell in row))
    screen.print(shown)
