"""Five trusts side by side: practising over time, gains won and held, what a forum changes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.figures import panels, style
from analysis.patterns.pattern import Setting
from analysis.studies.study import Tables
from analysis.studies.telling import foot
from sim.outcome import BURNS_ABOVE, OUT_BELOW

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BELOW = {
    "Lead time saved": ("trusts", {"at a workshop": "lead time saved at a workshop"}),
    "Share of gains held": ("trusts", {"two years after": "gains held two years after"}),
    "Knowledge, smoke": ("trusts", {"mobilised": "knowledge mobilised", "smoke": "smoke"}),
    "Forum less none": ("forum", {"final practising": "final practising", "held": "gains held two years after"}),
    "Taken home less none": ("home", {"final practising": "final practising", "held": "gains held two years after"}),
}
"""The lower panels: table, and rows by the name they have in the legend."""


def trusts_figure(
    years: Sequence[float],
    lines: Mapping[str, Mapping[str, NDArray[np.float64]]],
    tables: Tables,
    setting: Setting,
) -> "Figure":
    """Above a panel a trust; below, findings by trust.

    Args:
        years: where the lines' values stand.
        lines: by trust and arm, practising, shape (n, years).
        tables: of the study.
        setting: with which it was run.
    """
    what = (
        "Lines: mean over runs, bands: its 95 % bootstrap interval. Dots: means and paired differences with 95 % "
        "intervals. The five are stylised: none is a real trust."
    )
    figure, grid = panels.page(
        "Five trusts, one programme",
        "Above: % of staff practising, by arm; below: what was won, what was held, and what a forum of leaders changes",
        2, len(lines), foot(setting, what), panel=(2.35, 2.3), legend=0.35, names=0.25, hspace=0.5, wspace=0.14,
    )  # fmt: skip
    for column, (name, arms) in enumerate(lines.items()):
        _over_time(grid[0, column], years, name, arms, column)
    grid[0, 0].set_ylabel("% of staff practising")
    for column, (heading, (table, rows)) in enumerate(BELOW.items()):
        axes, shown = grid[1, column], tables[table]
        series = {word: [shown[row, name] for name in shown.columns] for word, row in rows.items()}
        panels.dots(axes, shown.columns, series, zero=table != "trusts")
        if table == "trusts":
            axes.set_xlim(-3, 103)
        if column:
            axes.set_yticklabels([])
        axes.set_title(heading, loc="left", size=10, weight="bold")
        axes.set_xlabel("%" if table == "trusts" else "points")
        axes.legend(frameon=False, fontsize=7.5, loc="best", handletextpad=0.2)
    panels.legend_above(figure, grid[0, 0], 3)
    return figure


def _over_time(
    axes: "Axes", years: Sequence[float], name: str, arms: Mapping[str, NDArray[np.float64]], column: int
) -> None:
    axes.axvspan(0, 5, color=style.SUPPORT, linewidth=0, zorder=0)
    for level in (BURNS_ABOVE, OUT_BELOW):
        axes.axhline(level, color=style.FAINT, linewidth=0.7, linestyle=(0, (1, 2)), zorder=1)
    for number, (arm, values) in enumerate(arms.items()):
        panels.mean_line(axes, years, values, number, arm)
    axes.set_title(name, loc="left", size=10, weight="bold")
    axes.set_ylim(0, 1)
    axes.set_xlim(0, years[-1])
    axes.set_xlabel("years")
    panels.in_percent(axes)
    if column:
        axes.set_yticklabels([])
