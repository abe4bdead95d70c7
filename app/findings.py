"""The tables of a study on a terminal."""

from textwrap import fill
from typing import TYPE_CHECKING, Final

from analysis.studies.saved import units
from analysis.studies.study import Table
from analysis.studies.telling import cell
from app.table import LABEL, say

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST: Final = 15
"""Letters of a column."""


def show(screen: "Console", table: Table, *, notes: bool) -> None:
    """Print a table, in blocks of as many columns as fit side by side."""
    say(screen, table.heading, style="bold")
    fit = max(1, (screen.width - LABEL) // (NARROWEST + 1))
    for first in range(0, len(table.columns), fit):
        _block(screen, table, range(first, min(first + fit, len(table.columns))))
    if notes:
        say(screen, f"{table.note} {units(table)}".strip(), style="dim")


def _block(screen: "Console", table: Table, columns: range) -> None:
    from rich.table import Table as Shown
    from rich.text import Text

    shown = Shown(box=None, padding=(0, 1, 0, 0), pad_edge=False, show_header=True, header_style="bold")
    shown.add_column("", width=LABEL - 1, overflow="fold")
    for column in columns:
        heading = fill(table.columns[column], NARROWEST)
        shown.add_column(Text(heading, justify="right"), justify="right", min_width=NARROWEST, overflow="fold")
    for row, cells in table.rows.items():
        shown.add_row(row, *(cell(cells[column]) for column in columns))
    screen.print(shown)
