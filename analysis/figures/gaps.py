"""Gaps between groups of staff over the years, and what each choice of whom to train does to them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.figures import panels, style
from analysis.patterns.pattern import Setting
from analysis.studies.study import Table
from analysis.studies.telling import foot

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def gaps_figure(
    years: Sequence[int],
    lines: Mapping[tuple[str, str], Mapping[str, NDArray[np.float64]]],
    choices: Table,
    where: str,
    setting: Setting,
) -> "Figure":
    """Rows are groupings; the first columns are what is measured, over time; the last what choices do.

    Args:
        years: where the lines' values stand.
        lines: by grouping and what is measured, then by scenario: gaps beyond chance, shape (n, years).
        choices: rows "grouping: what" and a column a choice.
        where: the context of the choices.
        setting: with which it was run.
    """
    groupings, measured = (list(dict.fromkeys(key[part] for key in lines)) for part in (0, 1))
    what = (
        "Lines: mean over runs, bands: its 95 % bootstrap interval, places given at random. Dots: paired difference, "
        "95 % interval. Beyond chance: less the gap among the same people dealt to groups of the same sizes at random."
    )
    figure, grid = panels.page(
        "Who is left out",
        f"Widest gap between groups beyond chance, in points; at the right, what whom one trains does to it, {where}",
        len(groupings), len(measured) + 1, foot(setting, what), legend=0.35, hspace=0.4, wspace=0.42,
    )  # fmt: skip
    for row, grouping in enumerate(groupings):
        for column, name in enumerate(measured):
            axes = grid[row, column]
            for number, (scenario, values) in enumerate(lines[grouping, name].items()):
                panels.mean_line(axes, years, values, number, scenario)
            axes.axhline(0, color=style.FAINT, linewidth=0.8, zorder=1)
            axes.set_title(f"{grouping}s: {name}", loc="left", size=10, weight="bold")
            panels.in_percent(axes)
            if row == len(groupings) - 1:
                axes.set_xlabel("years")
            if column == 0:
                axes.set_ylabel("points")
            axes.set_xlim(years[0], years[-1])
        last = grid[row, len(measured)]
        names = choices.columns
        series = {name: [choices[f"{grouping}: {name}", choice] for choice in names] for name in measured}
        panels.dots(last, [choice.replace(" ", "\n") for choice in names], series)
        last.set_title(f"{grouping}s: less random", loc="left", size=10, weight="bold")
        if row == 0:
            last.legend(frameon=False, fontsize=8, loc="best")
        if row == len(groupings) - 1:
            last.set_xlabel("points")
    panels.legend_above(figure, grid[0, 0], len(lines[groupings[0], measured[0]]))
    return figure
